"""A transmission that hangs, on real lanes over a real pcscd: it blocks neither screen nor other reader, and passes by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from devices.pcsc.clerks import PcscClerkCardReader
from devices.pcsc.reader import PcscCardReader
from devices.pcsc.service import RequestedCardService
from devices.renewal import RenewingCardReader
from kiosk.base import lanes as lane
from kiosk.base.clock import Moment
from kiosk.base.errors import LaneStuck
from kiosk.cards import CardContent, CardProblem, CardReader, CardRef, CardStatus, ReaderState
from kiosk.identity.clerk import ClerkCardReader, ClerkProof, PinRefusal, SignInChallenge
from tests.devices.clock import RealClock
from tests.devices.emulator.piv import PIN
from tests.devices.pcscd import READER, Fault, Rig
from tests.devices.units import carry_out
from ui.lanes import QtLanes

pytestmark = pytest.mark.pcscd
SILENT = Fault(at=5, kind="silent")
CHALLENGE = SignInChallenge("NM-0001", bytes(32), Moment(0))
VERIFY = "00200080"
# Patience for what takes a second here: pcscd's poll, a new start, a busy machine.
SEEN_MS = 30_000


class Hurried(RealClock):
    """The machine's time, ten times as fast: a person's patience is over sooner."""

    def monotonic_s(self) -> float:
        return 10 * super().monotonic_s()


class Counter:
    """Two readers on lanes of their own, followed as the runner follows them."""

    def __init__(self, request: Path) -> None:
        self.lanes = QtLanes({"cards": 1.0})
        self.service = RequestedCardService(request, Hurried())
        names = (f"{READER} 00 00", f"{READER} 00 01")
        self.readers = [
            RenewingCardReader(partial(PcscCardReader, name, RealClock()), self.service, clock=Hurried(), proves=prover)
            for name in names
        ]
        self.seen: list[list[CardStatus]] = [[], []]
        self.read: list[list[CardContent | CardProblem | Exception]] = [[], []]
        self.proven: list[ClerkProof | PinRefusal | CardProblem] = []
        for number in (0, 1):
            self.watch(number)

    def watch(self, number: int) -> None:
        """Wait on the reader's lane, tell, wait again."""
        wait = partial(self.readers[number].wait, 0.3)
        self.lanes.run(lane.cards(number), wait, partial(self._saw, number), partial(self._lost, number, self.watch))

    def reading(self, number: int) -> None:
        """Read the card that was seen last."""
        card = self.card(number)
        assert card is not None
        self.readers[number].interrupt()
        read = partial(self.readers[number].read, card, 15.0)
        told = self.read[number].append
        self.lanes.run(lane.cards(number), read, told, partial(self._lost, number, lambda _: told(CardProblem.STUCK)))

    def proving(self, number: int) -> None:
        """A clerk has typed a PIN."""
        card = self.card(number)
        assert card is not None
        self.readers[number].interrupt()
        prove = partial(self.readers[number].prove, card, PIN.decode(), challenge=CHALLENGE, deadline_s=15.0)
        told = self.proven.append
        self.lanes.run(lane.cards(number), prove, told, partial(self._lost, number, lambda _: told(CardProblem.STUCK)))

    def card(self, number: int) -> CardRef | None:
        """The card that is in."""
        return self.seen[number][-1].card if self.seen[number] else None

    def state(self, number: int) -> ReaderState | None:
        """What is seen now."""
        return self.seen[number][-1].state if self.seen[number] else None

    def _saw(self, number: int, status: CardStatus) -> None:
        if self.seen[number][-1:] != [status]:
            self.seen[number].append(status)
        self.watch(number)

    def _lost(self, number: int, then: Callable[[int], None], error: Exception) -> None:
        assert isinstance(error, LaneStuck)
        self.readers[number].renew()
        then(number)


def prover(reader: CardReader) -> ClerkCardReader:
    """What has a clerk's card sign on it."""
    assert isinstance(reader, PcscCardReader)
    return PcscClerkCardReader(reader)


