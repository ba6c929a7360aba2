"""The seal of a draft: opened only by this device together with the very card the draft belongs to."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.base.errors import SealError
from sync.seal.errors import SHUT, sealing
from sync.seal.keys import expand

NONCE_BYTES = 12
ROW_KEY_BYTES = 16
_SALT = b"doorstep/draft/v1"


class DraftSeal:
    """Seals drafts under HKDF(draft key, card's binding) by AES-256-GCM."""

    def __init__(self, draft_key: bytes) -> None:
        self._key = draft_key

    def row_key(self, binding: bytes) -> bytes:
        """What a card's rows are found by: 16 bytes that tell nothing about the card without the draft key."""
        return hmac.digest(self._key, b"row\x00" + binding, "sha256")[:ROW_KEY_BYTES]

    def seal(self, binding: bytes, id: str, *, plain: bytes, nonce: bytes) -> bytes:
        """The nonce and the sealed body, bound to the draft's id; `nonce` is 12 random bytes, never used twice."""
        return nonce + self._cipher(binding).encrypt(nonce, plain, id.encode())

    def open(self, binding: bytes, id: str, *, sealed: bytes) -> bytes:
        """The body; raises SealError K02 for another card, id or device, or a changed bit."""
        if len(sealed) < NONCE_BYTES:
            raise SealError(SHUT, "draft: cut")
        with sealing("draft"):
            return self._cipher(binding).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], id.encode())

    def _cipher(self, binding: bytes) -> AESGCM:
        return AESGCM(expand(self._key, b"body\x00" + binding, salt=_SALT))
