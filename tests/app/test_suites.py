"""A whole visit in each suite; the hub's keys change under a terminal with a queue; a list that is not to be believed stops it in words."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.hubprocess import KEYS, ROOT_FILE
from app.system import SystemClock, SystemEntropy
from kiosk.base.clock import TimeConfidence
from kiosk.base.errors import KioskError
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from sync.hub.keys import LIST_FILE, Rotation, root_key, rotate
from sync.seal.envelope import parse
from sync.seal.keyfile import FileKeyStore
from sync.seal.keylist import KeyList, peek
from sync.seal.suites import suite_named
from tests.app.hubside import counts, held
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play, play_to, stage_in
from tests.sync.seal.kit import NAMES

YEAR_MS = 365 * 86_400_000


def rotated(directory: Path, suite: str, *, in_ms: int = 0, valid_ms: int = YEAR_MS) -> KeyList:
    """New keys for the hub of this directory, as of so long from now."""
    keys, crypto = directory / KEYS, suite_named(suite)
    root = root_key(FileKeyStore(keys / ROOT_FILE), SystemEntropy(), suite=crypto)
    rotation = Rotation(SystemClock().now().unix_ms + in_ms, valid_ms)
    return rotate(keys, root, rotation, suite=crypto, entropy=SystemEntropy())


def hand_in(stage: Stage) -> None:
    """One application, whatever becomes of it."""
    lanes = TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)


def envelopes(stage: Stage) -> list[bytes]:
    """What lies in the queue, in order."""
    with stage.store() as store:
        return [entry.envelope for entry in store.outbox.entries()]


@pytest.mark.parametrize("suite", NAMES)
def test_a_visit_is_acknowledged_and_keys_change_under_what_is_queued(tmp_path: Path, suite: str) -> None:
    """Two are handed in while the hub is away, the second after new keys came; both are delivered as they were sealed."""
    hand_in(stage_in(tmp_path, suite=suite))
    first = rotated(tmp_path, suite, in_ms=1000)
    hand_in(stage_in(tmp_path, suite=suite))
    queued = envelopes(stage_in(tmp_path, suite=suite))
    headers = [parse(raw).header for raw in queued]
    assert {header.suite for header in headers} == {suite}
    assert [header.key_id for header in headers] == [key.id for key in first.sealing]
    hub = stage_in(tmp_path, suite=suite).hub()
    try:
        stage, lanes = stage_in(tmp_path, hub_url=hub.url, suite=suite), TurnLanes()
        # Past the wait after the rounds that reached nobody.
        lanes.clock.push(4000)
        with stage.running(lanes) as (_, runner):
            play(runner, lanes, None, until=stage.delivered)
    finally:
        hub.stop()
    assert envelopes(stage) == queued
    assert stage.entries() == [EntryState.DELIVERED] * 2
    report = counts(tmp_path)
    assert (report.applications, report.acknowledgements, report.quarantined, report.conflicts) == (2, 2, 0, 0)
    assert {one["document"]["items"][0]["item_id"] for one in held(tmp_path)} == {"rp-alive"}


def code(stage: Stage, lanes: TurnLanes) -> str:
    """Why no application can be begun: said when the terminal is put together, or when its store is first asked."""
    try:
        with stage.running(lanes) as (terminal, _):
            return terminal.crew.desk.room()
    except KioskError as error:
        return error.code


@pytest.mark.parametrize("suite", NAMES)
def test_a_list_that_was_replaced_does_not_come_back(tmp_path: Path, suite: str) -> None:
    file = tmp_path / KEYS / LIST_FILE
    stage = stage_in(tmp_path, suite=suite)
    old = file.read_bytes()
    assert code(stage, TurnLanes()) == ""
    rotated(tmp_path, suite)
    assert code(stage, TurnLanes()) == ""
    file.write_bytes(old)
    assert code(stage, TurnLanes()) == "K09"
    assert stage.entries() == []


def test_a_list_of_another_root_or_suite_stops_the_terminal(tmp_path: Path) -> None:
    stage = stage_in(tmp_path)
    for other in NAMES:
        stranger = stage_in(tmp_path / other, suite=other)
        (tmp_path / KEYS / LIST_FILE).write_bytes((tmp_path / other / KEYS / LIST_FILE).read_bytes())
        assert code(stage, TurnLanes()) == {"intl": "K07", "gm": "K08"}[other]
        hub = msgspec.structs.replace(stage.product.settings.hub, root_key=stranger.product.settings.hub.root_key)
        assert code(stage_in(tmp_path, hub=hub), TurnLanes()) == {"intl": "", "gm": "K08"}[other]


def test_a_list_that_has_run_out_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    """Only once signed time says so: here the root's own, by a list issued after its only key had ended."""
    stage, lanes = stage_in(tmp_path), TurnLanes()
    for file in (tmp_path / KEYS).glob("hub-*"):
        file.unlink()
    rotated(tmp_path, "intl", valid_ms=-1)
    with stage.running(lanes) as (terminal, runner):
        with pytest.raises(KioskError, match="K10"):
            terminal.crew.desk.room()
        play_to(runner, lanes, person_at(terminal, runner), states.Faulted)
    assert stage.faults() == ["K10"]
    assert stage.entries() == []


@pytest.mark.parametrize("years", [-20, 20])
def test_a_clock_that_is_wrong_by_years_changes_nothing(tmp_path: Path, years: int) -> None:
    """Long before the key began, long after it ended: neither is believed of a clock nobody has verified."""
    stage, lanes = stage_in(tmp_path), TurnLanes()
    lanes.clock.push(years * YEAR_MS / 1000)
    with stage.running(lanes) as (terminal, runner):
        assert terminal.clock.now().confidence is TimeConfidence.UNVERIFIED
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    (raw,) = envelopes(stage)
    assert parse(raw).header.key_id == peek((tmp_path / KEYS / LIST_FILE).read_bytes()).sealing[0].id
