"""`kiosk check`: every fault on a line of its own, for people and for machines, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app import paths
from app.commands import main
from app.product import read_words
from kiosk.base.texts import LANGUAGES
from tests.printers.paper import THERMAL_DPI, bitmap, text_by_poppler

EXAMPLE = paths.ROOT / "packaging" / "config" / "terminal.example.toml"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Settings with two unknown keys and a value of a wrong type."""
    text = paths.DEMO_SETTINGS.read_text("utf-8")
    path = tmp_path / "terminal.toml"
    path.write_text(
        text.replace("[rules]", '[rules]\ncolour = 1\nwarning = 2\nwarning_s = "x"', 1).replace("\nwarning_s = 45", "")
    )
    return path


@pytest.mark.parametrize("arguments", [[], ["--settings", str(EXAMPLE)]])
def test_all_is_well(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(["check", *arguments]) == 0
    assert capsys.readouterr().out == "all is well: 85 items, list version 0.1.0\n"


def test_a_key_in_a_file_is_remarked_on_where_nothing_is_simulated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terminal.toml"
    text = EXAMPLE.read_text("utf-8")
    assert 'key = "tpm2"' in text
    for key, remarked in (("tpm2", False), ("file", True)):
        file.write_text(text.replace('key = "tpm2"', f'key = "{key}"'), "utf-8")
        assert main(["check", "--settings", str(file)]) == 0
        assert capsys.readouterr().err.startswith('remark: terminal.key = "file": ') is remarked
    assert main(["check"]) == 0 and capsys.readouterr().err == "", "the demo's readers are simulated"


def test_all_is_well_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_every_unknown_key_is_told(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--settings", str(settings)]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["G01  rules.colour", "G01  rules.warning", "G01  rules.warning_s"]
    assert last == "3 fault(s)"


def test_every_fault_is_told_to_machines_too(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(paths.CATALOGUE, tmp_path / "data")
    shutil.copytree(paths.TEXTS, tmp_path / "texts")
    (tmp_path / "data" / "catalogue.json").write_bytes(b"damaged")
    english = tmp_path / "texts" / "en.toml"
    english.write_text(english.read_text("utf-8").replace('"fault.P01.remedy"', '"fault.P01.remedie"'), "utf-8")
    monkeypatch.setattr(paths, "CATALOGUE", tmp_path / "data")
    monkeypatch.setattr(paths, "TEXTS", tmp_path / "texts")
    assert main(["check", "--json", "--settings", str(settings)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in told] == ["G01"] * 3 + ["L01"] + ["G02"] * 2
    assert all(row["cause"] and set(row) == {"code", "cause", "detail"} for row in told)


def test_settings_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--settings", str(tmp_path / "none.toml")]) == 1
    assert capsys.readouterr().out.startswith("G03  ")


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["check", "--nonsense"], ["queue"], ["hub"], ["demo"]])
def test_a_wrong_command_line_is_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: kiosk" in capsys.readouterr().err


def test_help_lists_every_door_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(f"\n    {door} " in said for door in ("run", "demo", "check", "queue", "key", "hub"))
    assert "exit codes: 0 done" in said


@pytest.mark.parametrize(("paper", "width"), [("roll80", 576), ("a4", 1680)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readiness_slip_is_on_the_paper_and_in_the_language_asked_for(
    language: str, paper: str, width: int, *, tmp_path: Path
) -> None:
    settings, slip = tmp_path / "terminal.toml", tmp_path / "slip.pdf"
    settings.write_text(paths.DEMO_SETTINGS.read_text("utf-8").replace('"roll80"', f'"{paper}"'), "utf-8")
    assert main(["check", "--settings", str(settings), "--slip", str(slip), "--language", language]) == 0
    texts = read_words()
    read = text_by_poppler(slip.read_bytes())
    assert "".join(texts.say(language, "paper.readiness.ready").split()) in read
    assert bitmap(slip.read_bytes(), THERMAL_DPI).width == width


def test_the_slip_of_a_terminal_that_is_not_ready_has_the_code_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, slip = tmp_path / "data", tmp_path / "slip.pdf"
    shutil.copytree(paths.CATALOGUE, data)
    (data / "search.json").write_text("{}", "utf-8")
    monkeypatch.setattr(paths, "CATALOGUE", data)
    assert main(["check", "--slip", str(slip)]) == 1
    code = capsys.readouterr().out.split()[0]
    read = text_by_poppler(slip.read_bytes())
    assert "还不能开门" in read
    assert code in read
    assert "".join(read_words().say("zh", f"fault.{code}.remedy").split()) in read


def test_without_settings_there_is_no_slip_and_it_is_said(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = tmp_path / "slip.pdf"
    assert main(["check", "--settings", str(settings), "--slip", str(slip)]) == 1
    assert capsys.readouterr().err == "no slip: G01\n"
    assert not slip.exists()


def test_a_slip_that_cannot_be_written_is_told_by_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--slip", str(tmp_path / "away" / "slip.pdf")]) == 3
    assert capsys.readouterr().err.startswith("kiosk: P01: ")


def test_a_damaged_font_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "FONTS", tmp_path)
    assert main(["check", "--slip", str(tmp_path / "slip.pdf")]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("P11  ")
    assert said.err == "no slip: P11\n"
