"""Killed at any step of a submission: committed is kept, uncommitted is as if it had never been, and asking again counts once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.steps import Step
from sync.store.store import Store
from tests.namespaces import unshare
from tests.sync.support import BINDING, Submission, draft, opened

CHILD = [sys.executable, "-m", "tests.sync.store.child"]


def child(*arguments: str | Path, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*CHILD, *map(str, arguments)], cwd=root, stdout=subprocess.PIPE, text=True)


def contents(store: Store) -> tuple[list[str], list[str], list[str], bool]:
    """Ids of entries, receipts and audit events, and whether the draft is there."""
    return (
        [entry.id for entry in store.outbox.entries()],
        [row.application_id for row in store.ledger.rows()],
        [event.subject for event in store.audit.events()],
        store.drafts.find(BINDING) == draft("second"),
    )


@pytest.mark.parametrize("step", [Step.DRAFT_SAVED, Step.SEALED, Step.INSERTED, Step.COMMITTED])
def test_killed_at_a_step(tmp_path: Path, root: Path, step: Step) -> None:
    path = tmp_path / "kiosk.db"
    store = opened(path)
    store.outbox.submit("first", Submission("first"))
    store.close()
    dead = child("die", path, step, "second", root=root)
    dead.communicate(timeout=30)
    assert dead.returncode == -signal.SIGKILL

    store = opened(path)
    committed = step is Step.COMMITTED
    there = ["first", "second"] if committed else ["first"]
    assert contents(store) == (there, there, there, not committed)
    assert store.outbox.submit("second", Submission("second")).sequence == 2
    both = ["first", "second"]
    assert contents(store) == (both, both, both, False)
    store.audit.verify()
    store.close()


def test_killed_at_any_moment_what_was_said_is_kept(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "kiosk.db"
    said: list[str] = []
    for cut in (1, 3, 7):
        writer = child("submit", path, f"run{cut}", "100000", root=root)
        assert writer.stdout is not None
        said += [writer.stdout.readline() for _ in range(cut)]
        os.kill(writer.pid, signal.SIGKILL)
        said += writer.communicate(timeout=30)[0].splitlines(keepends=True)
    whole = [line.split() for line in said if line.endswith("\n")]
    store = opened(path)
    kept = [[str(entry.sequence), entry.id] for entry in store.outbox.entries()]
    assert len(whole) >= 11
    assert [line for line in whole if line not in kept] == []
    assert [entry.sequence for entry in store.outbox.entries()] == list(range(1, len(kept) + 1))
    store.audit.verify()
    store.close()


def test_two_programs_submit_and_two_deliver_at_once(tmp_path: Path, root: Path) -> None:
    path, count = tmp_path / "kiosk.db", 60
    programs = [child("submit", path, name, str(count), root=root) for name in ("one", "two")]
    programs += [child("deliver", path, str(2 * count), root=root) for _ in range(2)]
    answers = [program.communicate(timeout=50)[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0, 0]
    numbers = sorted(int(number) for answer in answers[:2] for number in answer[::2])
    assert numbers == list(range(1, 2 * count + 1))
    delivered = answers[2] + answers[3]
    assert len(delivered) == len(set(delivered)) == 2 * count
    store = opened(path)
    assert store.queue().delivered == 2 * count
    assert {entry.attempts for entry in store.outbox.entries()} == {1}
    assert store.audit.verify().n == 4 * count
    store.close()


def on_a_small_disk(what: str, mount: Path, root: Path, *, size_mib: int) -> str:
    """What the child said, run over a tmpfs of its own, in a mount namespace of its own."""
    inside = f'mount -t tmpfs -o size={size_mib}m tmpfs "{mount}" && {{ "$@"; code=$?; umount "{mount}"; exit $code; }}'
    filler = subprocess.run(
        [*unshare(), "sh", "-c", inside, "sh", *CHILD, what, str(mount / "kiosk.db")],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert filler.returncode == 0, filler.stderr
    return filler.stdout


def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path, root: Path) -> None:
    """A real one, and no ballast laid; all but 2 MiB are given back later."""
    code, kept = on_a_small_disk("fill", tmp_path, root, size_mib=7).split()
    assert code == "S02"
    assert int(kept) > 20


def test_on_a_full_disk_what_was_begun_is_finished_in_the_ballast_s_room(tmp_path: Path, root: Path) -> None:
    """Collected, printed, parked, restored and drained with not a byte free; and nothing new is begun until there is room again."""
    assert on_a_small_disk("finish", tmp_path, root, size_mib=18) == "finished\n"


def test_a_terminal_that_starts_on_a_full_disk_delivers_what_waits(tmp_path: Path, root: Path) -> None:
    """A power cut on a full disk must not keep what was handed in from the people it was handed in for."""
    assert on_a_small_disk("reopen", tmp_path, root, size_mib=18) == "drained\n"
