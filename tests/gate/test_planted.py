"""Whatever breaks the house, planted on purpose in a copy of it, closes the gate."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate import keepers, screens, shape
from tests.gate.source import PACKAGES, ROOT, Module

# Contract (as its name begins in pyproject.toml) → the files that break it, with what is written into them.
CONTRACTS = {
    "1. app above": [
        ("kiosk/base/planted.py", "import ui"),
        ("devices/planted.py", "import sync"),
        ("sync/planted.py", "import app"),
    ],
    "2. the corridor": [("kiosk/base/planted2.py", "import kiosk.receipts"), ("kiosk/attic/__init__.py", "")],
    "4. PySide6": [("printers/planted.py", "from PySide6 import QtCore")],
    "4. smartcard": [("devices/cards/planted.py", "import smartcard"), ("ui/planted.py", "import zxingcpp")],
    "4. SQLite": [("app/planted.py", "import sqlalchemy"), ("sync/link/planted.py", "import sqlcipher3")],
    "4. cryptography": [("sync/store/planted.py", "import cryptography"), ("sync/hub/planted.py", "import requests")],
    "4. cbor2": [("app/planted2.py", "import cbor2"), ("sync/seal/planted3.py", "import reedsolo")],
    "4. reportlab": [("devices/planted2.py", "import reportlab")],
    "4. hub over": [
        ("sync/seal/planted.py", "import sync.link.planted"),
        ("sync/store/planted2.py", "import sync.hub.planted"),
    ],
    "5. window over": [("ui/viewmodels/planted.py", "import ui.lanes"), ("ui/lanes.py", "")],
    "6. card drivers": [
        ("devices/cards/planted2.py", "import devices.cards.planted"),
        ("printers/drivers/planted.py", ""),
    ],
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages' modules and the gate's settings, without data, in a folder of their own."""
    there = tmp_path_factory.mktemp("planted")
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            target = there / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(ROOT / "pyproject.toml", there / "pyproject.toml")
    return there


