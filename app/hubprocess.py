"""A hub in a process of its own on this machine, for demos and tests."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.base.errors import LinkError

STOP_S = 15


@dataclass(frozen=True, slots=True)
class HubProcess:
    """A running hub and where it listens."""

    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it quietly, and at once if it does not listen."""
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_S)
        if self.process.stdout:
            self.process.stdout.close()


def start_hub(directory: Path, terminal: str, public_key: bytes, *, port: int = 0) -> HubProcess:
    """Start a hub over `directory`/hub.db that knows the terminal; returns when it can be called.

    Raises LinkError N03 when it ends instead of listening.
    """
    command = [
        sys.executable, "-m", "app.main", "hub", "serve", "--json", "--insecure-demo",
        "--database", f"sqlite:///{directory / 'hub.db'}", "--port", str(port), "--keys", str(directory / "hub-keys"),
        "--terminal", f"{terminal}={public_key.hex()}",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).resolve().parent.parent)
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise LinkError("N03", f"the hub ended with {process.wait(STOP_S)}")
    return HubProcess(process, int(json.loads(line)["port"]))
