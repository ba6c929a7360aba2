"""A terminal that cannot be opened starts all the same: with a code, in words that say what is safe, and nothing is touched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import entrance
from app.assembly import Mode, Options
from app.entrance import Entrance
from kiosk.journey import events
from kiosk.journey.visit import Language
from kiosk.status.faults import fault_of
from sync.store.driver import PAGE_SIZE
from tests.app.stage import Stage, stage_in
from tests.e2e.shut import contents, shown, until
from tests.e2e.test_bad_input import collect
from tests.namespaces import unshare
from ui.fonts import load_fonts

ROOT = Path(__file__).resolve().parents[2]
SAFE = {"zh": "什么也没删", "en": "Nothing is deleted"}


def flipped(directory: Path) -> None:
    """One bit, on the fifth page."""
    raw = bytearray((directory / "terminal.db").read_bytes())
    raw[4 * PAGE_SIZE + 1000] ^= 1
    (directory / "terminal.db").write_bytes(raw)


def of_another(directory: Path) -> None:
    """The key file of another terminal."""
    (directory / "device.key").write_text("08" * 32 + "\n")


def without_key(directory: Path) -> None:
    """The key file is gone, and a new one would open nothing."""
    (directory / "device.key").unlink()


@contextmanager
def at_the_entrance(stage: Stage) -> Iterator[Entrance]:
    """The terminal as `kiosk run` opens it."""
    load_fonts()
    opening = Entrance(
        stage.product, Options(Mode.DEMO, stage.directory), "portrait", shows=lambda window: window.show()
    )
    try:
        opening.open()
        yield opening
    finally:
        opening.close()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again after a fifth of a second."""
    monkeypatch.setattr(entrance, "AGAIN_S", 0.2)


@pytest.mark.parametrize(("spoil", "code"), [(flipped, "S01"), (of_another, "S08"), (without_key, "K01")])
def test_it_starts_into_the_fault_and_touches_nothing(
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QGuiApplication,
    language: Language,
    spoil: Callable[[Path], None],
    code: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    collect(stage_in(tmp_path), qtbot)
    good = contents(tmp_path)
    spoil(tmp_path)
    before = contents(tmp_path)
    with at_the_entrance(stage_in(tmp_path)) as opening:
        assert opening.kiosk is None and opening.shutter is not None
        while opening.shutter.state.visit.language != language:
            opening.shutter.post(events.LanguageAsked())
        words = "".join(shown(opening.shutter, qapp).split())
        say = stage_in(tmp_path).product.texts.say
        for key in (f"fault.{code}.title", f"fault.{code}.remedy", "out.title", "out.lead"):
            assert "".join(say(language, key).split()) in words, key
        assert f"{code[0]}{code[1:]}" in words and "".join(SAFE[language].split()) in words
        assert capfd.readouterr().err.startswith(f"kiosk: {code}: {fault_of(code).cause}")
        assert contents(tmp_path) == before, "something was touched"
        for name, raw in good.items():
            (tmp_path / name).write_bytes(raw)
            (tmp_path / name).chmod(0o600)
        until(qapp, lambda: opening.kiosk is not None)
        assert opening.shutter is None
    assert len(stage_in(tmp_path).entries()) == 1


@pytest.mark.parametrize(("trouble", "code"), [("full", "S02"), ("read-only", "S09")])
def test_a_disk_that_takes_nothing(tmp_path: Path, trouble: str, code: str) -> None:
    command = [*unshare(), sys.executable, "-m", "tests.e2e.bad_disk", str(tmp_path), trouble]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=55, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    say = stage_in(tmp_path / "other").product.texts.say
    assert (said["served"], said["code"]) == (False, code)
    assert "".join(say("zh", f"fault.{code}.remedy").split()) in "".join(said["words"].split())
    assert said["touched"] == []
    assert said["serves_again"] and said["entries"] == 1
    assert done.stderr.startswith(f"kiosk: {code}: ")
