"""The product's files, damaged: every fault is told at once, whatever is wrong with the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import paths
from app.product import all_faults, read_product
from kiosk.base.errors import CatalogueError, ConfigError


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The product's data in a directory of its own, to be damaged."""
    shutil.copytree(paths.CATALOGUE, tmp_path / "data")
    shutil.copytree(paths.TEXTS, tmp_path / "texts")
    shutil.copy(paths.DEMO_SETTINGS, tmp_path / "settings.toml")
    shutil.copy(paths.READER_PROFILES, tmp_path / "profiles.toml")
    monkeypatch.setattr(paths, "READER_PROFILES", tmp_path / "profiles.toml")
    monkeypatch.setattr(paths, "CATALOGUE", tmp_path / "data")
    monkeypatch.setattr(paths, "TEXTS", tmp_path / "texts")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def codes(copies: Path) -> list[str]:
    return [fault.code for fault in all_faults(copies / "settings.toml")]


def test_as_shipped_nothing_is_wrong(copies: Path) -> None:
    assert codes(copies) == []
    assert len(read_product(copies / "settings.toml").catalogue.items) == 85


def test_everything_wrong_is_told_at_once(copies: Path) -> None:
    change(copies / "settings.toml", "[terminal]", "[terminal]\ncolour = 'red'\nsize = 3")
    change(copies / "data" / "catalogue.json", "rp-alive", "rp-alibe")
    change(copies / "texts" / "en.toml", '"fault.S02.title"', '"fault.S02.titel"')
    faults = all_faults(copies / "settings.toml")
    assert [fault.code for fault in faults] == ["G01", "L01", "G02"]
    assert faults[0].detail.splitlines() == ["terminal.colour: unknown key", "terminal.size: unknown key"]
    assert faults[2].detail.splitlines() == [
        "en: fault.S02.title is missing and not marked as a gap",
        "en: fault.S02.titel is not a key of zh",
    ]


@pytest.mark.parametrize(
    "name", ["data/catalogue.json", "data/catalogue.json.sha256", "texts/zh.toml", "settings.toml"]
)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "not text", "folder"])
def test_no_damage_to_a_file_is_more_than_a_coded_fault(copies: Path, name: str, damage: str) -> None:
    path = copies / name
    raw = path.read_bytes()
    path.unlink()
    match damage:
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(raw[: len(raw) // 2])
        case "not text":
            path.write_bytes(b"\xff\xfe" + raw)
        case "folder":
            path.mkdir()
    assert codes(copies) != []
    with pytest.raises((ConfigError, CatalogueError)):
        read_product(copies / "settings.toml")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"items": 3}'])
def test_a_damaged_search_table_is_a_coded_fault(copies: Path, damage: bytes) -> None:
    (copies / "data" / "search.json").write_bytes(damage)
    assert codes(copies) != []


def test_a_reader_profile_that_is_not_there_is_told_without_opening_a_port(copies: Path) -> None:
    change(copies / "settings.toml", '["simulated"]', '["sam:/dev/ttyS9", "sam:quick:/dev/ttyS8"]')
    (fault,) = all_faults(copies / "settings.toml")
    assert (fault.code, fault.detail.partition(";")[0]) == (
        "G01",
        "devices.readers: 'quick' is no reader profile",
    )
    change(copies / "profiles.toml", "[lift]", "[quick]")
    assert codes(copies) == []
