"""Runs inside the namespaces: makes them ready, keeps pcscd and the card, and obeys one line of JSON after another."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.devices.emulator.vpcd import PORT, Fault, Slot

READER = "Emulated Reader"
CONFIGURATION = f"""FRIENDLYNAME "{READER}"
DEVICENAME /dev/null:{PORT:#x}
LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID {PORT:#x}
"""
RUN = Path("/run/pcscd")


class Daemon:
    """One pcscd in the foreground; it dies with this process."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, readers: int) -> None:
        """Starts it and waits until it takes clients."""
        configuration = self.place / f"readers{readers}"
        configuration.mkdir(exist_ok=True)
        if readers:
            (configuration / "vpcd").write_text(CONFIGURATION)
        with (self.place / "pcscd.log").open("ab") as log:
            self.process = subprocess.Popen(["pcscd", "-f", "-c", str(configuration)], stdout=log, stderr=log)
        for _ in range(500):
            with socket.socket(socket.AF_UNIX) as client:
                if client.connect_ex(str(RUN / "pcscd.comm")) == 0:
                    return
            select.select([], [], [], 0.01)
        raise RuntimeError("pcscd does not start")

    def kill(self) -> None:
        """Ends it as a crash would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(timeout=5)
        self.process = None


def make_ready(place: Path) -> None:
    """Loopback up, and a private /run whose pcscd folder is the caller's, so that the socket can be reached from outside."""
    for command in (
        ["ip", "link", "set", "lo", "up"],
        ["mount", "-t", "tmpfs", "tmpfs", "/run"],
        ["mkdir", str(RUN)],
        ["mount", "--bind", str(place / "run"), str(RUN)],
    ):
        subprocess.run(command, check=True, timeout=10)


def obey(order: dict[str, object], daemon: Daemon, slots: list[Slot]) -> object:
    """Carries one order out; the answer goes back as JSON."""
    at = order.pop("slot", 0)
    assert isinstance(at, int)
    slot = slots[at]
    match order:
        case {"do": "start", "readers": int(readers)}:
            daemon.start(readers)
        case {"do": "kill"}:
            daemon.kill()
        case {"do": "insert", "card": str(card), "fault": dict(fault)}:
            slot.insert(card, Fault(**fault))
        case {"do": "pull"}:
            slot.pull()
        case {"do": "apdus"}:
            return slot.apdus
        case _:
            raise ValueError(f"no such order: {order}")
    return "done"


def main(place: Path) -> None:
    """Serves the card and obeys until the caller closes its end."""
    make_ready(place)
    daemon, slots = Daemon(place), [Slot(PORT), Slot(PORT + 1)]
    unread = b""
    while True:
        watched: list[int | socket.socket] = [0, *(slot.wire for slot in slots if slot.wire)]
        ready, _, _ = select.select(watched, [], [])
        for slot in slots:
            if slot.wire in ready:
                slot.serve()
        if 0 not in ready:
            continue
        part = os.read(0, 65536)
        if not part:
            break
        *lines, unread = (unread + part).split(b"\n")
        for line in lines:
            sys.stdout.write(json.dumps(obey(json.loads(line), daemon, slots)) + "\n")
            sys.stdout.flush()
    daemon.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
