"""The international suite: SHA-256, Ed25519 (RFC 8032), HPKE in base mode (RFC 9180: X25519, HKDF-SHA256, AES-128-GCM)."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM
from cryptography.hazmat.primitives.hpke import Suite as Hpke

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, sealing

INTL = "intl"
# Any 32 random bytes are a private key, of Ed25519 (RFC 8032 §5.1.5) and of X25519 (RFC 7748 §5) alike.
KEY_BYTES = 32


class IntlSuite:
    """Implements Suite; keys are raw, 32 bytes each."""

    name = INTL

    def __init__(self) -> None:
        # A device signs with one key: half of a signature's time would go into computing its public point anew.
        self._signer: tuple[bytes, Ed25519PrivateKey] | None = None

    def hash(self, raw: bytes) -> bytes:
        """SHA-256."""
        return hashlib.sha256(raw).digest()

    def private_key(self, secret: bytes) -> bytes:
        """The secret's first 32 bytes."""
        if len(secret) < KEY_BYTES:
            raise SealError(KEY, f"a secret of {len(secret)} bytes")
        return secret[:KEY_BYTES]

    def signing_public(self, private: bytes) -> bytes:
        """The public half of an Ed25519 key."""
        return Ed25519PrivateKey.from_private_bytes(_key(private)).public_key().public_bytes_raw()

    def sealing_public(self, private: bytes) -> bytes:
        """The public half of an X25519 key."""
        return X25519PrivateKey.from_private_bytes(_key(private)).public_key().public_bytes_raw()

    def check_public(self, public: bytes) -> None:
        """Any 32 bytes may be one; those of low order are refused when something is sealed to them."""
        _key(public)

    def sign(self, private: bytes, message: bytes) -> bytes:
        """Ed25519, 64 bytes."""
        known = self._signer
        if known is None or known[0] != private:
            known = self._signer = (private, Ed25519PrivateKey.from_private_bytes(_key(private)))
        return known[1].sign(message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether Ed25519 accepts; a signature of any other length is simply none."""
        try:
            Ed25519PublicKey.from_public_bytes(_key(public)).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def seal(self, public: bytes, plain: bytes, context: bytes) -> bytes:
        """HPKE, the context as `info`; 48 bytes longer than the plain text."""
        owner = X25519PublicKey.from_public_bytes(_key(public))
        try:
            return _hpke().encrypt(plain, owner, info=context)
        except ValueError:
            # RFC 9180 §7.1.4: a key of low order shares nothing secret.
            raise SealError(KEY, "a key of low order") from None

    def open(self, private: bytes, sealed: bytes, context: bytes) -> bytes:
        """HPKE's single-shot open."""
        with sealing("open"):
            return _hpke().decrypt(sealed, X25519PrivateKey.from_private_bytes(_key(private)), info=context)


def _key(raw: bytes) -> bytes:
    if len(raw) != KEY_BYTES:
        raise SealError(KEY, f"a key of {len(raw)} bytes")
    return raw


def _hpke() -> Hpke:
    return Hpke(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
