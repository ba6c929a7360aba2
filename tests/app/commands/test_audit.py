"""`kiosk audit`: a record that adds up, one that does not, and an export that strangers verify with openssl alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app import paths
from app.commands import main
from app.hubprocess import KEYS
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from sync.hub.keys import LIST_FILE, load_keys
from sync.store.store import Store
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to

PAGE = Path("docs") / "operations" / "audit.md"


def visited(stage: Stage, cycles: int = 2) -> Stage:
    """One more application handed in and delivered."""
    lanes = TurnLanes()
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        for _ in range(cycles):
            terminal.crew.courier.cycle()
    return stage


@pytest.fixture
def served(online: Stage) -> Stage:
    """A terminal after one visit, with the settings of its doors beside it."""
    said = paths.DEMO_SETTINGS.read_text(encoding="utf-8")
    hub = online.product.settings.hub
    settings = re.sub(r"^key_list = .*$", f'key_list = "{hub.key_list}"', said, flags=re.MULTILINE)
    settings = settings.replace('root_key = ""', f'root_key = "{hub.root_key}"')
    assert settings != said
    (online.directory / "terminal.toml").write_text(settings, encoding="utf-8")
    return visited(online)


def door(stage: Stage, *words: str) -> int:
    """A door over the terminal's directory."""
    settings = str(stage.directory / "terminal.toml")
    return main(["audit", *words, "--state-dir", str(stage.directory), "--settings", settings])


def unguarded(stage: Stage, *statements: str) -> None:
    """What somebody with the key and no respect for the guards does."""
    with stage.store() as store:
        for guard in ("audit_is_fixed", "audit_stays"):
            store.db.conn.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            store.db.conn.execute(statement)


def head(stage: Stage) -> tuple[int, str]:
    """The record's last event."""

    def ends(store: Store) -> tuple[int, str]:
        last = store.audit.head()
        return last.n, last.hash.hex()

    with stage.store() as store:
        return ends(store)


def exported(stage: Stage, *words: str, name: str = "audit.jsonl") -> Path:
    """An export."""
    out = stage.directory / name
    assert door(stage, "export", "--out", str(out), *words) == 0
    return out


def hub_keys(stage: Stage) -> tuple[str, ...]:
    """What a stranger is given of the hub: the list of its keys, and the root's."""
    return "--keys", str(stage.directory / KEYS / LIST_FILE), "--root-key", stage.product.settings.hub.root_key


def verified(stage: Stage, file: Path, *words: str) -> int:
    """What a stranger's `kiosk audit verify` says of a file."""
    return main(["audit", "verify", str(file), *hub_keys(stage), *words])


