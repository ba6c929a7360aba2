"""The desk over a real store: room, drafts, one application under one id, ratings."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from kiosk.applications.draft import Draft
from kiosk.applications.freeze import document_sha256
from kiosk.applications.model import Document, Kind, Signature, Timestamp
from kiosk.base.clock import TimeConfidence
from kiosk.base.errors import StoreError
from kiosk.base.ids import is_reference_number
from kiosk.base.settings import Rules
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintSize, PrintState
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.sync.support import draft

BINDING = b"a card"


def signed(document: Document) -> Signature:
    stroke = ((1, 2, 0), (3, 4, 10))
    return Signature(document_sha256(document), (stroke,), Timestamp(1, TimeConfidence.UNVERIFIED))


def test_one_id_is_one_application_however_often_it_is_submitted(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        visit = runner.state.visit
        assert visit.document is not None and visit.collected is not None
        desk = terminal.crew.desk
        again = desk.collect(visit.document, signed(visit.document))
        assert (again.number, again.receipt) == (visit.collected.number, visit.collected.receipt)
        other = msgspec.structs.replace(visit.document, id=runner.fresh_id())
        third = desk.collect(other, signed(other))
        assert third.number != again.number
        assert is_reference_number(again.number) and is_reference_number(third.number)
        assert desk.waiting() == 2
    assert offline.entries() == [EntryState.QUEUED] * 2
    assert [row.receipt.number for row in offline.rows()] == [again.number, third.number]


def test_the_receipt_is_marked_as_a_demonstration(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    (row,) = offline.rows()
    assert row.receipt.words["mark"] == offline.product.texts.say("zh", "mode.demo")


def test_a_station_that_prints_large_hands_out_large_receipts(offline: Stage, lanes: TurnLanes) -> None:
    devices = msgspec.structs.replace(offline.product.settings.devices, print_size="large")
    large = stage_in(offline.directory, devices=devices)
    with large.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    (row,) = large.rows()
    assert row.receipt.size is PrintSize.LARGE


def test_room_is_what_the_settings_ask_for(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, _):
        assert terminal.crew.desk.room() == ""
    greedy = stage_in(offline.directory, rules=Rules(minimum_free_mib=1 << 40))
    with greedy.running(TurnLanes()) as (terminal, _):
        assert terminal.crew.desk.room() == "S02"


def test_a_draft_is_kept_stamped_found_by_its_card_alone_and_forgotten(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, _):
        desk = terminal.crew.desk
        begun: Draft = draft("0190aaaa-0000-7000-8000-000000000001", saved_at_ms=0)
        desk.save_draft(begun, BINDING)
        found = desk.find_draft(BINDING)
        assert found is not None
        assert abs(found.saved_at_ms - lanes.clock.now().unix_ms) < 10_000
        assert msgspec.structs.replace(found, saved_at_ms=0) == begun
        assert desk.find_draft(b"another card") is None
        desk.discard_draft(begun.id)
        assert desk.find_draft(BINDING) is None


def test_a_submission_takes_its_draft_along(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        identity = runner.state.visit.identity
        assert identity is not None
        assert terminal.crew.desk.find_draft(identity.content.binding()) is None


def test_a_rating_is_an_entry_of_its_own_kind_and_counts_once(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Leaving)
        while terminal.crew.desk.waiting() < 2:
            lanes.turn()
    assert offline.entries(Kind.RATING) == [EntryState.QUEUED]
    assert len(offline.rows()) == 1, "a rating has no receipt"


def test_only_a_person_settles_doubtful_paper(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes) as (terminal, runner):
        person = replace(person_at(terminal, runner), grade=None)
        play_to(runner, lanes, person, states.TakingReceipt)
        id = runner.state.visit.application_id
        while offline.rows()[0].state is not PrintState.PRINTED:
            lanes.turn()
        with pytest.raises(StoreError) as caught:
            terminal.crew.desk.record_paper(id, PrintState.CANCELLED)
        assert caught.value.code == "S05"
