"""A hub in a process of its own on this machine, for demos and tests, and its keys."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.system import SystemClock, SystemEntropy
from kiosk.base.errors import LinkError
from sync.hub.keys import LIST_FILE, Rotation, root_key, rotate
from sync.seal.keyfile import FileKeyStore
from sync.seal.suite import Suite

KEYS = "hub-keys"
ROOT_FILE = "root.key"
# Three years: a terminal that lies in a store room for a winter and a summer must not come back to keys that have ended.
VALID_MS = 1095 * 86_400_000
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


def prepare_keys(directory: Path, suite: Suite) -> str:
    """A hub's keys and list for a demonstration, with the root beside them, made at the first start; the root's public key in hex."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    root = root_key(FileKeyStore(directory / ROOT_FILE), SystemEntropy(), suite=suite)
    if not (directory / LIST_FILE).exists():
        now_ms = SystemClock().now().unix_ms
        rotate(directory, root, Rotation(now_ms, VALID_MS), suite=suite, entropy=SystemEntropy())
    return suite.signing_public(root).hex()


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
