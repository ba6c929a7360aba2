"""Whole visits without a screen: every item that can be applied for here, from card to acknowledged."""

from __future__ import annotations

from pathlib import Path

from app import paths
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.journey import events, states
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from sync.hub.report import report_of
from tests.app.stage import Stage, TurnLanes, person_at, play, stage_in

DEVICES = frozenset({"id_reader", "ss_card_reader", "sign_pad", "receipt_printer"})
CATALOGUE = load_catalogue((paths.CATALOGUE / "catalogue.json").read_bytes(), None)
OFFERED = [item.id for item in CATALOGUE.items if offer_of(item, DEVICES) is Offer.APPLY]


def test_every_offered_item_is_applied_for_delivered_and_acknowledged(tmp_path: Path) -> None:
    """19 items of the list, one visit each at one terminal, and a hub in a process of its own."""
    hub = stage_in(tmp_path).hub()
    try:
        stage = stage_in(tmp_path, hub_url=hub.url)
        lanes = TurnLanes()
        terminal, runner = stage.open(lanes)
        for item in OFFERED:
            person = person_at(terminal, runner, item)
            play(runner, lanes, person, until=lambda: isinstance(runner.state, states.Leaving))
            terminal.simulated[0].remove()
            runner.post(events.Touched())
            assert runner.state == states.Attracting()
        play(runner, lanes, None, until=lambda: settled(stage))
        runner.close()
        terminal.close()
    finally:
        hub.stop()
    counts = report_of(f"sqlite:///{tmp_path / 'hub.db'}")
    assert (counts.applications, counts.ratings) == (len(OFFERED), len(OFFERED))
    assert (counts.acknowledgements, counts.conflicts, counts.quarantined) == (2 * len(OFFERED), 0, 0)
    assert stage.wipes == len(OFFERED)
    assert printed(stage) == len(OFFERED) == len(list((tmp_path / "receipts").glob("*.pdf")))


def settled(stage: Stage) -> bool:
    """Whether nothing waits in the queue."""
    store = stage.look()
    try:
        return all(entry.state is EntryState.DELIVERED for entry in store.outbox.entries())
    finally:
        store.close()


def printed(stage: Stage) -> int:
    """Receipts that the ledger knows to be on paper."""
    store = stage.look()
    try:
        return sum(row.state is PrintState.PRINTED for row in store.ledger.rows())
    finally:
        store.close()
