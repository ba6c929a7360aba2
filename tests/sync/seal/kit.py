"""Both ends of the seal in one suite: a terminal that seals and signs, a hub that opens; and the openssl program as a judge."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from sync.seal.envelope import EnvelopeSealer
from sync.seal.gm import GM
from sync.seal.intl import INTL
from sync.seal.keys import DeviceKeys, KeyPair, derive
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from tests.sync.support import TERMINAL

NAMES = (INTL, GM)
# SubjectPublicKeyInfo and PKCS #8 as far as the raw key: RFC 8410 §4 and §7, RFC 5480 §2 with the curve of GB/T 32918.5.
SPKI = {
    "ed25519": "302a300506032b6570032100",
    "x25519": "302a300506032b656e032100",
    "sm2": "3059301306072a8648ce3d020106082a811ccf5501822d034200",
}
PKCS8 = {
    "x25519": "302e020100300506032b656e04220420",
    "sm2": "3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420",
}


@dataclass(frozen=True, slots=True)
class Ends:
    """One deployment: its suite, the terminal's keys, the hub's sealing key."""

    suite: Suite
    device: DeviceKeys
    hub_private: bytes

    @property
    def hub_public(self) -> bytes:
        """What the terminal seals to."""
        return self.suite.sealing_public(self.hub_private)

    @property
    def signer(self) -> KeyPair:
        """What the terminal signs with."""
        return self.device.signing_key(self.suite)

    def sealer(self, *, device: DeviceKeys | None = None) -> EnvelopeSealer:
        """The terminal's sealer, or another device's."""
        return EnvelopeSealer(self.suite, device or self.device, hub_key=lambda: self.hub_public, terminal=TERMINAL)


def ends(name: str) -> Ends:
    """The deployment of the tests in that suite."""
    suite = suite_named(name)
    return Ends(suite, derive(b"\x07" * 32), suite.private_key(b"\x21" * 32))


@dataclass(frozen=True, slots=True)
class OpenSsl:
    """The openssl program in a directory of its own."""

    directory: Path

    def put(self, name: str, raw: bytes) -> None:
        """A file for it."""
        (self.directory / name).write_bytes(raw)

    def run(self, command: str) -> bytes:
        """What it writes; the test fails when it does not succeed."""
        judged = self.ask(command)
        assert judged.returncode == 0, judged.stderr.decode()
        return judged.stdout

    def ask(self, command: str) -> subprocess.CompletedProcess[bytes]:
        """What it says and how it ends."""
        words = ["openssl", *command.split()]
        return subprocess.run(words, cwd=self.directory, capture_output=True, timeout=30, check=False)

    def public(self, name: str, kind: str, raw: bytes) -> None:
        """A public key as a file."""
        self.put(name, bytes.fromhex(SPKI[kind]) + raw)

    def private(self, name: str, kind: str, raw: bytes) -> None:
        """A private key as a file."""
        self.put(name, bytes.fromhex(PKCS8[kind]) + raw)
