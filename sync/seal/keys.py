"""The device's own keys: one master of 32 bytes, kept once, from which all others are derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.seal.errors import KEY
from sync.seal.suite import Suite

MASTER_BYTES = 32
_SALT = b"doorstep/device/v1"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key of one suite: its private half, its public half, and the id that names it."""

    private: bytes = field(repr=False)
    public: bytes
    id: str


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """Database key, the signing key's secret and draft key, 32 bytes each; never shown by repr."""

    database: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    drafts: bytes = field(repr=False)

    def signing_key(self, suite: Suite) -> KeyPair:
        """The key whose public half the hub knows the terminal by. Raises SealError K01."""
        private = suite.private_key(self.signing)
        public = suite.signing_public(private)
        return KeyPair(private, public, key_id(public, suite))


class KeyStore(Protocol):
    """Where the master is kept: a file, a TPM, systemd's credentials, or under a passphrase."""

    def load(self) -> bytes | None:
        """The master, or None when none was ever made. Raises SealError K01."""
        ...

    def create(self, master: bytes) -> None:
        """Keep a new master durably; one that is already there stays. Raises SealError K01."""
        ...


def device_keys(store: KeyStore, entropy: Entropy) -> DeviceKeys:
    """The device's keys, their master made at the first call. Raises SealError K01."""
    master = store.load()
    if master is None:
        store.create(entropy.bytes(MASTER_BYTES))
        # Another process may have been first; what is kept counts, not what was made.
        master = store.load()
    if master is None:
        raise SealError(KEY, "the master was not kept")
    return derive(master)


def derive(master: bytes) -> DeviceKeys:
    """The keys of a master, by HKDF-SHA256 (RFC 5869) with a purpose each. Raises SealError K01."""
    if len(master) != MASTER_BYTES:
        raise SealError(KEY, f"a master of {len(master)} bytes")
    return DeviceKeys(*(expand(master, purpose, salt=_SALT) for purpose in (b"database", b"signing", b"drafts")))


def expand(secret: bytes, purpose: bytes, *, salt: bytes) -> bytes:
    """32 bytes for one purpose out of a secret (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret)


def key_id(public: bytes, suite: Suite) -> str:
    """The short name of a public key: the first 8 bytes of its hash, in hex."""
    return suite.hash(public)[:8].hex()
