"""Whatever is done to a terminal's audit is found: by its own chain, by what the hub signed, or by what the hub remembers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import msgspec
import pytest

from kiosk.base.errors import ConfigError, StoreError
from kiosk.delivery.checkpoints import CHECKPOINT_DOMAIN
from kiosk.delivery.model import Checkpoint, Cursors, SyncReply, SyncRequest, Unreachable
from kiosk.outbox.model import EntryState
from sync.hub.audits import audit_alarms_of, begin_anew
from sync.hub.report import report
from sync.hub.rounds import HubPorts, Rounds
from sync.seal.gm import GM
from sync.seal.intl import INTL
from sync.seal.signed import sign_statement
from sync.seal.suites import suite_named
from sync.store.store import open_store
from sync.store.trail import kept_checkpoints, kept_countersignatures, verify_whole
from tests.sync.hub.kit import BEAT, DEVICE, TERMINAL, Folder, KernelEntropy, LeapingClock, Line
from tests.sync.hub.scene import DEVICE_KEY, STRANGER_KEY, SUITE, Scene, cut, forget, reword, rewrite, swap


@pytest.fixture
def scene(folder: Folder) -> Iterator[Scene]:
    """Ten events: five handed in, five delivered; every one of them countersigned."""
    clock = LeapingClock()
    database = folder.database()
    ports = HubPorts(database, folder.keys(), clock, KernelEntropy())
    scene = Scene(folder, database, Line(Rounds(ports)), clock)
    scene.hand_in(5)
    scene.cycle()
    scene.cycle()
    yield scene
    database.close()


def test_what_grows_by_the_book_is_countersigned_and_adds_up(scene: Scene) -> None:
    assert (scene.found(), scene.found_at_start(), scene.alarms()) == ("", "", [])
    with closing(scene.folder.store()) as store:
        judges = scene.judges()
        own = [judges.checkpoint(signed) for signed in kept_checkpoints(store.db)]
        hub = [judges.countersignature(signed) for signed in kept_countersignatures(store.db)]
        assert [(it.n, it.hash) for it in own if it] == [(it.n, it.hash) for it in hub if it]
        assert [it.n for it in own if it] == [5, 10]
        whole = verify_whole(store.db, store.audit, judges)
        assert (whole.head.n, whole.countersigned) == (10, 10)
    assert scene.line.requests[-1].checkpoint is not None


@pytest.mark.parametrize("folder", [INTL, GM], indirect=True)
def test_it_is_so_under_either_suite(scene: Scene) -> None:
    assert (scene.found(), scene.found_at_start()) == ("", "")
    scene.tamper(then=lambda store: reword(store, 3))
    assert scene.found() == "S07 event 3"
    scene.tamper(cut(7), *forget(7))
    scene.cycle()
    assert scene.alarms() == [("backwards", 7, 10)]


def test_another_suite_than_the_store_was_begun_with_is_refused(scene: Scene) -> None:
    before = scene.path.read_bytes()
    with pytest.raises(ConfigError) as raised:
        open_store(scene.path, DEVICE, clock=scene.clock, entropy=KernelEntropy(), suite=suite_named(GM))
    assert raised.value.code == "G01" and scene.path.read_bytes() == before
    opened = open_store(scene.path, DEVICE, clock=scene.clock, entropy=KernelEntropy())
    assert opened.audit.verify().n == 10
    opened.close()


def test_a_checkpoint_is_kept_only_where_something_is_new(scene: Scene) -> None:
    for _ in range(3):
        scene.cycle()
    with closing(scene.folder.store()) as store:
        assert (len(kept_checkpoints(store.db)), len(kept_countersignatures(store.db))) == (2, 2)


def test_an_edited_event_is_found_where_it_stands(scene: Scene) -> None:
    scene.tamper(then=lambda store: reword(store, 3))
    assert scene.found() == "S07 event 3"


def test_two_events_that_changed_places_are_found(scene: Scene) -> None:
    scene.tamper(then=lambda store: swap(store, 2))
    assert scene.found() == "S07 event 2"


def test_an_edited_event_with_every_hash_after_it_made_anew_is_found_by_what_was_signed(scene: Scene) -> None:
    scene.tamper(then=rewrite)
    assert scene.found() == "S07 event 5 is not the one that was signed"
    assert scene.found_at_start() == "S07 event 10 is not the one that was signed"


def test_even_without_a_checkpoint_left_the_hub_finds_another_audit(scene: Scene) -> None:
    scene.tamper(*forget(0), then=rewrite)
    assert scene.found() == "", "it is whole in itself"
    scene.hand_in(1)
    scene.cycle()
    assert scene.alarms() == [], "it said nothing of what the hub holds, as after a lost reply"
    scene.cycle()
    assert scene.alarms() == [("forked", 12, 10)]
    assert scene.found() == "S07 event 10 is not the one that was signed", "now the terminal knows, too"


def test_a_tail_cut_off_is_found_by_the_checkpoint_that_is_left(scene: Scene) -> None:
    scene.tamper(cut(7))
    said = "S07 it ends at event 7, and event 10 was signed"
    assert (scene.found(), scene.found_at_start()) == (said, said)


def test_a_tail_cut_off_with_its_checkpoints_is_found_by_the_hub(scene: Scene) -> None:
    scene.tamper(cut(7), *forget(7))
    assert (scene.found(), scene.found_at_start()) == ("", ""), "it is whole in itself"
    scene.cycle()
    assert scene.alarms() == [("backwards", 7, 10)]
    assert scene.found() == "S07 it ends at event 7, and event 10 was signed", "now the terminal knows, too"


def test_a_tail_cut_off_and_grown_again_is_found_by_the_hub(scene: Scene) -> None:
    scene.tamper(cut(7), *forget(7))
    scene.hand_in(6)
    scene.cycle()
    scene.cycle()
    assert scene.alarms() == [("forked", 19, 10)]


def test_yesterdays_file_is_found_by_the_hub_and_its_papers_are_taken_all_the_same(scene: Scene) -> None:
    yesterday = scene.copy()
    scene.hand_in(3)
    scene.cycle()
    scene.cycle()
    shutil.copy(yesterday, scene.path)
    assert scene.found() == ""
    scene.hand_in(2)
    scene.cycle()
    assert scene.alarms() == [("backwards", 12, 16)]
    assert report(scene.database).audits_backwards == 1
    assert scene.states() == {EntryState.DELIVERED}
    assert report(scene.database).envelopes == 5 + 3 + 2


def test_an_alarm_is_one_row_for_one_incident_and_never_overwritten(scene: Scene) -> None:
    scene.tamper(cut(7), *forget(7))
    for _ in range(3):
        scene.hand_in(1)
        scene.cycle()
    assert scene.alarms() == [("backwards", 8, 10)]


def test_a_person_lets_it_begin_anew_and_the_alarm_stays(scene: Scene) -> None:
    scene.tamper(cut(7), *forget(7))
    scene.cycle()
    (alarm,) = audit_alarms_of(scene.database)
    late = scene.line.requests[-1]
    begin_anew(scene.database, TERMINAL, at=scene.clock.now())
    scene.line.rounds.answer(late)
    scene.hand_in(1)
    scene.cycle()
    assert (scene.found(), scene.found_at_start()) == ("", "")
    assert audit_alarms_of(scene.database) == (msgspec.structs.replace(alarm, open=False),)
    assert report(scene.database).audits_backwards == 0
    with pytest.raises(StoreError) as raised:
        begin_anew(scene.database, TERMINAL, at=scene.clock.now())
    assert raised.value.code == "S05"
    scene.cycle()
    scene.tamper(cut(8), *forget(8))
    scene.cycle()
    assert [(it.standing, it.n, it.held_n, it.open) for it in audit_alarms_of(scene.database)] == [
        ("backwards", 7, 10, False),
        ("backwards", 8, 9, True),
    ]


def test_a_lost_reply_is_no_alarm(scene: Scene) -> None:
    scene.hand_in(1)
    scene.line.losses = 1
    scene.cycle()
    scene.hand_in(1)
    for _ in range(3):
        scene.cycle()
    assert (scene.alarms(), scene.found()) == ([], "")
    with closing(scene.folder.store()) as store:
        judges = scene.judges()
        whole = verify_whole(store.db, store.audit, judges)
        assert whole.countersigned == whole.head.n == 14


def test_a_request_that_comes_late_or_again_is_no_alarm(scene: Scene) -> None:
    for request in scene.line.requests:
        reply = scene.line.rounds.answer(request)
        assert reply.countersigned is not None
    assert scene.alarms() == []


def test_a_hub_that_was_restored_from_a_copy_goes_on_from_what_it_remembers(scene: Scene) -> None:
    scene.database.close()
    shutil.copy(scene.folder.path / "hub.db", scene.folder.path / "hub.copy")
    scene.hand_in(1)
    scene.cycle()
    scene.cycle()
    scene.database.close()
    shutil.copy(scene.folder.path / "hub.copy", scene.folder.path / "hub.db")
    scene.hand_in(1)
    scene.cycle(3)
    assert scene.alarms() == []
    with closing(scene.folder.store()) as store:
        judges = scene.judges()
        assert verify_whole(store.db, store.audit, judges).countersigned == store.audit.head().n


def asked(
    scene: Scene, checkpoint: Checkpoint, *, domain: str = CHECKPOINT_DOMAIN, key: bytes = DEVICE_KEY.private
) -> SyncReply:
    """A round with this checkpoint, signed so."""
    signed = sign_statement(domain, checkpoint, private=key, suite=SUITE)
    return scene.line.rounds.answer(SyncRequest(TERMINAL, 99, b"n" * 16, (), (), BEAT, Cursors(), signed))


def test_nobody_but_the_device_raises_an_alarm_or_gets_an_answer(scene: Scene) -> None:
    short = Checkpoint(TERMINAL, 1, "0" * 64, 0, "", scene.clock.now().unix_ms, DEVICE_KEY.id)
    others = (
        asked(scene, short, key=STRANGER_KEY.private),
        asked(scene, short, domain="doorstep-ack-v1"),
        asked(scene, msgspec.structs.replace(short, terminal="another")),
        asked(scene, msgspec.structs.replace(short, device_key_id=STRANGER_KEY.id)),
        asked(scene, msgspec.structs.replace(short, hash="no hash")),
        asked(scene, msgspec.structs.replace(short, n=0)),
    )
    assert {reply.countersigned for reply in others} == {None}
    assert scene.alarms() == []
    asked(scene, short)
    assert scene.alarms() == [("backwards", 1, 10)]


def test_the_terminal_keeps_nothing_the_hub_has_not_signed_for_it(scene: Scene) -> None:
    before = scene.countersigned()
    for request in tuple(scene.line.requests):
        reply = scene.line.rounds.answer(request)
        assert reply.countersigned is not None
        forged = msgspec.structs.replace(reply.countersigned, signature=bytes(64))
        scene.hand_in(1)
        answers = Fixed(msgspec.structs.replace(reply, countersigned=forged))
        with closing(scene.folder.store()) as store:
            scene.folder.delivery(store, answers, clock=scene.clock).run_cycle()
    assert scene.countersigned() == before


@dataclass
class Fixed:
    """A hub that always says the same."""

    reply: SyncReply

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """The same."""
        return self.reply

    def close(self) -> None:
        """Nothing to close."""
