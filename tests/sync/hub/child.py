"""The hub as a process: folder, port, and the step at which it kills itself (or none)."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sync.hub.rounds import HubPorts, HubStep
from sync.hub.serve import Listen, serve
from sync.link.address import Transport
from tests.sync.hub.kit import SUITE, Folder, KernelEntropy, WallClock


def main(folder: Folder, port: int, die_at: str) -> None:
    """Serve until a signal, or until the step."""

    def reached(step: HubStep) -> None:
        if step.value == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    database = folder.database()
    ports = HubPorts(
        database=database,
        keys=folder.keys(),
        suite=SUITE,
        clock=WallClock(),
        entropy=KernelEntropy(),
        catalogue_version="2026-11-01",
        reached=reached,
    )
    serve(ports, Listen(port, transport=Transport.INSECURE_DEMO), ready=lambda real: print(real, flush=True))
    database.close()


if __name__ == "__main__":
    main(Folder(Path(sys.argv[1])), int(sys.argv[2]), sys.argv[3])
