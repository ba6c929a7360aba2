"""The hub as a process: folder, the step at which it kills itself (or none), and TLS files (or none)."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sync.hub.rounds import HubStep
from sync.hub.serve import Listen, TlsFiles, serve
from sync.link.address import Transport
from tests.sync.hub.kit import Folder


def say(port: int) -> None:
    """Tell the parent that the hub serves, and where."""
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


def main(folder: Folder, die_at: str, files: list[str]) -> None:
    """Serve until a signal, or until the step."""

    def reached(step: HubStep) -> None:
        if step.value == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    ports = folder.ports(reached=reached)
    listen = Listen(0, tls=TlsFiles(*files)) if files else Listen(0, transport=Transport.INSECURE_DEMO)
    serve(ports, listen, ready=say)
    ports.database.close()


if __name__ == "__main__":
    main(Folder(Path(sys.argv[1])), sys.argv[2], sys.argv[3:])
