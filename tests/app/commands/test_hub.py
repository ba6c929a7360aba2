"""`kiosk hub serve` refuses what is not safe or not possible; `kiosk hub report` counts."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from app.commands import main
from app.hubprocess import prepare_keys
from sync.seal.suites import suite_named
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage

KEY = "ab" * 32


def serve(directory: Path, *arguments: str, port: str = "0", database: str = "") -> int:
    """What `kiosk hub serve` ends with when it does not serve."""
    prepare_keys(directory / "keys", suite_named("intl"))
    url = database or f"sqlite:///{directory / 'hub.db'}"
    return main(["hub", "serve", "--database", url, "--port", port, "--keys", str(directory / "keys"), *arguments])


@pytest.mark.parametrize(
    "arguments", [[], ["--insecure-demo", "--host", "0.0.0.0"], ["--insecure-demo", "--host", "::"], ["--host", "::1"]]
)
def test_plain_http_is_for_demonstrations_on_this_machine(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve(tmp_path, *arguments) == 3
    assert capsys.readouterr().err.startswith("kiosk: N01: ")


@pytest.mark.parametrize(
    "url", ["nonsense", "postgresql://user:secret@db/hub", "sqlite://", "sqlite:///:memory:", "sqlite:////x?mode=ro"]
)
def test_a_database_that_is_no_file_is_refused(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--insecure-demo", database=url) == 3
    said = capsys.readouterr().err
    assert said.startswith("kiosk: G01: ")
    assert "secret" not in said


def test_a_database_in_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--insecure-demo", database=f"sqlite:///{tmp_path}/none/hub.db") == 3
    assert capsys.readouterr().err.startswith("kiosk: S04: ")


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert serve(tmp_path, "--insecure-demo", port=str(taken.getsockname()[1])) == 3
    assert capsys.readouterr().err.startswith("kiosk: N03: ")


def test_tls_files_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--certificate", str(tmp_path / "none.pem")) == 3
    assert capsys.readouterr().err.startswith("kiosk: N02: ")


def test_a_terminal_s_key_that_is_too_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--insecure-demo", "--terminal", "t=abcd") == 3
    assert capsys.readouterr().err.startswith("kiosk: K01: ")


def test_a_terminal_that_cannot_be_read_is_a_wrong_command_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        serve(tmp_path, "--insecure-demo", "--terminal", "t=xyz")
    assert ended.value.code == 2


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        serve(tmp_path, "--insecure-demo", port=port)
    assert ended.value.code == 2


def test_a_terminal_keeps_its_first_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path, "--terminal", f"t={KEY}") == 3
    assert serve(tmp_path, "--terminal", f"t={KEY[::-1]}") == 3
    first, second = capsys.readouterr().err.splitlines()[0::2]
    assert first.startswith("kiosk: N01") and second.startswith("kiosk: S05")


def test_a_report_counts(online: Stage, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]) -> None:
    with online.running(lanes) as (terminal, _):
        terminal.crew.courier.cycle()
    url = f"sqlite:///{online.directory / 'hub.db'}"
    assert main(["hub", "report", "--database", url, "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["terminals"] == 1 and counts["applications"] == 0
    assert main(["hub", "report", "--database", url]) == 0
    lines = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert {name: int(count) for name, count in lines.items()} == counts


def test_a_report_of_nothing_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "report", "--database", f"sqlite:///{tmp_path / 'hub.db'}"]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S04: ")
    assert list(tmp_path.iterdir()) == []
