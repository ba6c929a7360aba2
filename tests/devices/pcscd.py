"""A real pcscd with an emulated card, in namespaces of its own; as a class for tests and as a command.

    python -m tests.devices.pcscd --card social-security -- COMMAND...

vpcd listens on every interface, so pcscd lives in a network namespace where there is only its own loopback. Its socket
is a file in a temporary folder, and clients are led there by PCSCLITE_CSOCK_NAME: tests talk to it from outside, in
their own process. libpcsclite reads that variable once a process, hence one folder a process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.devices.emulator.__main__ import READER
from tests.devices.emulator.vpcd import Fault
from tests.namespaces import unshare

__all__ = ["READER", "Fault", "Rig"]

ROOT = Path(__file__).resolve().parents[2]
NO_FAULT = Fault()


class Rig:
    """Namespaces with pcscd and the virtual reader; everything in them dies when the block is left."""

    def __init__(self) -> None:
        self.place = Path(tempfile.gettempdir()) / f"doorstep-pcscd-{os.getpid()}"
        self.socket = self.place / "run" / "pcscd.comm"

    def __enter__(self) -> Self:
        shutil.rmtree(self.place, ignore_errors=True)
        (self.place / "run").mkdir(parents=True)
        namespaces = ["-n", "-p", "--fork", "--kill-child"]
        emulator = [sys.executable, "-m", "tests.devices.emulator", str(self.place)]
        self._process = subprocess.Popen(
            [*unshare(), *namespaces, *emulator], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        os.environ["PCSCLITE_CSOCK_NAME"] = str(self.socket)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=10)
        os.environ.pop("PCSCLITE_CSOCK_NAME", None)
        shutil.rmtree(self.place, ignore_errors=True)

    def start(self, readers: int = 1) -> None:
        """Starts pcscd, with the virtual reader or without any."""
        self._order(do="start", readers=readers)

    def kill(self) -> None:
        """kill -9 pcscd."""
        self._order(do="kill")

    def insert(self, card: str, fault: Fault = NO_FAULT, *, slot: int = 0) -> None:
        """Puts in the card of that name (tests/devices/emulator/deck.py)."""
        self._order(do="insert", card=card, fault=asdict(fault), slot=slot)

    def pull(self, *, slot: int = 0) -> None:
        """Takes the card out."""
        self._order(do="pull", slot=slot)

    def await_card(self) -> None:
        """Returns when an outside program has seen the card: pcscd looks for it every 0.4 s.

        Asked again and again, because `opensc-tool --wait` sleeps on when the card comes while it is starting.
        """
        for _ in range(400):
            asked = subprocess.run(
                ["opensc-tool", "--atr"], env=self.environment(), capture_output=True, timeout=20, check=False
            )
            if asked.returncode == 0:
                return
        raise RuntimeError("pcscd does not see the card")

    def apdus(self, *, slot: int = 0) -> list[str]:
        """What was sent to the card since it was put in, in hexadecimal."""
        answer: list[str] = self._order(do="apdus", slot=slot)
        return answer

    def environment(self) -> dict[str, str]:
        """The environment in which a program finds this pcscd."""
        return os.environ | {"PCSCLITE_CSOCK_NAME": str(self.socket)}

    def _order(self, **order: object) -> list[str]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the rig died of {order}; is everything of packaging/setup/system-test.list installed?")
        result: list[str] = json.loads(answer)
        return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command with an emulated card in an emulated reader; its exit code is the answer."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--card", default="social-security")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    with Rig() as rig:
        rig.start()
        rig.insert(options.card)
        rig.await_card()
        return subprocess.run(options.command, env=rig.environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
