"""PcscCardReader over a real pcscd, and two outside programs reading the same card."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from devices.pcsc.reader import PcscCardReader
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardStatus, ReaderState
from tests.devices.clock import RealClock
from tests.devices.emulator.cards import make
from tests.devices.pcscd import READER, Fault, Rig
from tests.devices.slots import SEEN_S, put_in, run

pytestmark = pytest.mark.pcscd


def test_pcscd_card_is_read_by_us_and_by_two_outside_programs(rig: Rig, reader: PcscCardReader) -> None:
    content = reader.read(put_in(rig, reader, "social-security"), 15)
    assert isinstance(content, CardContent)
    assert len(rig.apdus()) == 13

    ssse, holder, number, name = (
        "00A404000F7378312E73682EC9E7BBE1B1A3D5CF",
        "00A4020002EF06",
        "00B2080014",
        "00B2090020",
    )
    said = run(rig, "opensc-tool", *[word for apdu in (ssse, holder, number, name) for word in ("-s", apdu)])
    dumps = [bytes.fromhex("".join(re.findall(r"^((?:[0-9A-F]{2} )+)", part, re.M))) for part in said.split("Received")]
    assert dumps[3][2:].decode("ascii") == content.id_number
    assert dumps[4][2:].rstrip(b"\0").decode("gbk") == content.name

    script = f"reset\n{ssse}\n{holder}\n{number}\n{name}\n"
    said = run(rig, "scriptor", "-r", f"{READER} 00 00", stdin=script)
    answers = bytes.fromhex("".join(re.findall(r"^< ([0-9A-F\s]+):", said, re.M)))
    assert content.id_number.encode("ascii") in answers
    assert content.name.encode("gbk") in answers


def test_pcscd_another_program_at_the_card_is_no_new_insertion(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "second")
    first = reader.read(card, 15)
    run(rig, "opensc-tool", "--reader", "0", "--atr")
    assert reader.wait(0.5).card == card
    assert reader.read(card, 15) == first


@pytest.mark.parametrize("at", [1, 2, 5, 13])
def test_pcscd_card_pulled_in_the_middle(rig: Rig, reader: PcscCardReader, at: int) -> None:
    card = put_in(rig, reader, "social-security", Fault(at=at, kind="gone"))
    assert reader.read(card, 15) is CardProblem.REMOVED
    assert reader.wait(SEEN_S) == CardStatus(READER, ReaderState.EMPTY)


def test_pcscd_card_swapped_while_nobody_looked(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security")
    witness = PcscCardReader(READER, RealClock())
    assert witness.wait(SEEN_S).state is ReaderState.PRESENT
    rig.pull()
    assert witness.wait(SEEN_S).state is ReaderState.EMPTY
    rig.insert("second")
    assert witness.wait(SEEN_S).state is ReaderState.PRESENT
    witness.close()

    status = reader.wait(SEEN_S)
    assert status.card is not None
    assert status.card.epoch == card.epoch + 1
    assert reader.read(card, 15) is CardProblem.CHANGED
    content = reader.read(status.card, 15)
    assert isinstance(content, CardContent)
    assert content.name == "李𬱖"


def test_pcscd_card_swapped_faster_than_pcscd_looks(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security", Fault(at=6, swap="second"))
    assert reader.read(card, 15) is CardProblem.REMOVED
    # Whether pcscd saw the empty reader in between is a matter of its 400 ms.
    again = reader.wait(SEEN_S).card or reader.wait(SEEN_S).card
    assert again is not None
    assert again.epoch > card.epoch
    content = reader.read(again, 15)
    assert isinstance(content, CardContent)
    assert content.name == "李𬱖"


def test_pcscd_card_swapped_between_its_last_answer_and_its_reset(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security", Fault(at=13, kind="after", swap="second"))
    reader.read(card, 15)
    # pcscd's poll may or may not have seen the empty reader; the second card is found and read in any case.
    deadline = RealClock().monotonic_s() + SEEN_S
    while (again := reader.wait(1.0).card) is None or again == card:
        assert RealClock().monotonic_s() < deadline, "pcscd calls the slot empty, and nobody asks again"
    content = reader.read(again, 15)
    assert isinstance(content, CardContent)
    assert content.name == "李𬱖"


def test_pcscd_killed_and_restarted_is_used_again_by_itself(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security")
    rig.kill()
    with pytest.raises(DeviceError) as caught:
        reader.read(card, 15)
    assert caught.value.code == "C01"
    assert reader.wait(SEEN_S) == CardStatus(READER, ReaderState.NO_SERVICE)
    rig.start()
    assert reader.wait(SEEN_S).state is ReaderState.EMPTY
    assert isinstance(reader.read(put_in(rig, reader, "social-security"), 15), CardContent)


def test_pcscd_killed_in_the_middle_of_a_wait(rig: Rig, reader: PcscCardReader) -> None:
    with ThreadPoolExecutor(1) as lane:
        waiting = lane.submit(reader.wait, 30.0)
        rig.kill()
        assert waiting.result(timeout=10).state is ReaderState.NO_SERVICE
        waiting = lane.submit(reader.wait, 30.0)
        rig.start()
        assert waiting.result(timeout=10).state is ReaderState.EMPTY


def test_pcscd_without_and_with_a_reader(rig: Rig, reader: PcscCardReader) -> None:
    rig.kill()
    rig.start(readers=0)
    while (status := reader.wait(SEEN_S)).state is ReaderState.NO_SERVICE:
        continue
    assert status.state is ReaderState.NO_READER
    rig.kill()
    rig.start(readers=1)
    while (status := reader.wait(SEEN_S)).state in (ReaderState.NO_SERVICE, ReaderState.NO_READER):
        continue
    assert status.state is ReaderState.EMPTY


def test_pcscd_not_running_at_all(rig: Rig) -> None:
    rig.kill()
    reader = PcscCardReader(READER, RealClock())
    assert reader.wait(0.2) == CardStatus(READER, ReaderState.NO_SERVICE)
    assert reader.wait(0.5) == CardStatus(READER, ReaderState.NO_SERVICE)


def test_pcscd_card_that_says_nothing_when_powered(rig: Rig, reader: PcscCardReader) -> None:
    rig.insert("social-security", Fault(kind="dead"))
    assert reader.wait(SEEN_S) == CardStatus(READER, ReaderState.MUTE)
    assert reader.wait(1.5) == CardStatus(READER, ReaderState.MUTE), "powered once more, it says nothing either"


def test_pcscd_card_that_falls_silent_holds_the_lane_until_it_is_pulled(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security", Fault(at=5, kind="silent"))
    with ThreadPoolExecutor(1) as lane:
        reading = lane.submit(reader.read, card, 15.0)
        deadline = RealClock().monotonic_s() + SEEN_S
        while len(rig.apdus()) < 5:
            assert RealClock().monotonic_s() < deadline
        assert not reading.done()
        rig.pull()
        assert reading.result(timeout=10) is CardProblem.REMOVED


def test_pcscd_slow_card_is_given_up_at_the_deadline(rig: Rig, reader: PcscCardReader) -> None:
    card = put_in(rig, reader, "social-security", Fault(slow_s=0.2))
    assert reader.read(card, 0.5) is CardProblem.TIMEOUT
    assert len(rig.apdus()) <= 4
    assert reader.wait(0).card == card


@pytest.mark.parametrize(
    ("card", "problem"),
    [("unknown", CardProblem.UNSUPPORTED), ("locked", CardProblem.DENIED), ("damaged", CardProblem.DAMAGED)],
)
def test_pcscd_cards_that_cannot_be_read(rig: Rig, reader: PcscCardReader, card: str, problem: CardProblem) -> None:
    assert reader.read(put_in(rig, reader, card), 15) is problem


def test_pcscd_resident_id_card_in_a_plain_reader(rig: Rig, reader: PcscCardReader) -> None:
    rig.insert("resident-id")
    assert reader.wait(SEEN_S) == CardStatus(READER, ReaderState.WRONG_SLOT)
    listed = Path("/usr/share/pcsc/smartcard_list.txt").read_text(encoding="utf-8", errors="replace")
    entry = listed.split(make("resident-id").atr.hex(" ").upper())[1].splitlines()[1]
    assert "Resident Identity Card" in entry


def test_pcscd_wait_is_interrupted_at_once(rig: Rig, reader: PcscCardReader) -> None:
    clock = RealClock()
    with ThreadPoolExecutor(1) as lane:
        waiting = lane.submit(reader.wait, 30.0)
        begun = clock.monotonic_s()
        reader.interrupt()
        assert waiting.result(timeout=5).state is ReaderState.EMPTY
    assert clock.monotonic_s() - begun < 2
