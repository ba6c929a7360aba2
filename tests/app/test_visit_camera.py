"""Whole visits with a document camera: what can only be shown is shown, sealed, handed in, and is the very picture at the platform."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalogue.offer import CAMERAS, Offer, offer_of
from kiosk.journey import events, states
from sync.hub.report import report_of
from tests.app.lanes import TurnLanes
from tests.app.photographed import at_the_platform, camera_over, in_the_clear, lay_out, shots_of
from tests.app.stage import person_at, play, play_to, stage_in
from tests.app.test_visit import CATALOGUE, DEVICES

# What this table cannot do without a camera, and can with one.
NEEDED = [
    item.id
    for item in CATALOGUE.items
    if offer_of(item, DEVICES) is Offer.NEEDS_CAMERA and offer_of(item, DEVICES | CAMERAS) is Offer.APPLY
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "papers", 1, 2, 3)


@pytest.mark.timeout(180)
def test_what_needs_a_camera_is_applied_for_delivered_and_acknowledged(tmp_path: Path, papers: Path) -> None:
    """Six items, some papers of several pages, one terminal, and a hub in a process of its own."""
    assert NEEDED == ["ssc-reissue", "res-permit", "homestead", "machinery", "veteran-card", "quarantine"]
    there = tmp_path / "terminal"
    hub = stage_in(there, devices=camera_over(papers)).hub()
    try:
        stage = stage_in(there, hub_url=hub.url, devices=camera_over(papers))
        lanes = TurnLanes()
        with stage.running(lanes) as (terminal, runner):
            for number, item in enumerate(NEEDED):
                person = replace(person_at(terminal, runner, item), pages=1 + number % 2, grade=None)
                play_to(runner, lanes, person, states.Leaving)
                terminal.simulated[0].remove()
                runner.post(events.Touched())
                assert runner.state == states.attracting(runner.state), "something of the visit is left"
            play(runner, lanes, None, until=stage.delivered)
            assert in_the_clear(stage) == []
    finally:
        hub.stop()
    assert stage.faults() == []
    counts = report_of(f"sqlite:///{there / 'hub.db'}")
    assert (counts.applications, counts.acknowledgements, counts.quarantined) == (len(NEEDED), len(NEEDED), 0)
    taken = [shot.jpeg for shot in shots_of(stage)]
    # Papers times pages, item for item: 1·1, 1·2, 1·1, 3·2, 2·1, 1·2.
    assert len(taken) == 14
    assert sorted(at_the_platform(stage)) == sorted(taken)
    assert in_the_clear(stage) == [], "when the terminal is off"
