"""The presence loop against a scripted PC/SC: states, recovery, swaps, interruption."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from smartcard import scard

from devices.pcsc.presence import Presence
from devices.pcsc.scard import Scard
from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from tests.devices.clock import RealClock
from tests.devices.pcsc.fake import MUTE, NO_SERVICE, PRESENT, UNKNOWN_READER, World

NAME = "Fake"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def presence(world: World) -> Presence:
    return Presence(NAME, RealClock(), scard=Scard(world.module))


def present(epoch: int) -> CardStatus:
    return CardStatus(NAME, ReaderState.PRESENT, CardRef(NAME, epoch))


def test_in_and_out(world: World, presence: Presence) -> None:
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(1)
    world.remove()
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(2)


def test_another_counter_with_a_card_before_and_after_is_a_swap(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(1)
    world.remove()
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(2)


def test_another_program_using_the_card_changes_nothing(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(1)
    world.flags |= scard.SCARD_STATE_INUSE | scard.SCARD_STATE_EXCLUSIVE
    assert presence.wait(0.01) == present(1)


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        (PRESENT | MUTE, ReaderState.MUTE),
        (scard.SCARD_STATE_UNKNOWN, ReaderState.NO_READER),
        (scard.SCARD_STATE_UNAVAILABLE, ReaderState.NO_READER),
    ],
)
def test_flags_are_states(world: World, presence: Presence, flags: int, state: ReaderState) -> None:
    world.flags = flags
    assert presence.wait(1) == CardStatus(NAME, state)


def test_a_resident_id_card_on_a_plain_reader(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00", atr=bytes.fromhex("3B888001D10386050080800058"))
    assert presence.wait(1) == CardStatus(NAME, ReaderState.WRONG_SLOT)


def test_a_reader_of_another_name_is_none(world: World, presence: Presence) -> None:
    world.readers = ["Clerk's Token Reader"]
    assert presence.wait(1) == CardStatus(NAME, ReaderState.NO_READER)
    world.readers.append("Some fake thing")
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)


def test_a_reader_pulled_and_plugged_makes_a_new_insertion(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(1)
    world.readers.clear()
    assert presence.wait(1) == CardStatus(NAME, ReaderState.NO_READER)
    world.readers.append("Fake Reader 00 00")
    assert presence.wait(1) == present(2)


def test_a_reader_lost_between_listing_and_looking(world: World, presence: Presence) -> None:
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)
    world.answers["GetStatusChange"].append(UNKNOWN_READER)
    assert presence.wait(1) == CardStatus(NAME, ReaderState.NO_READER)
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)
    assert len(world.established_at) == 1


def harmless() -> set[int]:
    done = {scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT, scard.SCARD_E_CANCELLED}
    readers = {scard.SCARD_E_UNKNOWN_READER, scard.SCARD_E_NO_READERS_AVAILABLE, scard.SCARD_E_READER_UNAVAILABLE}
    return done | readers | {scard.SCARD_E_READER_UNSUPPORTED, scard.SCARD_E_DUPLICATE_READER}


CODES = sorted(
    {getattr(scard, name) for name in dir(scard) if name.startswith(("SCARD_E_", "SCARD_F_", "SCARD_W_", "SCARD_P_"))}
)


@pytest.mark.parametrize("code", [code for code in CODES if code not in harmless()])
def test_any_unexpected_code_costs_the_context_and_a_new_one_is_made(
    world: World, presence: Presence, code: int
) -> None:
    assert presence.wait(1).state is ReaderState.EMPTY
    world.answers["GetStatusChange"].append(code)
    assert presence.wait(1) == CardStatus(NAME, ReaderState.NO_SERVICE)
    assert "ReleaseContext" in world.called
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)
    assert len(world.established_at) == 2


def test_an_exception_of_the_library_is_a_state_too(world: World, presence: Presence) -> None:
    world.answers["ListReaders"].append(scard.error("broken"))
    assert presence.wait(1) == CardStatus(NAME, ReaderState.NO_SERVICE)
    assert presence.wait(1) == CardStatus(NAME, ReaderState.EMPTY)


def test_a_card_that_outlives_the_service_is_a_new_insertion(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00")
    assert presence.wait(1) == present(1)
    world.answers["GetStatusChange"].append(NO_SERVICE)
    assert presence.wait(1).state is ReaderState.NO_SERVICE
    assert presence.wait(1) == present(2)


def test_the_service_is_asked_for_less_and_less_often(world: World, presence: Presence) -> None:
    world.answers["EstablishContext"].extend([NO_SERVICE] * 50)
    assert presence.wait(0).state is ReaderState.NO_SERVICE
    assert presence.wait(1.6).state is ReaderState.NO_SERVICE
    gaps = [later - earlier for earlier, later in pairwise(world.established_at)]
    assert 4 <= len(gaps) <= 6
    assert all(gap >= least for gap, least in zip(gaps, [0.05, 0.1, 0.2, 0.4, 0.5, 0.5], strict=False))
    assert gaps[0] < 0.15


def test_a_slot_that_became_empty_under_a_reading_is_looked_into(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"\x90\x00")
    presence.wait(1)
    world.remove()
    presence.judge(CardProblem.REMOVED)
    assert [call for call in world.called if call.startswith(("Connect", "Disconnect"))] == ["Connect", "Disconnect 1"]
    world.answers["Connect"].append(NO_SERVICE)
    assert presence.wait(1).state is ReaderState.EMPTY
    assert presence.wait(1).state is ReaderState.EMPTY, "what cannot be looked into is still empty"
    assert world.called.count("Connect") == 2, "once more after pcscd's next poll, and then no more"


def test_a_card_that_says_nothing_is_powered_once_more_and_then_left_alone(world: World, presence: Presence) -> None:
    world.insert(lambda _: b"")
    world.flags |= MUTE
    assert [presence.wait(1).state for _ in range(3)] == [ReaderState.MUTE] * 3
    assert world.called.count("Connect") == world.called.count("Disconnect 1") == 1


@pytest.mark.parametrize("service", [True, False])
def test_interrupt_ends_a_wait_from_another_thread(world: World, presence: Presence, service: bool) -> None:
    if not service:
        world.answers["EstablishContext"].extend([NO_SERVICE] * 50)
    clock = RealClock()
    first = presence.wait(0)
    with ThreadPoolExecutor(1) as lane:
        begun = clock.monotonic_s()
        waiting = lane.submit(presence.wait, 30.0)
        presence.interrupt()
        assert waiting.result(timeout=5) == first
    assert clock.monotonic_s() - begun < 2
    assert ("Cancel" in world.called) is service


def test_close_gives_the_context_back(world: World, presence: Presence) -> None:
    presence.wait(0)
    presence.close()
    presence.close()
    assert world.called.count("ReleaseContext") == 1
