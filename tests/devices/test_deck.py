"""Everything that can be played on a simulated reader ends as it does on a real one: each card, each mishap, each condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pytest

from devices.cards.piv.training import TrainingOffice
from devices.cards.registry import CHIP_DRIVERS
from devices.citizens import CITIZENS, CLERKS, TRAINING_PIN
from devices.deck import CARDS, CONDITIONS, MISHAPS, SOMEBODY, scene_of
from devices.images import ChipImage, ChipSession
from devices.inbox import Scene
from devices.pcsc.apdu import Exchange, Transmit, exchange
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardKind, CardProblem, ReaderState
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity, IdentityRefusal
from tests.devices.test_simulator import NAME, Stage

TODAY = date(2026, 11, 27)
DEADLINE_S = 15.0
# What comes of each card that is nobody's identity.
REFUSED: Mapping[str, CardProblem | IdentityRefusal] = {
    "passport": CardProblem.KEY_NEEDED,
    "travel-permit": CardProblem.KEY_NEEDED,
    "pace-document": CardProblem.PACE_ONLY,
    **dict.fromkeys(CLERKS, CardProblem.CLERK_CARD),
    "unknown": CardProblem.UNSUPPORTED,
    "locked": CardProblem.DENIED,
    "damaged": CardProblem.DAMAGED,
    "nameless": IdentityRefusal.NAME_MISSING,
    "wrong-number": IdentityRefusal.NUMBER_INVALID,
    "wrong-birthday": IdentityRefusal.BIRTH_DATE_MISMATCH,
}
# What comes of each mishap: seen before anything is read, or when it is.
SEEN = {"mute": ReaderState.MUTE, "reverse": ReaderState.MUTE, "stick": ReaderState.STUCK}
READ = {
    "stall": CardProblem.TIMEOUT,
    "hold": CardProblem.BUSY,
    "yank": CardProblem.REMOVED,
    "exchange": CardProblem.CHANGED,
}
BEFORE = Scene(ReaderState.EMPTY)


def played(stage: Stage, act: str, card: str = "") -> ReaderState:
    """What the reader shows after an act."""
    stage.reader.wait(0)
    stage.reader.play(scene_of(act, card, stage.reader.scene))
    return stage.reader.wait(1).state


def read(stage: Stage) -> CardContent | CardProblem:
    """What the reading of the card that is in ends with."""
    status = stage.reader.wait(0)
    assert status.card is not None
    return stage.reader.read(status.card, DEADLINE_S)


@pytest.mark.parametrize("name", CARDS)
def test_every_card_ends_as_it_would_on_a_real_reader(name: str) -> None:
    stage = Stage()
    assert played(stage, "insert", name) is ReaderState.PRESENT
    outcome = read(stage)
    who = identify(outcome, TODAY) if isinstance(outcome, CardContent) else outcome
    assert isinstance(who, Identity) is (name not in REFUSED)
    assert isinstance(who, Identity) or who is REFUSED[name]


def test_every_kind_of_card_and_everyone_is_in_the_deck() -> None:
    """A driver that is added wants its card here: what no card can play, nobody can train for."""
    chips = [ChipSession(card).transmit for card in CARDS.values() if isinstance(card, ChipImage)]
    clerk = TrainingOffice().card("somebody", TRAINING_PIN, tries=3, refused=None)
    assert set(CITIZENS) | set(CLERKS) <= set(CARDS)
    assert all(any(_knows(driver, chip) for chip in [*chips, clerk.transmit]) for driver in CHIP_DRIVERS)
    identities = {outcome.kind for name in CARDS if isinstance(outcome := _content(name), CardContent)}
    assert identities == {CardKind.RESIDENT_ID, CardKind.SOCIAL_SECURITY}


@pytest.mark.parametrize("act", MISHAPS)
@pytest.mark.parametrize("card", [SOMEBODY, "social-security"])
def test_every_mishap_ends_as_it_would_on_a_real_reader(act: str, card: str) -> None:
    stage = Stage()
    state = played(stage, act, card)
    if act in SEEN or (act, card) == ("misplace", SOMEBODY):
        assert state is SEEN.get(act, ReaderState.WRONG_SLOT)
        return
    assert state is ReaderState.PRESENT
    begun = stage.clock.seconds
    if act == "break":
        with pytest.raises(DeviceError) as broken:
            read(stage)
        assert broken.value.code == "C03"
    elif act == "slow":
        assert isinstance(read(stage), CardContent)
        assert 3 < stage.clock.seconds - begun < DEADLINE_S
    else:
        assert read(stage) is READ.get(act, CardProblem.INSERT)


def test_a_mishap_befalls_the_card_that_is_in_else_somebodys() -> None:
    stage = Stage()
    played(stage, "yank")
    assert stage.reader.scene.card == CARDS[SOMEBODY]
    played(stage, "insert", "herder")
    played(stage, "mute")
    assert stage.reader.scene.card == CARDS["herder"]
    assert played(stage, "unmute") is ReaderState.PRESENT
    content = read(stage)
    assert isinstance(content, CardContent) and content.name == CITIZENS["herder"].name


def test_a_pulled_card_leaves_an_empty_reader_and_the_next_one_is_read() -> None:
    stage = Stage()
    for act, problem in (("yank", CardProblem.REMOVED), ("exchange", CardProblem.CHANGED)):
        played(stage, act)
        assert read(stage) is problem
        assert stage.reader.wait(1).state is ReaderState.EMPTY
    played(stage, "insert", "herder")
    assert isinstance(read(stage), CardContent)


@pytest.mark.parametrize("act", CONDITIONS)
def test_every_condition_of_a_reader(act: str) -> None:
    stage = Stage()
    stage.insert(CARDS[SOMEBODY])
    assert played(stage, act) is CONDITIONS[act].state
    assert CONDITIONS[act].card is None


def test_a_card_cannot_be_taken_out_of_a_reader_that_is_away() -> None:
    for act in ("unplug", "stop"):
        stage = Stage()
        away = played(stage, act)
        assert played(stage, "remove") is away
    assert scene_of("remove", "", Scene(ReaderState.MUTE, CARDS[SOMEBODY])) == BEFORE


def test_what_is_not_known_is_refused() -> None:
    for act, card in (("juggle", ""), ("insert", "ace-of-spades")):
        with pytest.raises(KeyError):
            scene_of(act, card, BEFORE)


def test_a_reader_is_called_by_its_name() -> None:
    assert Stage().reader.name == NAME


def _content(name: str) -> CardContent | CardProblem:
    stage = Stage()
    played(stage, "insert", name)
    return read(stage)


def _knows(driver: Callable[[Exchange], CardContent | CardProblem], chip: Transmit) -> bool:
    return driver(partial(exchange, chip)) is not CardProblem.UNSUPPORTED
