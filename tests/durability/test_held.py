"""SIGSTOP of a writer that holds the lock: others are told S03 in time, readers read, and afterwards all goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.system import SystemClock
from kiosk.base.errors import StoreError
from sync.store.driver import BUSY_TIMEOUT_MS
from tests.durability.holding import ID
from tests.figures import Figures
from tests.sync.support import Submission, opened

ROOT = Path(__file__).resolve().parents[2]
# Over the store's own patience, on a machine that does other things too.
LATE_S = 10.0


@pytest.mark.parametrize(("how", "kept"), [(signal.SIGKILL, []), (signal.SIGCONT, [ID])], ids=["killed", "let go"])
def test_a_writer_stands_still(figures: Figures, tmp_path: Path, how: signal.Signals, kept: list[str]) -> None:
    clock = SystemClock()
    store = opened(tmp_path / "terminal.db")
    store.outbox.submit("before", Submission("before"))
    command = [sys.executable, "-m", "tests.durability.holding", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        os.waitid(os.P_PID, holder.pid, os.WSTOPPED | os.WNOWAIT)
        assert store.queue().queued == 1, "readers are not held up"
        begun = clock.monotonic_s()
        with pytest.raises(StoreError) as told:
            store.outbox.submit("other", Submission("other"))
        waited_s = clock.monotonic_s() - begun
        holder.send_signal(how)
        said = holder.communicate(timeout=20)[0].split()
    assert (told.value.code, told.value.retryable) == ("S03", True)
    assert BUSY_TIMEOUT_MS / 1000 <= waited_s < BUSY_TIMEOUT_MS / 1000 + LATE_S
    assert said == kept
    store.outbox.submit("other", Submission("other"))
    ids = ["before", *kept, "other"]
    assert [(entry.sequence, entry.id) for entry in store.outbox.entries()] == list(enumerate(ids, 1))
    store.audit.verify()
    store.close()
    figures.add(f"SIGSTOP with the lock held, then {how.name}", 1, bad=0, more=f"S03 after {waited_s:.1f} s")
