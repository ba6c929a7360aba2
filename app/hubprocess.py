"""A hub in a process of its own on this machine, for demos and tests, and its keys."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.system import SystemEntropy
from kiosk.base.errors import LinkError
from sync.hub.keys import HubKeys, hub_keys
from sync.link.pin import write_pin
from sync.seal.keyfile import FileKeyStore
from sync.seal.suite import Suite

KEYS = "hub-keys"
KEY_FILE = "hub.key"
PIN_FILE = "hub-public.json"
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
        """End it quietly, or at once if it does not listen."""
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_S)
        if self.process.stdout:
            self.process.stdout.close()


def prepare_keys(directory: Path, suite: Suite) -> HubKeys:
    """The hub's keys, made at the first start, and beside them the public file that terminals pin."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = hub_keys(FileKeyStore(directory / KEY_FILE), SystemEntropy(), suite=suite)
    (directory / PIN_FILE).write_bytes(write_pin(keys.public()))
    return keys


def start_hub(directory: Path, terminal: str, public_key: bytes, *, port: int = 0) -> HubProcess:
    """Start a hub over `directory`/hub.db that knows the terminal; returns when it can be called. Port 0: any free one.

    Raises LinkError N03 when it ends instead of listening.
    """
    command = [
        sys.executable, "-m", "app.main", "hub", "serve", "--json", "--insecure-demo",
        "--database", f"sqlite:///{directory.resolve() / 'hub.db'}", "--port", str(port), "--keys", str(directory.resolve() / KEYS),
        "--terminal", f"{terminal}={public_key.hex()}",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).resolve().parent.parent)
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise LinkError("N03", f"the hub ended with {process.wait(STOP_S)}")
    return HubProcess(process, int(json.loads(line)["port"]))
