"""The simulated reader: the same states and problems as the real one, in real and in virtual time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from devices.cards.piv.training import TrainingOffice
from devices.citizens import LONG_TERM_CARD, OVER_EIGHTY, TRAVELLER
from devices.images import UNKNOWN_CARD, CardImage, ResidentIdImage
from devices.inbox import Scene, ScriptedInbox
from devices.simulator import SimulatedCardReader
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardKind, CardProblem, CardReader, CardRef, CardStatus, DocumentReader, ReaderState
from tests.devices.clock import RealClock, VirtualClock

NAME = "simulated"
ID_CARD, CHIP_CARD = OVER_EIGHTY.resident_id(), OVER_EIGHTY.social_security()


class Stage:
    """A simulated reader in virtual time, with a timeline."""

    def __init__(
        self,
        *timeline: tuple[float, Scene],
        accepts: frozenset[CardKind] = frozenset(CardKind),
        office: TrainingOffice | None = None,
    ) -> None:
        self.clock = VirtualClock()
        inbox = ScriptedInbox(self.clock, timeline, advance=self.clock.advance)
        self.reader = SimulatedCardReader(NAME, self.clock, inbox=inbox, accepts=accepts, office=office)

    def insert(self, card: CardImage) -> CardRef:
        """Puts a card in and waits until it is seen."""
        self.reader.wait(0)
        self.reader.insert(card)
        status = self.reader.wait(1)
        assert status.card is not None
        return status.card


def test_it_is_a_card_reader() -> None:
    reader: CardReader = Stage().reader
    assert reader.wait(0) == CardStatus(NAME, ReaderState.EMPTY)


def test_a_wait_ends_when_something_happens_and_not_before() -> None:
    stage = Stage((2.5, Scene(ReaderState.PRESENT, ID_CARD)), (4.0, Scene(ReaderState.EMPTY)))
    stage.reader.wait(0)
    assert stage.reader.wait(1).state is ReaderState.EMPTY
    assert stage.clock.seconds == 1.0
    assert stage.reader.wait(10) == CardStatus(NAME, ReaderState.PRESENT, CardRef(NAME, 1))
    assert stage.clock.seconds == 2.5
    assert stage.reader.wait(10).state is ReaderState.EMPTY
    assert stage.clock.seconds == 4.0


@pytest.mark.parametrize(("card", "least_s", "most_s"), [(ID_CARD, 0.6, 1.2), (CHIP_CARD, 0.4, 1.0)])
def test_a_reading_takes_as_long_as_in_the_field(card: CardImage, least_s: float, most_s: float) -> None:
    stage = Stage()
    reference = stage.insert(card)
    begun = stage.clock.seconds
    content = stage.reader.read(reference, 15)
    assert isinstance(content, CardContent)
    assert content.name == "其其格"
    assert least_s <= stage.clock.seconds - begun <= most_s


def test_a_travel_document_opens_to_whoever_knows_what_is_printed_in_it() -> None:
    stage = Stage()
    reference = stage.insert(TRAVELLER)
    reader: DocumentReader = stage.reader
    key = TRAVELLER.zone.key()
    assert stage.reader.read(reference, 15) is CardProblem.KEY_NEEDED
    assert reader.read_document(reference, replace(key, birth="740813"), deadline_s=15) is CardProblem.KEY_WRONG
    content = reader.read_document(reference, key, deadline_s=15)
    assert isinstance(content, CardContent) and content.name == "SAMPLE, ANNA"
    assert reader.read_document(reference, key, deadline_s=0.1) is CardProblem.TIMEOUT
    another = stage.insert(ID_CARD)
    assert reader.read_document(another, key, deadline_s=15) is CardProblem.UNSUPPORTED
    assert reader.read_document(reference, key, deadline_s=15) is CardProblem.CHANGED


@pytest.mark.parametrize(
    ("scene", "problem"),
    [
        (Scene(ReaderState.EMPTY), CardProblem.REMOVED),
        (Scene(ReaderState.PRESENT, LONG_TERM_CARD.social_security()), CardProblem.CHANGED),
        (Scene(ReaderState.MUTE), CardProblem.MUTE),
        (Scene(ReaderState.STUCK), CardProblem.STUCK),
        (Scene(ReaderState.NO_READER), CardProblem.REMOVED),
    ],
)
@pytest.mark.parametrize("card", [ID_CARD, CHIP_CARD])
def test_what_happens_in_the_middle_of_a_reading(card: CardImage, scene: Scene, problem: CardProblem) -> None:
    stage = Stage((1.3, scene))
    stage.clock.advance(1.0)
    assert stage.reader.read(stage.insert(card), 15) is problem


def test_the_service_dies_in_the_middle_of_a_reading() -> None:
    stage = Stage((0.3, Scene(ReaderState.NO_SERVICE)))
    with pytest.raises(DeviceError) as caught:
        stage.reader.read(stage.insert(ID_CARD), 15)
    assert caught.value.code == "C01"


@pytest.mark.parametrize("card", [ID_CARD, CHIP_CARD])
def test_a_deadline_is_kept(card: CardImage) -> None:
    stage = Stage()
    assert stage.reader.read(stage.insert(card), 0.3) is CardProblem.TIMEOUT


def test_an_unknown_card_a_damaged_card_and_the_wrong_slot() -> None:
    stage = Stage()
    assert stage.reader.read(stage.insert(UNKNOWN_CARD), 15) is CardProblem.UNSUPPORTED
    assert stage.reader.wait(1).state is ReaderState.UNSUPPORTED
    assert stage.reader.read(stage.insert(ResidentIdImage(bytes(100))), 15) is CardProblem.DAMAGED

    plain = Stage(accepts=frozenset({CardKind.SOCIAL_SECURITY}))
    plain.reader.wait(0)
    plain.reader.insert(ID_CARD)
    assert plain.reader.wait(1) == CardStatus(NAME, ReaderState.WRONG_SLOT)
    plain.reader.swap(CHIP_CARD)
    assert plain.reader.wait(1).state is ReaderState.PRESENT


def test_live_handling_by_name() -> None:
    stage = Stage()
    reader = stage.reader
    first = stage.insert(ID_CARD)
    reader.swap(ID_CARD)
    second = reader.wait(1).card
    assert second is not None
    assert second != first
    assert reader.read(first, 15) is CardProblem.CHANGED
    for act, state in (
        (reader.remove, ReaderState.EMPTY),
        (reader.mute, ReaderState.MUTE),
        (reader.stick, ReaderState.STUCK),
        (reader.lose_reader, ReaderState.NO_READER),
        (reader.lose_service, ReaderState.NO_SERVICE),
        (reader.restore, ReaderState.EMPTY),
    ):
        act()
        assert reader.wait(1) == CardStatus(NAME, state)


def test_another_thread_inserts_and_interrupts_in_real_time() -> None:
    reader = SimulatedCardReader(NAME, RealClock())
    empty = reader.wait(0)
    with ThreadPoolExecutor(1) as lane:
        waiting = lane.submit(reader.wait, 30.0)
        reader.interrupt()
        assert waiting.result(timeout=5) == empty
        waiting = lane.submit(reader.wait, 30.0)
        reader.insert(CHIP_CARD)
        card = waiting.result(timeout=5).card
        assert card is not None
        reading = lane.submit(reader.read, card, 15.0)
        reader.remove()
        assert reading.result(timeout=5) is CardProblem.REMOVED
    reader.close()


def test_what_was_played_is_seen_before_the_reader_s_lane_takes_it_up() -> None:
    reader = Stage().reader
    reader.wait(0)
    reader.insert(ID_CARD)
    assert reader.scene.card == ID_CARD
    reader.wait(1)
    reader.remove()
    assert reader.scene.card is None
