"""Makes or moves a terminal's key in processes that die before their n-th touch of its directory.

Run as a program it obeys one line of JSON after another and answers how the process ended. The processes are forks of
one that has imported everything.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import tempfile
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Self

from app.keeping import terminal_keys
from app.keymove import move_key
from app.keystores import KeyChoice
from kiosk.base.settings import KeyPlace

ROOT = Path(__file__).resolve().parents[2]
WORD = "twelve or more letters"
TOUCHES = frozenset(["open", "os.link", "os.remove"])


@dataclass(frozen=True, slots=True)
class Deed:
    """One process: it makes the key at `place`, or moves it there from anywhere; 0 lets it live."""

    do: str
    directory: str
    place: KeyPlace
    tpm: str
    dies_before: int = 0

    def choice(self) -> KeyChoice:
        """What the settings would say."""
        return KeyChoice(self.place, self.tpm, credential_key="host")


class Doer:
    """The program that does the deeds, seen from the tests."""

    def __enter__(self) -> Self:
        self._process = Popen([sys.executable, "-m", "tests.app.dying"], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def do(self, deed: Deed) -> int:
        """Do it; how its process ended."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asdict(deed)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def die(directory: str, before: int) -> None:
    """SIGKILL before that touch."""
    seen = [0]

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(arguments[0]).startswith(directory):
            seen[0] += 1
            if seen[0] == before:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def live(deed: Deed) -> None:
    """The deed, with somebody who types the passphrase as often as they are asked."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(f"{WORD}\n".encode() * 4))
    tempfile.tempdir = str(Path(deed.directory).parent)
    if deed.dies_before:
        die(deed.directory, deed.dies_before)
    if deed.do == "make":
        terminal_keys(Path(deed.directory), deed.choice())
    else:
        move_key(Path(deed.directory), deed.choice(), deed.place)


def main() -> None:
    """Fork for every line."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                live(Deed(**json.loads(line)))
                code = 0
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
