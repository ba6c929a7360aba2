"""Terminals as processes of their own, forks of one that has imported everything: 1 s of imports would be most of each life.

Run as a program it obeys one line of JSON after another: it starts a terminal, lets through what that says, and ends its
story with "stopped PID" where it stands still for a tracer, and with "ended CODE".
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Self

from app import paths
from printers.fonts import FontStack
from tests.durability.acts import ACTS, Start, say

ROOT = Path(__file__).resolve().parents[2]
STOPPED, ENDED = "stopped", "ended"


@dataclass(frozen=True, slots=True)
class Life:
    """How a process ended, and what it had said until then."""

    code: int
    said: tuple[tuple[str, str], ...]

    def word(self, kind: str) -> list[str]:
        """What it said of a kind, in order."""
        return [word for name, word in self.said if name == kind]


class Terminals:
    """The program that starts terminals, seen from the tests."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.durability.fork"]
        self._process = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def live(self, start: Start, seize: Callable[[int], None]) -> Life:
        """One life; `seize` is called with the process that stands still, and must let it go on."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asdict(start)) + "\n")
        self._process.stdin.flush()
        said: list[tuple[str, str]] = []
        while not said or said[-1][0] != ENDED:
            line = self._process.stdout.readline()
            assert line, "the program that starts terminals is gone"
            kind, _, word = line.strip().partition(" ")
            said.append((kind, word))
            if said[-1][0] == STOPPED:
                seize(int(said.pop()[1]))
        return Life(int(said[-1][1]), tuple(said[:-1]))


def let_go(pid: int) -> None:
    """Nobody traces it."""
    os.kill(pid, signal.SIGCONT)


def main() -> None:
    """Fork for every line."""
    # Half of a receipt's time: the fonts stay registered in every fork.
    FontStack(paths.FONTS)
    for line in sys.stdin:
        start = Start(**json.loads(line))
        child = os.fork()
        if child == 0:
            _live(start)
        _, status = os.waitpid(child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            say(STOPPED, str(child))
            _, status = os.waitpid(child, 0)
        say(ENDED, str(os.waitstatus_to_exitcode(status)))


def _live(start: Start) -> None:
    code = 1
    try:
        ACTS[start.act](start)
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
