"""The hub's keyring: new keys beside the old ones, and nothing that was sealed to an old one is lost."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.base.errors import SealError
from kiosk.delivery.model import Verdict
from kiosk.outbox.model import EntryState
from sync.hub.keys import LIST_FILE, Rotation, load_keys, root_key, rotate
from sync.hub.rounds import Rounds
from sync.link.verifier import HubVerifier
from sync.seal.envelope import parse
from sync.seal.keyfile import FileKeyStore
from sync.seal.suites import suite_named
from tests.sync.hub.kit import DECADE_MS, FIRST_KEYS_MS, Folder, HubProcess, KernelEntropy, WallClock, submit
from tests.sync.hub.test_rounds import call
from tests.sync.seal.kit import NAMES

LATER_MS = FIRST_KEYS_MS + 1_000_000
both_suites = pytest.mark.parametrize("folder", NAMES, indirect=True)


@both_suites
def test_the_first_list_names_the_first_keys(folder: Folder) -> None:
    keys, listed = folder.keys(), folder.listed()
    assert (listed.version, listed.suite, listed.issued_at_ms) == (1, keys.suite.name, FIRST_KEYS_MS)
    assert [key.id for key in listed.sealing] == list(keys.opening)
    assert [key.id for key in listed.signing] == [keys.signing.id]
    assert listed.sealing[0].not_after_ms - listed.sealing[0].not_before_ms == DECADE_MS


@both_suites
def test_keys_are_shown_to_no_one(folder: Folder) -> None:
    keys = folder.keys()
    raw = (folder.path / LIST_FILE).read_bytes()
    for private in (keys.signing.private, *keys.opening.values()):
        assert repr(private)[2:-1] not in repr(keys)
        assert private not in raw and msgspec.json.encode(private)[1:-1] not in raw
    for file in folder.path.glob("*.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@both_suites
def test_a_rotation_adds_and_takes_nothing_away(folder: Folder) -> None:
    before, keys = folder.listed(), folder.keys()
    after = folder.rotate(at_ms=LATER_MS) if keys.suite.name == "intl" else folder.rotate("gm", at_ms=LATER_MS)
    assert after == folder.listed()
    assert after.version == 2
    assert (after.sealing[:1], after.signing[:1]) == (before.sealing, before.signing)
    assert len({key.id for key in after.sealing} | {key.id for key in after.signing}) == 4
    rotated = folder.keys()
    assert rotated.signing == keys.signing, "terminals with the old list know no other"
    assert list(rotated.opening) == [key.id for key in after.sealing]


@both_suites
def test_what_was_queued_under_the_old_list_is_delivered_under_the_new(folder: Folder) -> None:
    """Byte for byte as it was sealed; and what is queued after the new list came is sealed to the new key."""
    name = folder.suite().name
    with closing(folder.store()) as store:
        old = submit(folder, store, 1)
        folder.rotate(name, at_ms=LATER_MS)
        new = submit(folder, store, 2)
        with closing(HubProcess(folder)) as hub, closing(hub.gateway()) as gateway:
            report = folder.delivery(store, gateway, clock=WallClock()).run_cycle()
        assert (report.delivered, report.unreachable) == (2, None)
        entries = store.outbox.entries()
    assert {entry.state for entry in entries} == {EntryState.DELIVERED}
    assert [entry.envelope for entry in entries] == [old.envelope, new.envelope]
    listed = folder.listed()
    assert [parse(entry.envelope).header.key_id for entry in entries] == [key.id for key in listed.sealing]


@both_suites
def test_a_terminal_with_the_old_list_is_answered_in_its_own_terms(folder: Folder) -> None:
    old = HubVerifier(folder.listed(), folder.suite())
    envelope, _ = folder.envelope(1)
    folder.rotate(folder.suite().name, at_ms=LATER_MS)
    with closing(folder.database()):
        ports = folder.ports()
        reply = call(Rounds(ports), envelope)
        ports.database.close()
    assert [outcome.verdict for outcome in reply.outcomes] == [Verdict.STORED]
    assert old.acknowledgement(reply.acknowledgements[0]) is not None
    assert old.time(reply.time) is not None


@both_suites
def test_a_dropped_key_is_listed_no_more_and_still_opens(folder: Folder) -> None:
    envelope, _ = folder.envelope(1)
    first, name = folder.listed(), folder.suite().name
    dropped = frozenset({first.sealing[0].id, first.signing[0].id})
    second = folder.rotate(name, at_ms=LATER_MS, dropped=dropped)
    assert len(second.sealing) == len(second.signing) == 1
    keys = folder.keys()
    assert keys.signing.id == second.signing[0].id
    ports = folder.ports()
    reply = call(Rounds(ports), envelope)
    ports.database.close()
    assert [outcome.verdict for outcome in reply.outcomes] == [Verdict.STORED]
    assert HubVerifier(second, keys.suite).acknowledgement(reply.acknowledgements[0]) is not None
    assert HubVerifier(first, keys.suite).acknowledgement(reply.acknowledgements[0]) is None


def test_a_rotation_that_was_cut_short_is_taken_up(folder: Folder) -> None:
    """The generation was on the disk, the list was not: the same keys are listed the second time."""
    before = (folder.path / LIST_FILE).read_bytes()
    cut = folder.rotate(at_ms=LATER_MS)
    (folder.path / LIST_FILE).write_bytes(before)
    assert folder.rotate(at_ms=LATER_MS) == cut
    assert sorted(path.name for path in folder.path.glob("hub-*.key")) == ["hub-1.key", "hub-2.key"]


def test_a_listed_key_that_is_gone_is_said_so(folder: Folder) -> None:
    folder.rotate(at_ms=LATER_MS)
    (folder.path / "hub-1.key").unlink()
    with pytest.raises(SealError, match="K01"):
        folder.keys()


def test_a_directory_without_a_list_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SealError, match="K01"):
        load_keys(tmp_path)


def test_another_root_or_suite_rotates_nothing(folder: Folder) -> None:
    before = (folder.path / LIST_FILE).read_bytes()
    for name, code in (("intl", "K07"), ("gm", "K08")):
        suite = suite_named(name)
        stranger = root_key(FileKeyStore(folder.path / "other.key"), KernelEntropy(), suite=suite)
        with pytest.raises(SealError, match=code):
            rotate(folder.path, stranger, Rotation(LATER_MS, DECADE_MS), suite=suite, entropy=KernelEntropy())
    assert (folder.path / LIST_FILE).read_bytes() == before
    assert not (folder.path / "hub-2.key").exists()