@pytest.fixture
def counter(rig: Rig, qapp: object, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(tmp_path / "restart-pcscd")
    qtbot.waitUntil(lambda: made.state(0) is made.state(1) is ReaderState.EMPTY, timeout=SEEN_MS)
    yield made
    rig.kill()
    made.lanes.close()


def stick(rig: Rig, counter: Counter, qtbot: QtBot) -> None:
    """A card in the first reader falls silent while it is read, and its lane is given up."""
    rig.insert("social-security", SILENT)
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    counter.reading(0)
    qtbot.waitUntil(lambda: counter.state(0) is ReaderState.STUCK, timeout=SEEN_MS)
    assert counter.read[0] == [CardProblem.STUCK]


def test_pcscd_a_transmission_that_hangs_holds_up_no_other_reader_and_ends_with_the_card(
    rig: Rig, counter: Counter, qtbot: QtBot
) -> None:
    stick(rig, counter, qtbot)
    before = counter.seen[0][-2].card
    rig.insert("second", slot=1)
    qtbot.waitUntil(lambda: counter.card(1) is not None, timeout=SEEN_MS)
    counter.reading(1)
    qtbot.waitUntil(lambda: len(counter.read[1]) == 1, timeout=SEEN_MS)
    (content,) = counter.read[1]
    assert isinstance(content, CardContent) and content.name == "李𬱖"
    assert counter.state(0) is ReaderState.STUCK

    rig.pull()
    qtbot.waitUntil(lambda: counter.state(0) is ReaderState.EMPTY, timeout=SEEN_MS)
    rig.insert("social-security")
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    after = counter.card(0)
    assert before is not None and after is not None and after.epoch > before.epoch
    counter.reading(0)
    qtbot.waitUntil(lambda: len(counter.read[0]) == 2, timeout=SEEN_MS)
    content = counter.read[0][1]
    assert isinstance(content, CardContent) and content.name == "张三"


def test_pcscd_a_transmission_that_nobody_frees_ends_with_a_new_start_of_the_service(
    rig: Rig, counter: Counter, qtbot: QtBot, tmp_path: Path
) -> None:
    stick(rig, counter, qtbot)
    request = tmp_path / "restart-pcscd"
    qtbot.waitUntil(request.exists, timeout=SEEN_MS)
    assert counter.state(0) is ReaderState.STUCK
    carry_out(
        request,
        {
            ("kill", "--signal=SIGKILL", "pcscd.service"): rig.kill,
            ("restart", "pcscd.service"): rig.start,
        },
    )
    assert not request.exists()
    for number in (0, 1):
        qtbot.waitUntil(partial(lambda at: counter.state(at) is ReaderState.EMPTY, number), timeout=SEEN_MS)
    rig.insert("social-security")
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    counter.reading(0)
    qtbot.waitUntil(lambda: len(counter.read[0]) == 2, timeout=SEEN_MS)
    assert isinstance(counter.read[0][1], CardContent)


def test_pcscd_a_pin_that_hangs_is_sent_to_no_other_card_and_not_again_when_it_comes_back(
    rig: Rig, counter: Counter, qtbot: QtBot
) -> None:
    rig.insert("piv")
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    counter.proving(0)
    qtbot.waitUntil(lambda: len(counter.proven) == 1, timeout=SEEN_MS)
    assert isinstance(counter.proven[0], ClerkProof)
    at = next(number for number, apdu in enumerate(rig.apdus(), 1) if apdu.startswith(VERIFY))
    rig.pull()
    qtbot.waitUntil(lambda: counter.card(0) is None, timeout=SEEN_MS)

    rig.insert("piv", Fault(at=at, kind="silent"))
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    counter.proving(0)
    qtbot.waitUntil(lambda: counter.state(0) is ReaderState.STUCK, timeout=SEEN_MS)
    assert counter.proven[1:] == [CardProblem.STUCK]
    assert [apdu[:8] for apdu in rig.apdus()].count(VERIFY) == 1
    rig.pull()
    rig.insert("piv")
    qtbot.waitUntil(lambda: counter.card(0) is not None, timeout=SEEN_MS)
    assert VERIFY not in [apdu[:8] for apdu in rig.apdus()]
    counter.proving(0)
    qtbot.waitUntil(lambda: len(counter.proven) == 3, timeout=SEEN_MS)
    assert isinstance(counter.proven[2], ClerkProof), "nothing of what hung was told late"
    assert [apdu[:8] for apdu in rig.apdus()].count(VERIFY) == 1
