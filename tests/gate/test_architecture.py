"""The house's own rules hold over the whole source: size, shape, keepers, QML, and a test room for every room."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate import keepers, screens, shape
from tests.gate.source import PACKAGES, Module, read

Check = Callable[[Module], list[str]]

HOUSE = [
    shape.too_long_modules,
    shape.too_long_functions,
    shape.missing_docstrings,
    shape.boolean_parameters,
    shape.loose_dataclasses,
    shape.inheritance,
    shape.module_state,
    shape.excuses,
    keepers.strangers,
    keepers.impurities,
    keepers.banned_names,
    screens.spoken_literals,
]
TESTS = [shape.too_long_modules, shape.too_long_functions, shape.missing_docstrings, shape.excuses, keepers.naps]


@pytest.fixture(scope="module")
def house(root: Path) -> list[Module]:
    """The product's modules."""
    return read(root)


@pytest.fixture(scope="module")
def tests(root: Path) -> list[Module]:
    """The tests' modules, and the tools that build data."""
    return read(root, "tests", "packaging")


@pytest.mark.parametrize("check", HOUSE, ids=lambda check: check.__name__)
def test_the_house_keeps(check: Check, house: list[Module]) -> None:
    broken = [fault for module in house for fault in check(module)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("check", TESTS, ids=lambda check: check.__name__)
def test_the_tests_keep(check: Check, tests: list[Module]) -> None:
    broken = [fault for module in tests for fault in check(module)]
    assert not broken, "\n".join(broken)


def test_the_screens_keep(root: Path) -> None:
    assert not (broken := screens.qml_faults(root)), "\n".join(broken)


def rooms_without_tests(root: Path) -> list[str]:
    """Rooms with code for which neither tests/<room>/ nor tests/<its parent>/test_<room>*.py holds a test."""
    found = []
    for top in PACKAGES:
        for package in sorted({file.parent for file in (root / top).rglob("*.py") if file.name != "__init__.py"}):
            room = package.relative_to(root)
            beside = (root / "tests" / room.parent).glob(f"test_{room.name}*.py")
            if not any((root / "tests" / room).rglob("test_*.py")) and not any(beside):
                found.append(f"{room.as_posix()}: no test in tests/{room.as_posix()}/")
    return found


def test_every_room_has_a_test_room(root: Path) -> None:
    assert not (bare := rooms_without_tests(root)), "\n".join(bare)


def test_packaging_is_no_package(root: Path) -> None:
    """A packaging/__init__.py would shadow PyPI's `packaging`, which pytest imports."""
    assert not list((root / "packaging").rglob("__init__.py"))


def test_ruff_bans_what_the_table_bans(root: Path) -> None:
    """The editor's rule (ruff) and the table that names the keepers do not drift apart."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    banned = set(settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])
    elsewhere = {"print", "eval", "exec", "__import__", "breakpoint", "importlib.import_module", "sqlite3"}
    assert {name.removeprefix("datetime.") for name in banned if name != "datetime.datetime.today"} == set(
        keepers.NAMES
    ) - elsewhere
