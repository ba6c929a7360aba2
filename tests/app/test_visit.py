"""Whole visits without a screen: every item that can be applied for here, from card to acknowledged."""

from __future__ import annotations

from pathlib import Path

from app import paths
from kiosk.applications.model import Kind
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.journey import events, states
from kiosk.receipts.model import PrintState
from sync.hub.report import report_of
from tests.app.lanes import TurnLanes
from tests.app.stage import person_at, play, play_to, stage_in

DEVICES = frozenset({"id_reader", "ss_card_reader", "sign_pad", "receipt_printer"})
CATALOGUE = load_catalogue((paths.CATALOGUE / "catalogue.json").read_bytes(), None)
OFFERED = [item.id for item in CATALOGUE.items if offer_of(item, DEVICES) is Offer.APPLY]


def test_every_offered_item_is_applied_for_delivered_and_acknowledged(tmp_path: Path) -> None:
    """19 items of the list, one visit each at one terminal, and a hub in a process of its own."""
    assert len(OFFERED) == 19
    hub = stage_in(tmp_path).hub()
    try:
        stage = stage_in(tmp_path, hub_url=hub.url)
        lanes = TurnLanes()
        with stage.running(lanes) as (terminal, runner):
            for item in OFFERED:
                play_to(runner, lanes, person_at(terminal, runner, item), states.Leaving)
                terminal.simulated[0].remove()
                runner.post(events.Touched())
                assert runner.state == states.attracting(runner.state), "something of the visit is left"
            play(runner, lanes, None, until=stage.delivered)
    finally:
        hub.stop()
    counts = report_of(f"sqlite:///{tmp_path / 'hub.db'}")
    assert (counts.applications, counts.ratings) == (len(OFFERED), len(OFFERED))
    assert (counts.acknowledgements, counts.conflicts, counts.quarantined) == (2 * len(OFFERED), 0, 0)
    assert len(stage.entries()) == len(stage.entries(Kind.RATING)) == len(OFFERED)
    assert stage.wipes == len(OFFERED)
    assert stage.faults() == []
    assert [row.state for row in stage.rows()] == [PrintState.PRINTED] * len(OFFERED)
    assert stage.papers() == [f"{row.receipt.number}-1.pdf" for row in stage.rows()]
