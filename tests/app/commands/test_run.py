"""`kiosk run` as a service manager starts it: ready, ended quietly, and one clear line when it cannot work."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import paths
from app.commands import main

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def serving(directory: Path) -> Iterator[subprocess.Popen[str]]:
    """The terminal with its own hub, once it has pinged the service manager."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(directory / "notify"))
        manager.settimeout(40)
        command = [sys.executable, "-m", "app.main", "run", "--state-dir", str(directory / "state")]
        environment = os.environ | {"NOTIFY_SOCKET": str(directory / "notify"), "QT_QPA_PLATFORM": "offscreen"}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            assert manager.recv(100)
            yield process
        finally:
            process.terminate()
            try:
                process.communicate(timeout=20)
            finally:
                process.kill()
                process.communicate(timeout=20)


def test_it_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    with serving(tmp_path) as process:
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        (core,) = [line for line in limits.splitlines() if line.startswith("Max core file size")]
        assert core.split()[4:6] == ["0", "0"], "a core file would hold what a person was saying"
        hubs = [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
        assert len(hubs) == 1
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")
    # Without a display Qt itself has something to say about the focus of a window that is gone.
    assert [line for line in complained.splitlines() if not line.startswith("qt.")] == []
    assert not Path(f"/proc/{hubs[0]}").exists(), "its hub has ended with it"
    assert (tmp_path / "state" / "terminal.db").exists()


def test_its_simulated_reader_is_played_by_another_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = ["--state-dir", str(tmp_path / "state")]
    with serving(tmp_path) as process:
        assert main(["card", "insert", "herder", *there]) == 0
        assert main(["reader", "list", *there]) == 0
        assert main(["reader", "unplug", *there]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "simulated-0  present  with a card", "simulated-0  present  with a card", "simulated-0  no_reader",
        ]  # fmt: skip
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert main(["reader", "list", *there]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G06: ")


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of items with one bit turned over."""
    shutil.copytree(paths.CATALOGUE, tmp_path / "data")
    catalogue = tmp_path / "data" / "catalogue.json"
    raw = bytearray(catalogue.read_bytes())
    raw[len(raw) // 2] ^= 1
    catalogue.write_bytes(raw)
    monkeypatch.setattr(paths, "CATALOGUE", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("door", [["run", "--state-dir", "state"], ["demo", "--out", "out"]])
def test_a_damaged_list_ends_it_with_its_code(
    damaged: Path, door: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(damaged)
    assert main(door) == 3
    told = capsys.readouterr()
    assert told.out == ""
    first, *details = told.err.splitlines()
    assert first == "kiosk: L01: the list of items is damaged"
    assert all(line.startswith("  ") for line in details)
    assert sorted(path.name for path in damaged.iterdir()) == ["data"], "nothing was begun"


@pytest.mark.parametrize("mode", ["demo", "training", "production"])
def test_unknown_keys_are_told_at_once_in_every_mode(
    tmp_path: Path, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "terminal.toml"
    text = paths.DEMO_SETTINGS.read_text("utf-8")
    settings.write_text(
        text.replace("[hub]", "[hub]\nurll = 1\nsuit = 2").replace("[rules]", "[rules]\nx = 1"), "utf-8"
    )
    assert main(["run", "--mode", mode, "--settings", str(settings)]) == 3
    assert capsys.readouterr().err.splitlines() == [
        "kiosk: G01: the settings have unknown, missing or wrong keys",
        "  hub.urll: unknown key",
        "  hub.suit: unknown key",
        "  rules.x: unknown key",
    ]


def test_production_without_settings_says_which_file_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--mode", "production"]) == 3
    assert capsys.readouterr().err.splitlines()[0].startswith("kiosk: G03: ")


def test_without_a_screen_it_says_so_and_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Qt would end the process by SIGABRT, and leave the demo's hub behind."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["run", "--state-dir", str(tmp_path / "state")]) == 3
    assert capsys.readouterr().err.startswith("kiosk: G05: there is no screen to serve on\n")
    assert not (tmp_path / "state").exists()