def run(where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A tool of the environment, run in a folder."""
    tool = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "PYTHONPATH": str(where), "COLUMNS": "300"}
    return subprocess.run(
        [str(tool), *command[1:]], cwd=where, env=environment, capture_output=True, text=True, timeout=50, check=False
    )


def plant(where: Path, path: str, line: str) -> None:
    """Writes a line into a file of the copy, making its packages where there are none yet."""
    file = where / path
    file.parent.mkdir(parents=True, exist_ok=True)
    for folder in file.relative_to(where).parents:
        if folder != Path() and not (where / folder / "__init__.py").exists():
            (where / folder / "__init__.py").write_text("", encoding="utf-8")
    file.write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")


def test_every_contract_breaks_when_it_is_broken(copy: Path) -> None:
    for plants in CONTRACTS.values():
        for path, line in plants:
            plant(copy, path, line)
    said = run(copy, "lint-imports", "--no-cache")
    assert said.returncode != 0
    assert f"Contracts: 0 kept, {len(CONTRACTS)} broken." in said.stdout
    for path, line in (plant for plants in CONTRACTS.values() for plant in plants if plant[1]):
        planted = path.removesuffix(".py").replace("/", ".")
        assert f"{planted} -> {line.split()[1]}" in said.stdout, f"{path}: {line} went unseen"


@pytest.mark.parametrize(
    "line",
    [
        "import threading",
        "from time import monotonic",
        "import random",
        "import secrets",
        "from os import environ",
        "import uuid",
        "import concurrent.futures",
        "import datetime\n\nNOW = datetime.datetime.now(tz=datetime.UTC)",
        "import os\n\nDICE = os.urandom(1)",
    ],
)
def test_ruff_and_the_table_refuse_banned_names(copy: Path, line: str) -> None:
    plant(copy, "sync/banned.py", line)
    said = run(copy, "ruff", "check", "--no-cache", "--select", "TID251", "sync/banned.py")
    assert said.returncode == 1 and "TID251" in said.stdout
    assert keepers.banned_names(module("sync/banned.py", line))


def module(path: str, text: str) -> Module:
    """A module that exists only here."""
    return Module(path, text, ast.parse(text))


CROOKED: list[tuple[Callable[[Module], list[str]], str, str]] = [
    (shape.too_long_modules, "app/a.py", "\n" * 301),
    (shape.too_long_functions, "app/a.py", "def long():\n" + "    pass\n" * 40),
    (shape.missing_docstrings, "app/a.py", "import os"),
    (shape.missing_docstrings, "app/a.py", '"""No sentence"""'),
    (shape.boolean_parameters, "app/a.py", "def show(loud: bool) -> None: ..."),
    (shape.boolean_parameters, "app/a.py", "class A:\n    def show(self, *, loud: bool | None = None) -> None: ..."),
    (shape.loose_dataclasses, "app/a.py", "@dataclass\nclass A: ..."),
    (shape.loose_dataclasses, "app/a.py", "@dataclasses.dataclass(frozen=True)\nclass A: ..."),
    (shape.loose_dataclasses, "app/a.py", "class A(msgspec.Struct): ..."),
    (shape.inheritance, "app/a.py", "class A(B): ..."),
    (shape.module_state, "app/a.py", "seen = []"),
    (shape.module_state, "app/a.py", "SEEN: list[int] = []\ndef f():\n    SEEN.append(1)"),
    (shape.module_state, "app/a.py", "def f():\n    global x"),
    (shape.excuses, "app/a.py", "x = 1  # type" + ": ignore[misc]"),
    (shape.excuses, "app/a.py", "x = 1  # no" + "qa"),
    (shape.excuses, "tests/a.py", "@pytest.mark.skip" + "if(True)\ndef f(): ..."),
    (keepers.strangers, "app/a.py", "import numpy"),
    (keepers.strangers, "app/a.py", "from PySide6.QtCore import QObject"),
    (keepers.strangers, "printers/a.py", "def f():\n    import requests"),
    (keepers.strangers, "kiosk/a.py", "import tests.conftest"),
    (keepers.impurities, "kiosk/a.py", "import os.path"),
    (keepers.impurities, "kiosk/a.py", "import io"),
    (keepers.impurities, "kiosk/a.py", "def f(path):\n    return open(path)"),
    (keepers.banned_names, "printers/a.py", "print('x')"),
    (keepers.banned_names, "ui/a.py", "import importlib\nimportlib.import_module('x')"),
    (keepers.banned_names, "sync/store/a.py", "import sqlite3"),
    (keepers.naps, "tests/a.py", "import time\ntime.sleep(1)"),
    (keepers.naps, "tests/a.py", "import random\nrandom.random()"),
    (screens.spoken_literals, "ui/a.py", "x = '下一步'"),
]


@pytest.mark.parametrize(("check", "path", "text"), CROOKED, ids=lambda part: getattr(part, "__name__", None))
def test_every_check_sees_its_fault(check: Callable[[Module], list[str]], path: str, text: str) -> None:
    assert len(check(module(path, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "import QtQuick\nMultiEffect { }",
        "import QtMultimedia",
        "import QtQuick.Controls.Material",
        "import QtQuick\nText { text: '下一步' }",
        "import QtQuick\n// qmllint " + "disable",
        "import QtQuick" + "\n" * 151,
    ],
)
def test_every_fault_in_qml_is_seen(tmp_path: Path, text: str) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "Planted.qml").write_text(text, encoding="utf-8")
    assert len(screens.qml_faults(tmp_path)) == 1


def test_qmllint_refuses_a_warning(tmp_path: Path) -> None:
    (tmp_path / "Planted.qml").write_text("import QtQuick\nItem { width: hieght }\n", encoding="utf-8")
    said = run(tmp_path, "pyside6-qmllint", "--max-warnings", "0", "Planted.qml")
    assert said.returncode != 0 and "Unqualified access" in said.stderr + said.stdout
