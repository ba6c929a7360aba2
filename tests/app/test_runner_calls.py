"""The runner's calls to hub and printer: again and again, one at a time, and never in the way of the number."""

from __future__ import annotations

import pytest

from app.runner import BUG, SYNC_AFTER_FAILURE_S, SYNC_EVERY_S
from kiosk.base.errors import LaneStuck, LinkError, PrinterError, StoreError
from kiosk.delivery.model import CycleReport, Unreachable
from kiosk.journey import events, states
from kiosk.receipts.model import PrintState
from tests.app.fakes import Played, PlayedCourier, PlayedPress
from tests.app.stand import Stand


@pytest.fixture
def stand() -> Stand:
    return Stand(Played())


@pytest.mark.parametrize(
    ("report", "next_s", "online"),
    [
        (CycleReport(delivered=1), SYNC_EVERY_S, True),
        (CycleReport(delivered=1, next_call_s=300), 300, True),
        (CycleReport(unreachable=Unreachable.OFFLINE, next_call_s=300), SYNC_AFTER_FAILURE_S, False),
        (CycleReport(unreachable=Unreachable.OFFLINE), SYNC_AFTER_FAILURE_S, False),
        (StoreError("S02", "settle"), SYNC_AFTER_FAILURE_S, False),
        (LinkError("N02", "odd"), SYNC_AFTER_FAILURE_S, False),
        (LaneStuck("sync"), SYNC_AFTER_FAILURE_S, False),
    ],
)
def test_the_hub_is_called_again_whatever_came_of_the_last_call(
    report: CycleReport | Exception, next_s: float, online: bool
) -> None:
    stand = Stand(Played(courier=PlayedCourier(report)))
    stand.do("printer")
    for cycle in range(1, 6):
        stand.do("sync")
        assert stand.played.courier.cycles == cycle
        assert stand.state.visit.online is online
        assert isinstance(stand.state, states.Attracting)
        stand.played.lanes.push(next_s - 0.001)
        assert "sync" not in stand.played.lanes.asked()
        stand.played.lanes.push(0.002)
        assert stand.played.lanes.asked().count("sync") == 1


def test_a_mistake_in_a_cycle_does_not_end_the_cycles() -> None:
    stand = Stand(Played(courier=PlayedCourier(KeyError("x"))))
    with pytest.raises(KeyError):
        stand.do("sync")
    assert stand.state == states.OutOfService(BUG)
    stand.played.lanes.push(SYNC_AFTER_FAILURE_S)
    assert "sync" in stand.played.lanes.asked()


def test_what_is_handed_in_during_a_cycle_goes_with_the_next_at_once(stand: Stand) -> None:
    """The cycle under way has looked at the queue already; the hub's wish for the next call may be minutes away."""
    stand.played.courier.report = CycleReport(next_call_s=300)
    assert stand.played.lanes.asked().count("sync") == 1
    stand.to_submitted()
    stand.do("sync")
    assert stand.played.courier.cycles == 1
    assert stand.played.lanes.asked().count("sync") == 1
    stand.do("sync")
    assert stand.played.courier.cycles == 2
    assert "sync" not in stand.played.lanes.asked()


def test_a_submission_calls_the_hub_at_once_and_never_twice_at_a_time(stand: Stand) -> None:
    stand.do("sync")
    stand.to_submitted()
    assert stand.played.lanes.asked().count("sync") == 1
    stand.post(events.LinkChanged(online=False))
    stand.played.lanes.push(SYNC_EVERY_S)
    assert stand.played.lanes.asked().count("sync") == 1


@pytest.mark.parametrize(
    ("told", "state", "fault"),
    [
        ((PrintState.FAILED, "P01"), PrintState.FAILED, "P01"),
        ((PrintState.UNCERTAIN, ""), PrintState.UNCERTAIN, ""),
        (StoreError("S04", "ledger"), PrintState.UNCERTAIN, "S04"),
        (LaneStuck("printer"), PrintState.UNCERTAIN, "B02"),
    ],
)
def test_the_number_stays_on_the_screen_whatever_the_printer_does(
    told: tuple[PrintState, str] | Exception, state: PrintState, fault: str
) -> None:
    stand = Stand(Played(press=PlayedPress(told)))
    stand.to_submitted()
    stand.do("printer")
    assert isinstance(stand.state, states.Submitted)
    assert stand.state.visit.collected is not None and stand.state.visit.collected.number == "B240000017X"
    assert (stand.state.visit.print_state, stand.state.visit.print_fault) == (state, fault)
    assert stand.played.press.printed == ["original"], "nothing is printed again by itself"


@pytest.mark.parametrize(
    ("finds", "told"), [("", ""), ("P21", "P21"), (PrinterError("P04"), "P04"), (LaneStuck("printer"), "B02")]
)
def test_whoever_signs_is_told_before_that_there_will_be_no_paper(finds: str | Exception, told: str) -> None:
    stand = Stand(Played(press=PlayedPress(finds=finds)))
    stand.to_submitting()
    assert isinstance(stand.state, states.Submitting)
    assert stand.state.visit.print_fault == told


def test_what_was_in_the_way_before_is_not_said_of_the_receipt_that_is_printed_now() -> None:
    stand = Stand(Played(press=PlayedPress(finds="P21")))
    stand.to_submitted()
    assert (stand.state.visit.print_state, stand.state.visit.print_fault) == (PrintState.PRINTING, "")


@pytest.mark.parametrize(
    "overlay", [events.LanguageAsked(), events.HelpPressed("staff"), events.FaultRaised("C03"), events.TimedOut()]
)
def test_paper_that_comes_out_meanwhile_is_known_afterwards(stand: Stand, overlay: events.Event) -> None:
    stand.to_submitted()
    stand.post(events.Confirmed(), overlay)
    stand.do("printer")
    if isinstance(stand.state, states.ChoosingLanguage | states.AskingHelp | states.Faulted):
        stand.post(events.BackPressed())
    assert stand.state.visit.print_state is PrintState.PRINTED
