"""What Basic Access Control computes with: triple DES, the MAC over it and the derivation of keys (9303-11, 9.7 and 9.8)."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, modes

BLOCK = 8
MAC_BYTES = 8
_FOR_CIPHER, _FOR_MAC = 1, 2
_KEY_BYTES = 16


def cipher_key(seed: bytes) -> bytes:
    """The key that enciphers, out of a seed."""
    return _derived(seed, _FOR_CIPHER)


def mac_key(seed: bytes) -> bytes:
    """The key that authenticates, out of a seed."""
    return _derived(seed, _FOR_MAC)


def encipher(key: bytes, plain: bytes) -> bytes:
    """Whole blocks, chained from a zero vector."""
    return _through(_cipher(key).encryptor(), plain)


def decipher(key: bytes, secret: bytes) -> bytes:
    """The reverse of `encipher`; ValueError when these are no whole blocks."""
    return _through(_cipher(key).decryptor(), secret)


def mac(key: bytes, text: bytes) -> bytes:
    """ISO/IEC 9797-1 algorithm 3 over a text this pads: single DES along it, triple DES at its last block."""
    blocks = padded(text)
    chained = encipher(key[:BLOCK], blocks[:-BLOCK])[-BLOCK:] or bytes(BLOCK)
    return encipher(key, bytes(a ^ b for a, b in zip(chained, blocks[-BLOCK:], strict=True)))


def padded(text: bytes) -> bytes:
    """One bit and zeros up to a whole block (ISO/IEC 9797-1, method 2)."""
    return text + b"\x80" + bytes(-(len(text) + 1) % BLOCK)


def unpadded(text: bytes) -> bytes:
    """The text before its padding; ValueError when it has none."""
    start, mark, zeros = text.rpartition(b"\x80")
    if not mark or zeros.strip(b"\0"):
        raise ValueError("a text without its padding")
    return start


def _derived(seed: bytes, purpose: int) -> bytes:
    raw = hashlib.sha1(seed + purpose.to_bytes(4, "big"), usedforsecurity=False).digest()[:_KEY_BYTES]
    return bytes(byte & 0xFE | (byte & 0xFE).bit_count() % 2 ^ 1 for byte in raw)


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    """Two-key triple DES for 16 bytes; for eight the three steps cancel to single DES."""
    return Cipher(TripleDES(key * 3 if len(key) == BLOCK else key + key[:BLOCK]), modes.CBC(bytes(BLOCK)))


def _through(context: CipherContext, text: bytes) -> bytes:
    return context.update(text) + context.finalize()
