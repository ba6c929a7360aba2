"""`kiosk hub keys`: the first list, new keys beside old ones, and nothing made where something else was meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands import main
from sync.hub.keys import LIST_FILE
from sync.seal.keylist import read_key_list
from sync.seal.suites import suite_named
from tests.sync.seal.kit import NAMES


def keys(verb: str, directory: Path, *more: str) -> int:
    """What `kiosk hub keys` ends with; the root lies outside the hub's directory, as on a stick."""
    return main(["hub", "keys", verb, "--keys", str(directory / "hub"), "--root", str(directory / "root.key"), *more])


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one JSON value it printed."""
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


@pytest.mark.parametrize("name", NAMES)
def test_the_first_list_and_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert keys("rotate", tmp_path, "--suite", name, "--json") == 0
    first = told(capsys)
    assert keys("rotate", tmp_path, "--days", "10", "--json") == 0
    second = told(capsys)
    assert (first["version"], second["version"], first["suite"], second["suite"]) == (1, 2, name, name)
    assert first["root_key"] == second["root_key"]
    assert second["sealing"][0] == first["sealing"][0]
    newest = second["sealing"][1]
    assert newest["not_after_ms"] - newest["not_before_ms"] == 10 * 86_400_000
    raw = (tmp_path / "hub" / LIST_FILE).read_bytes()
    pinned = bytes.fromhex(second["root_key"])
    assert read_key_list(raw, root_public=pinned, suite=suite_named(name)).version == 2
    assert keys("show", tmp_path, "--json") == 0
    assert told(capsys) == second


def test_in_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys("rotate", tmp_path)
    keys("rotate", tmp_path)
    capsys.readouterr()
    assert keys("show", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("list 2, suite intl, issued ")
    assert [line.split()[0] for line in lines[1:5]] == ["seal", "seal", "believe", "believe"]
    assert lines[3].endswith(", which signs") and not lines[4].endswith("signs")
    assert lines[5].startswith("hub.root_key = ") and len(lines[5].split()[-1]) == 64


def test_a_dropped_key_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys("rotate", tmp_path, "--json")
    first = told(capsys)
    dropped = [first["sealing"][0]["id"], first["signing"][0]["id"]]
    assert keys("rotate", tmp_path, "--drop", dropped[0], "--drop", dropped[1], "--json") == 0
    second = told(capsys)
    assert {key["id"] for key in (*second["sealing"], *second["signing"])}.isdisjoint(dropped)


def test_a_root_that_is_not_there_is_not_made_for_an_old_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys("rotate", tmp_path)
    before = (tmp_path / "hub" / LIST_FILE).read_bytes()
    (tmp_path / "root.key").rename(tmp_path / "away.key")
    for verb in ("rotate", "show"):
        assert keys(verb, tmp_path) == 3
        assert capsys.readouterr().err.startswith("kiosk: K01: ")
    assert not (tmp_path / "root.key").exists()
    assert (tmp_path / "hub" / LIST_FILE).read_bytes() == before


def test_another_root_signs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys("rotate", tmp_path)
    (tmp_path / "root.key").write_text("ab" * 32 + "\n")
    assert keys("rotate", tmp_path) == 3
    assert capsys.readouterr().err.startswith("kiosk: K07: ")


def test_a_hub_without_a_list_does_not_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve = ["hub", "serve", "--database", f"sqlite:///{tmp_path / 'hub.db'}", "--port", "0", "--keys", str(tmp_path)]
    assert main(serve) == 3
    assert capsys.readouterr().err.startswith("kiosk: K01: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("days", ["0", "-1", "many", "40000"])
def test_a_number_of_days_that_is_none(tmp_path: Path, days: str) -> None:
    with pytest.raises(SystemExit) as ended:
        keys("rotate", tmp_path, "--days", days)
    assert ended.value.code == 2
