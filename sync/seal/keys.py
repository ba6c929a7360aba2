"""The device's own keys: one master of 32 bytes, kept once, from which all others are derived."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.seal.errors import KEY
from sync.seal.intl import signing_public

MASTER_BYTES = 32
_SALT = b"doorstep/device/v1"


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """Database key, private signing key and draft key, 32 bytes each; never shown by repr."""

    database: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    drafts: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public half of the signing key: what the hub knows the terminal by."""
        return signing_public(self.signing)

    @property
    def key_id(self) -> str:
        """The public key's id in an envelope's header."""
        return key_id(self.public)


class KeyStore(Protocol):
    """Where the master is kept: a file now; a TPM or systemd's credentials are siblings to come."""

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


def key_id(public: bytes) -> str:
    """The short name of a public key: the first 8 bytes of its SHA-256, in hex."""
    return hashlib.sha256(public).digest()[:8].hex()