def test_a_record_that_adds_up_says_so(served: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    n, last = head(served)
    assert door(served, "verify") == 0
    assert capsys.readouterr().out == f"the record adds up: {n} events, countersigned up to event {n}\n"
    assert door(served, "verify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"events": n, "hash": last, "countersigned": n, "lost": 0}


def test_a_record_that_does_not_is_told_and_stops_nobody(
    served: Stage, online: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    n, _ = head(served)
    unguarded(served, f"DELETE FROM audit WHERE n = {n}")
    assert door(served, "verify") == 1
    assert capsys.readouterr().out == f"S07  it ends at event {n - 1}, and event {n} was signed\n"
    assert door(served, "verify", "--json") == 1
    assert json.loads(capsys.readouterr().out)["code"] == "S07"
    visited(served)
    assert served.entries() == [EntryState.DELIVERED] * 2
    assert served.faults() == [], "no citizen is told"
    assert capsys.readouterr().err.count("kiosk: S07: ") == 1
    url = f"sqlite:///{served.directory / 'hub.db'}"
    assert main(["hub", "report", "--database", url, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["audits_broken"], report["envelopes"]) == (1, 2)


def test_an_export_is_verified_without_the_terminal(served: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    n, last = head(served)
    file = exported(served)
    assert file.stat().st_mode & 0o777 == 0o600
    assert verified(served, file, "--json") == 0
    said = capsys.readouterr().out
    assert json.loads(said[said.index("{") :]) == {"events": n, "hash": last, "countersigned": n, "lost": 0}
    kinds = [json.loads(line)["kind"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert (kinds[0], kinds.count("event")) == ("audit", n)
    assert kinds.count("checkpoint") == kinds.count("countersignature") >= 2


def test_a_part_of_the_record_is_verified_from_where_it_begins(served: Stage) -> None:
    n, _ = head(served)
    file = exported(served, "--since", "2")
    assert next(json.loads(line)["n"] for line in file.read_text().splitlines() if '"event"' in line) == 3
    assert verified(served, file) == 0
    assert door(served, "export", "--since", str(n + 1), "--out", str(served.directory / "none")) == 3


def test_the_recipe_of_the_page_verifies_an_export_with_openssl_alone(
    served: Stage, root: Path, tmp_path: Path
) -> None:
    script = re.findall(r"^```bash\n(.*?)^```", (root / PAGE).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]
    file, folder = exported(served), tmp_path / "stranger"
    folder.mkdir()

    def run(text: str) -> subprocess.CompletedProcess[str]:
        (folder / "audit.jsonl").write_text(text, encoding="utf-8")
        command = [
            "bash",
            "-c",
            script,
            "recompute.sh",
            "audit.jsonl",
            load_keys(served.directory / KEYS).signing.public.hex(),
        ]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)

    text = file.read_text(encoding="utf-8")
    told = run(text)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "Signature Verified Successfully",
        "Signature Verified Successfully",
        f"the chain ends in {head(served)[1]}",
    ]
    assert run(text.replace("receipt_printed", "receipt_declined")).returncode != 0
    assert run(text.replace('{\\"after_hash', '{ \\"after_hash')).returncode != 0
    assert run(text.replace('{\\"device_key_id', '{ \\"device_key_id')).returncode != 0


def dropped(kind: str, at: int) -> Callable[[list[str]], list[str]]:
    """Take the line of a kind out."""

    def drop(lines: list[str]) -> list[str]:
        of_kind = [line for line in lines if f'"kind":"{kind}"' in line]
        return [line for line in lines if line is not of_kind[at]]

    return drop


def other(before: str, after: str) -> Callable[[list[str]], list[str]]:
    """Write something else."""
    return lambda lines: [line.replace(before, after) for line in lines]


CHANGES: list[tuple[Callable[[list[str]], list[str]], str]] = [
    (other("application_collected", "rating_collected"), "event 1"),
    (dropped("event", 1), "event 2"),
    (dropped("event", -1), "was signed"),
    (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "event 1"),
    (other('{\\"after_hash', '{ \\"after_hash'), "not signed by the device"),
    (other('{\\"device_key_id', '{ \\"device_key_id'), "not signed by the hub"),
    (lambda lines: [line for line in lines if "event" not in line and "signature" not in line], "it ends at"),
    (dropped("audit", 0), "no exported audit"),
    (lambda lines: [*lines, "{"], "is no line"),
    (lambda lines: [*lines, lines[0]], "no exported audit"),
    (other('"hash":"', '"hash":"x'), "not hexadecimal"),
]


def test_a_changed_export_is_found(served: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(served)
    lines = file.read_text(encoding="utf-8").splitlines()
    for change, said in CHANGES:
        changed = change(lines)
        assert changed != lines
        file.write_text("\n".join(changed), encoding="utf-8")
        capsys.readouterr()
        assert verified(served, file) == 1
        told = capsys.readouterr().out
        assert told.startswith("S07  ") and said in told


def test_another_files_hub_another_hubs_keys_and_no_keys(served: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(served)
    assert main(["audit", "verify", str(file)]) == 3
    assert "kiosk: G01: " in capsys.readouterr().err
    assert main(["audit", "verify", str(file), "--keys", str(file), "--root-key", "ab" * 32]) == 3
    assert "kiosk: K01: " in capsys.readouterr().err
    assert main(["audit", "verify", str(file), *hub_keys(served)[:-1], "ab" * 32]) == 3
    assert "kiosk: K07: " in capsys.readouterr().err
    assert main(["audit", "verify", str(served.directory / "none"), *hub_keys(served)]) == 3
    assert "kiosk: G03: " in capsys.readouterr().err


def test_an_export_is_never_written_over_another_file(served: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    file = served.directory / "letter"
    file.write_text("dear", encoding="utf-8")
    assert door(served, "export", "--out", str(file)) == 3
    assert capsys.readouterr().err.startswith("kiosk: G03: ")
    assert file.read_text(encoding="utf-8") == "dear"


def test_the_hub_tells_whose_record_went_backwards_until_a_person_has_looked(
    served: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{served.directory / 'hub.db'}"
    terminal = served.product.settings.terminal.id
    assert main(["hub", "audit", "--database", url]) == 0
    assert main(["hub", "audit", "--database", url, "--accept", terminal]) == 3
    assert capsys.readouterr().err.startswith("kiosk: S05: ")
    older = served.directory / "older"
    shutil.copy(served.directory / "terminal.db", older)
    visited(served)
    shutil.copy(older, served.directory / "terminal.db")
    visited(served)
    assert main(["hub", "audit", "--database", url]) == 1
    assert f"{terminal}  backwards: told" in capsys.readouterr().out
    assert served.entries() == [EntryState.DELIVERED] * 2, "the papers are taken all the same"
    assert main(["hub", "audit", "--database", url, "--accept", terminal, "--json"]) == 0
    (alarm,) = json.loads(capsys.readouterr().out)
    assert (alarm["terminal"], alarm["open"]) == (terminal, False)
    visited(served)
    assert door(served, "verify") == 0
    assert main(["hub", "audit", "--database", url]) == 0
    assert capsys.readouterr().out.rstrip().endswith("accepted")
