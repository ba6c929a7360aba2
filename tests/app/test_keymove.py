"""A master is made or moved by processes that die at every step: there is never none where one was, and never a second one."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.keeping import DATABASE_FILE, kept_keys, kept_master, terminal_keys
from app.keymove import MoveStep, copy_key, move_key
from app.keystores import KEY_FILES, KeyChoice, kept_in
from kiosk.base.errors import SealError
from kiosk.base.settings import KeyPlace
from sync.seal.keyfile import FileKeyStore
from sync.seal.keys import derive
from tests.app.dying import WORD, Deed, Doer
from tests.swtpm import Swtpm

PLACES = list(KEY_FILES)
PAIRS: list[tuple[KeyPlace, KeyPlace]] = [("file", "tpm2"), ("tpm2", "systemd-creds"), ("systemd-creds", "file")]
MASTER = bytes(range(32))


@pytest.fixture(scope="module")
def doer() -> Iterator[Doer]:
    with Doer() as doer:
        yield doer


@pytest.fixture(scope="module")
def tpm() -> Iterator[Swtpm]:
    with Swtpm() as tpm:
        yield tpm


@pytest.fixture(autouse=True, scope="module")
def host_secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A host's own secret for systemd-creds, for the processes of this module too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(tmp_path_factory.mktemp("host") / "credential.secret"))
        yield


@pytest.fixture(autouse=True)
def typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who types the passphrase as often as it is asked for."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{WORD}\n".encode() * 999)))


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


def choice(tpm: Swtpm, place: KeyPlace) -> KeyChoice:
    return KeyChoice(place, tpm.tcti, credential_key="host")


def names(state_dir: Path) -> set[str]:
    return {path.name for path in state_dir.iterdir()}


@pytest.mark.parametrize("place", PLACES)
def test_made_by_processes_that_die_at_every_step(doer: Doer, tpm: Swtpm, state_dir: Path, place: KeyPlace) -> None:
    deaths, masters = 0, set()
    while True:
        deed = Deed("make", str(state_dir), place, tpm.tcti, deaths + 1)
        ended = doer.do(deed)
        if kept_in(state_dir):
            masters.add(choice(tpm, place).store(state_dir).load())
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        deaths += 1
        if not kept_in(state_dir):
            assert kept_in(state_dir) == [] and names(state_dir) <= {f".{KEY_FILES[place]}.new"}
    assert deaths >= 4, "the sweep saw no step"
    assert len(masters) == 1 and None not in masters
    terminal_keys(state_dir, choice(tpm, place))


@pytest.mark.parametrize(("origin", "to"), PAIRS)
def test_moved_by_processes_that_die_at_every_step(
    doer: Doer, tpm: Swtpm, tmp_path: Path, origin: KeyPlace, to: KeyPlace
) -> None:
    deaths = 0
    while True:
        state_dir = tmp_path / f"state-{deaths}"
        state_dir.mkdir()
        choice(tpm, origin).store(state_dir).create(MASTER)
        (state_dir / DATABASE_FILE).touch()
        ended = doer.do(Deed("move", str(state_dir), to, tpm.tcti, deaths + 1))
        kept = kept_in(state_dir)
        assert kept and set(kept) <= {origin, to}
        for place in kept:
            assert terminal_keys(state_dir, choice(tpm, place)) == derive(MASTER)
        move_key(state_dir, choice(tpm, to), to)
        assert kept_in(state_dir) == [to]
        assert names(state_dir) - {f".{KEY_FILES[to]}.new"} == {KEY_FILES[to], DATABASE_FILE}, "nothing of the old one"
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        deaths += 1
    assert deaths >= 6, "the sweep saw no step"
    assert kept_keys(state_dir, choice(tpm, origin)) == derive(MASTER), "the doors find it wherever it is"


def test_the_steps_are_told_in_order(tpm: Swtpm, state_dir: Path) -> None:
    told: list[tuple[MoveStep, list[KeyPlace]]] = []
    FileKeyStore(state_dir / KEY_FILES["file"]).create(MASTER)
    choice_ = choice(tpm, "passphrase")
    removed = move_key(state_dir, choice_, "passphrase", reached=lambda step: told.append((step, kept_in(state_dir))))
    assert told == [
        (MoveStep.OPENED, ["file"]),
        (MoveStep.CREATED, ["file", "passphrase"]),
        (MoveStep.COMPARED, ["file", "passphrase"]),
        (MoveStep.REMOVED, ["passphrase"]),
    ]
    assert removed == ["file"]
    assert move_key(state_dir, choice_, "passphrase") == [], "once more does nothing"


def test_two_different_masters_are_both_left_alone(tpm: Swtpm, state_dir: Path) -> None:
    choice(tpm, "file").store(state_dir).create(MASTER)
    choice(tpm, "tpm2").store(state_dir).create(b"\x05" * 32)
    before = {path: path.read_bytes() for path in state_dir.iterdir()}
    for to in PLACES:
        with pytest.raises(SealError) as raised:
            move_key(state_dir, choice(tpm, to), to)
        assert raised.value.code == "K20"
    assert {path: path.read_bytes() for path in state_dir.iterdir()} == before


def test_a_word_that_was_mistyped_the_second_time_leaves_all_as_it_was(
    tpm: Swtpm, state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice(tpm, "file").store(state_dir).create(MASTER)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one long enough\nand not the same\n")))
    with pytest.raises(SealError) as raised:
        move_key(state_dir, choice(tpm, "passphrase"), "passphrase")
    assert raised.value.code == "K16"
    assert names(state_dir) == {"device.key"}


def test_what_cannot_be_made_leaves_all_as_it_was(state_dir: Path) -> None:
    FileKeyStore(state_dir / "device.key").create(MASTER)
    with pytest.raises(SealError) as raised:
        move_key(state_dir, KeyChoice("tpm2", "device:/dev/no-such-tpm"), "tpm2")
    assert raised.value.code == "K11"
    assert names(state_dir) == {"device.key"}


def test_a_key_that_does_not_open_is_never_removed(tpm: Swtpm, state_dir: Path) -> None:
    choice(tpm, "tpm2").store(state_dir).create(MASTER)
    with Swtpm() as other, pytest.raises(SealError) as raised:
        move_key(state_dir, choice(other, "file"), "file")
    assert raised.value.code == "K13"
    assert names(state_dir) == {"device.tpm2"}


def test_no_key_at_all(state_dir: Path) -> None:
    with pytest.raises(SealError) as raised:
        move_key(state_dir, KeyChoice(), "file")
    assert raised.value.code == "K01"
    assert names(state_dir) == set()


def test_a_copy_serves_on_another_machine(tpm: Swtpm, tmp_path: Path) -> None:
    """The chip has broken; its blob is put aside, and the copy takes its place under the passphrase's name."""
    broken, mended = tmp_path / "broken", tmp_path / "mended"
    for folder in (broken, mended):
        folder.mkdir()
    choice(tpm, "tpm2").store(broken).create(MASTER)
    copy_key(tmp_path / "copy", kept_master(broken, choice(tpm, "tpm2")))
    (mended / DATABASE_FILE).touch()
    (tmp_path / "copy").rename(mended / KEY_FILES["passphrase"])
    with Swtpm() as other:
        assert terminal_keys(mended, choice(other, "passphrase")) == derive(MASTER)
        assert move_key(mended, choice(other, "tpm2"), "tpm2") == ["passphrase"]
        assert terminal_keys(mended, choice(other, "tpm2")) == derive(MASTER)


def test_a_copy_is_never_written_over_and_never_left_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there").write_bytes(b"somebody's")
    with pytest.raises(SealError) as raised:
        copy_key(tmp_path / "there", MASTER)
    assert raised.value.code == "K01" and (tmp_path / "there").read_bytes() == b"somebody's"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one long enough\nand not the same\n")))
    with pytest.raises(SealError) as raised:
        copy_key(tmp_path / "new", MASTER)
    assert raised.value.code == "K16" and names(tmp_path) == {"there"}
