"""strace at a process that stands still: counts its calls, or kills it at one of them before the kernel has carried it out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

# Whatever changes a disk or speaks to the outside; reading and looking change nothing that a death could spoil.
CHANGES = frozenset(
    """write writev pwrite64 pwritev pwritev2 fsync fdatasync sync_file_range msync truncate ftruncate fallocate
    rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat mkdir mkdirat rmdir
    connect sendto sendmsg recvfrom recvmsg""".split()
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


@dataclass(slots=True)
class Tracer:
    """One strace, attached when a process stands still; its options say what it does there."""

    options: list[str]
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def seize(self, pid: int) -> None:
        """Attach, and only then let the process go on."""
        command = ["strace", "-f", "-p", str(pid), *self.options]
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.processes.append(strace)
        assert strace.stderr is not None
        first = strace.stderr.readline()
        assert "attached" in first, f"strace cannot attach here: {first.strip() or 'it said nothing'}"
        os.kill(pid, signal.SIGCONT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for strace in self.processes:
            strace.communicate(timeout=20)


@contextmanager
def counted(log: Path) -> Iterator[Tracer]:
    """A tracer that notes every call into `log`."""
    with Tracer(["-o", str(log)]) as tracer:
        yield tracer


def calls_in(log: Path) -> Counter[str]:
    """How often each call that changes something was made."""
    return Counter(name for name in _CALL.findall(log.read_text("utf-8", "replace")) if name in CHANGES)


def killing(call: str, at: int) -> Tracer:
    """A tracer that kills at the so-manieth call of that name, from 1."""
    return Tracer(["-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={at}"])
