"""The master under a technician's passphrase, asked for at every start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.seal.blob import checked, keep_blob, read_checked
from sync.seal.errors import NO_PASSPHRASE, WRONG_PASSPHRASE

# Whoever has the disk may guess for ever; below this Argon2id only buys days.
LEAST_CHARACTERS = 12
_SALT_BYTES = 16
_NONCE_BYTES = 12
_LABEL = b"doorstep/passphrase/v1"


class PassphraseBlob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sealed master and what its key was stretched with: a later program may ask for more and still open it.

    Bounded, so that a file cannot ask for more memory than a terminal has.
    """

    salt: Annotated[bytes, msgspec.Meta(min_length=_SALT_BYTES, max_length=64)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    sealed: bytes
    memory_kib: Annotated[int, msgspec.Meta(ge=8 * 1024, le=1024 * 1024)] = 64 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1
    version: Literal[1] = 1


class PassphraseKeyStore:
    """Implements KeyStore by Argon2id (RFC 9106) and AES-256-GCM; `ask` gives what the technician typed, b"" for nothing."""

    def __init__(self, path: Path, ask: Callable[[], bytes], entropy: Entropy) -> None:
        self._path = path
        self._ask = ask
        self._entropy = entropy

    def load(self) -> bytes | None:
        """The master, None without a blob; raises SealError K01 for a damaged blob, K16 for a wrong passphrase, K17 for none.

        The blob carries its own digest, so bytes that changed by accident are told apart from a word that is not the right one;
        bytes that were changed on purpose are not, and look like a wrong passphrase.
        """
        blob = read_checked(self._path, PassphraseBlob)
        if blob is None:
            return None
        passphrase = self._ask()
        if not passphrase:
            raise SealError(NO_PASSPHRASE, "nobody is there to type it")
        try:
            return AESGCM(_stretched(passphrase, blob)).decrypt(blob.nonce, blob.sealed, _LABEL)
        except InvalidTag:
            raise SealError(WRONG_PASSPHRASE) from None

    def create(self, master: bytes) -> None:
        """Keep a master under a new passphrase of at least 12 characters; K17 for none or a shorter one."""
        passphrase = self._ask()
        if len(passphrase.decode(errors="replace")) < LEAST_CHARACTERS:
            raise SealError(NO_PASSPHRASE, f"a new passphrase has at least {LEAST_CHARACTERS} characters")
        blob = PassphraseBlob(self._entropy.bytes(_SALT_BYTES), self._entropy.bytes(_NONCE_BYTES), b"")
        sealed = AESGCM(_stretched(passphrase, blob)).encrypt(blob.nonce, master, _LABEL)
        keep_blob(self._path, checked(msgspec.structs.replace(blob, sealed=sealed)))


def _stretched(passphrase: bytes, blob: PassphraseBlob) -> bytes:
    stretching = Argon2id(
        salt=blob.salt, length=32, iterations=blob.passes, lanes=blob.lanes, memory_cost=blob.memory_kib
    )
    return stretching.derive(passphrase)
