"""What every test stands on: an off-screen Qt, only this project's fonts, no unexpected warning, and the same examples each time in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine, QQmlError

from tests.figures import Figures

ROOT = Path(__file__).resolve().parents[1]

# Before the first QGuiApplication: Qt reads these once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["FONTCONFIG_FILE"] = str(ROOT / "packaging" / "fontconfig" / "fonts.conf")

# Two shared cores make a deadline or a "too slow" a matter of luck.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


FIGURES = pytest.StashKey[Figures]()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a proof writes what it counted."""
    return request.config.stash.setdefault(FIGURES, Figures())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table that `make prove` prints, under the tests."""
    found = config.stash.get(FIGURES, None)
    if found is not None and found.rows:
        terminalreporter.section("what held")
        for line in found.table():
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """pytest-qt makes a QApplication unless told otherwise; the kiosk has no widgets."""
    return QGuiApplication


@pytest.fixture
def qml_engine(qapp: QGuiApplication) -> Iterator[QQmlEngine]:
    """A QML engine whose every warning fails the test that caused it."""
    engine = QQmlEngine()
    said: list[str] = []

    def note(errors: list[QQmlError]) -> None:
        said.extend(error.toString() for error in errors)

    engine.warnings.connect(note)
    yield engine
    qapp.processEvents()
    assert not said, "QML warned: " + "; ".join(said)
