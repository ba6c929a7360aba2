"""Basic Access Control (9303-11, 4.3): terminal and chip prove to each other that both know what is printed."""

from __future__ import annotations

import hashlib
import hmac

from devices.cards.travel import des
from devices.cards.travel.messaging import Session
from kiosk.base.clock import Entropy
from kiosk.cards.mrz import DocumentKey

NONCE_BYTES, KEY_BYTES = 8, 16
_SECRET_BYTES = 2 * NONCE_BYTES + KEY_BYTES
_SEED_BYTES = 16


class Authentication:
    """One run of the mutual authentication: `command` for the chip's challenge, then `session` from its answer."""

    def __init__(self, key: DocumentKey, challenge: bytes, *, entropy: Entropy) -> None:
        seed = hashlib.sha1(key.information().encode("ascii"), usedforsecurity=False).digest()[:_SEED_BYTES]
        self._cipher, self._mac = des.cipher_key(seed), des.mac_key(seed)
        self._challenge = challenge
        self._nonce = entropy.bytes(NONCE_BYTES)
        self._own = entropy.bytes(KEY_BYTES)

    def command(self) -> bytes:
        """The data of EXTERNAL AUTHENTICATE."""
        secret = des.encipher(self._cipher, self._nonce + self._challenge + self._own)
        return secret + des.mac(self._mac, secret)

    def session(self, answer: bytes) -> Session:
        """The session both sides can now speak in; ValueError when the chip did not prove that it knows the key."""
        secret, proof = answer[:_SECRET_BYTES], answer[_SECRET_BYTES:]
        if len(answer) != _SECRET_BYTES + des.MAC_BYTES or not hmac.compare_digest(proof, des.mac(self._mac, secret)):
            raise ValueError("the chip's proof does not hold")
        plain = des.decipher(self._cipher, secret)
        if plain[: 2 * NONCE_BYTES] != self._challenge + self._nonce:
            raise ValueError("the chip answers another challenge")
        seed = bytes(a ^ b for a, b in zip(self._own, plain[2 * NONCE_BYTES :], strict=True))
        return Session(des.cipher_key(seed), des.mac_key(seed), counter=self._challenge[4:] + self._nonce[4:])
