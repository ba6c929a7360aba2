"""A whole terminal on each place for its key: started, found by its doors, and never given a second key."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.commands import main
from app.keeping import DATABASE_FILE, kept_keys, terminal_keys
from app.keystores import KEY_FILES, KeyChoice, choice_in, kept_in
from kiosk.base.errors import SealError
from kiosk.base.settings import KeyPlace, read_settings
from kiosk.journey import states
from sync.seal.credential import NAME
from sync.seal.intl import IntlSuite
from sync.seal.keys import derive
from tests.app.dying import WORD
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.swtpm import Swtpm

MASTER = bytes(range(32))
PUBLIC = derive(MASTER).signing_key(IntlSuite()).public
PLACES = list(KEY_FILES)


@pytest.fixture(scope="module")
def tpm() -> Iterator[Swtpm]:
    with Swtpm() as tpm:
        yield tpm


@pytest.fixture(autouse=True)
def around(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host's own secret, and somebody who types the passphrase as often as it is asked for."""
    monkeypatch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(tmp_path_factory.mktemp("host") / "credential.secret"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{WORD}\n".encode() * 99)))


def settings_file(folder: Path, tpm: Swtpm, place: KeyPlace) -> Path:
    """The demo's settings with the key in that place."""
    told = f'[terminal]\nkey = "{place}"\ntpm = "{tpm.tcti}"\ncredential_key = "host"'
    file = folder / f"{place}.toml"
    file.write_text(paths.DEMO_SETTINGS.read_text("utf-8").replace("[terminal]", told), "utf-8")
    return file


def stage_with(directory: Path, settings: Path) -> Stage:
    """A terminal whose key is where those settings say; its hub is away."""
    stage = stage_in(directory)
    terminal = read_settings(settings.read_text("utf-8")).terminal
    product = replace(stage.product, settings=msgspec.structs.replace(stage.product.settings, terminal=terminal))
    return replace(stage, product=product)


@pytest.mark.parametrize("place", PLACES)
def test_a_whole_terminal_starts_and_is_found_by_its_doors(
    tpm: Swtpm, tmp_path: Path, lanes: TurnLanes, place: KeyPlace, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, state_dir = settings_file(tmp_path, tpm, place), tmp_path / "state"
    stage = stage_with(state_dir, settings)
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
    assert kept_in(state_dir) == [place]
    with stage.running(TurnLanes()):
        assert stage.entries() == ["queued"]
    doors = ["--json", "--settings", str(settings), "--state-dir", str(state_dir)]
    assert main(["queue", "list", *doors]) == 4
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["queued"]
    assert main(["key", "show", *doors]) == 0
    with stage.store():
        keys = terminal_keys(state_dir, choice_in(settings))
    signing = keys.signing_key(IntlSuite())
    shown = {"places": [place], "public_key": signing.public.hex(), "key_id": signing.id}
    assert json.loads(capsys.readouterr().out) == shown


def test_the_queue_survives_a_move_and_the_settings_follow(
    tpm: Swtpm, tmp_path: Path, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (settings_file(tmp_path, tpm, place) for place in ("file", "tpm2"))
    state_dir = tmp_path / "state"
    stage = stage_with(state_dir, old)
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        moving = ["key", "move", "--to", "tpm2", "--settings", str(old), "--state-dir", str(state_dir)]
        assert main(moving) == 3
        assert capsys.readouterr().err.startswith("kiosk: G04: "), "not while it serves"
    assert main(moving) == 0
    assert capsys.readouterr().out.splitlines() == [
        "the key is in tpm2, and no longer in file",
        'before the next start, set terminal.key = "tpm2"',
    ]
    with pytest.raises(SealError) as raised:
        stage.open(TurnLanes())
    assert raised.value.code == "K19"
    assert kept_in(state_dir) == ["tpm2"], "a start with the old settings makes no key"
    moved = stage_with(state_dir, new)
    with moved.running(TurnLanes()):
        assert moved.entries() == ["queued"]


def test_a_key_is_made_once_and_shown(tpm: Swtpm, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doors = ["--settings", str(settings_file(tmp_path, tpm, "tpm2")), "--state-dir", str(tmp_path / "state")]
    (tmp_path / "state").mkdir()
    assert main(["key", "show", *doors]) == 3
    assert capsys.readouterr().err.startswith("kiosk: K01: ")
    assert list((tmp_path / "state").iterdir()) == [], "looking makes nothing"
    assert main(["key", "make", *doors]) == 0
    made = capsys.readouterr().out
    assert made.startswith("kept in     tpm2\npublic key  ")
    assert main(["key", "make", *doors]) == 0 and capsys.readouterr().out == made
    assert main(["key", "show", *doors]) == 0 and capsys.readouterr().out == made


def test_a_copy_is_made_by_its_door(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    KeyChoice().store(tmp_path).create(MASTER)
    asked = ["key", "copy", "--json", "--state-dir", str(tmp_path), "--to", str(tmp_path / "copy")]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out) == {"copy": str(tmp_path / "copy")}
    (tmp_path / "copy").rename(tmp_path / KEY_FILES["passphrase"])
    assert KeyChoice("passphrase").store(tmp_path).load() == MASTER


def test_a_move_that_was_interrupted_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("file", "passphrase"):
        KeyChoice(place).store(tmp_path).create(MASTER)
    assert main(["key", "show", "--state-dir", str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith("a move was interrupted: run `kiosk key move` again\n")


def test_a_database_without_its_key_is_given_no_other(tmp_path: Path) -> None:
    terminal_keys(tmp_path)
    (tmp_path / DATABASE_FILE).touch()
    (tmp_path / KEY_FILES["file"]).unlink()
    with pytest.raises(SealError) as raised:
        terminal_keys(tmp_path)
    assert raised.value.code == "K01"
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE_FILE]


def test_what_the_service_manager_delivers_serves(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the encrypted credential lies outside the directory, and its database is there already."""
    delivered = tmp_path_factory.mktemp("credentials")
    (delivered / NAME).write_bytes(MASTER)
    choice = KeyChoice("systemd-creds")
    (tmp_path / DATABASE_FILE).touch()
    with pytest.raises(SealError):
        terminal_keys(tmp_path, choice)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(delivered))
    assert terminal_keys(tmp_path, choice) == derive(MASTER) == kept_keys(tmp_path, choice)
    assert kept_in(tmp_path) == []


def test_an_unattended_start_with_a_passphrase_says_so(tmp_path: Path) -> None:
    """A service has nobody to type: its standard input is at its end."""
    command = [sys.executable, "-m", "app.main", "key", "show", "--state-dir", str(tmp_path)]
    KeyChoice("passphrase").store(tmp_path).create(MASTER)
    alone = subprocess.run(
        command, cwd=paths.ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
    )
    assert alone.returncode == 3 and alone.stderr.startswith(b"kiosk: K17: ")
    typed = subprocess.run(
        command, cwd=paths.ROOT, input=f"{WORD}\n".encode(), capture_output=True, timeout=30, check=False
    )
    assert typed.returncode == 0 and PUBLIC.hex().encode() in typed.stdout


def test_a_directory_nobody_can_look_into_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "show", "--state-dir", str(tmp_path / ("x" * 300))]) == 3
    assert capsys.readouterr().err.startswith("kiosk: K01: ")


@pytest.mark.parametrize(("typed", "ended"), [(f"{WORD}\n", 0), ("another word\n", 3), ("\x04", 3)])
def test_the_passphrase_is_typed_unseen(tmp_path: Path, typed: str, ended: int) -> None:
    """At a terminal: what is typed, or that nothing is, does not come back on it."""
    KeyChoice("passphrase").store(tmp_path).create(MASTER)
    ours, theirs = pty.openpty()
    command = ["setsid", "--ctty", sys.executable, "-m", "app.main", "key", "show", "--state-dir", str(tmp_path)]
    with subprocess.Popen(command, cwd=paths.ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as door:
        os.close(theirs)
        seen = b""
        while b"key: " not in seen:
            seen += os.read(ours, 1024)
        os.write(ours, typed.encode())
        said, _ = door.communicate(timeout=30)
        assert door.returncode == ended
    seen += os.read(ours, 1024)
    os.close(ours)
    assert (PUBLIC.hex().encode() in said) is (ended == 0)
    assert typed.strip().encode() not in seen or not typed.strip()
    assert (b"kiosk: K1" in seen) is (ended == 3)
