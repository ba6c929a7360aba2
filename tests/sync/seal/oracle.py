"""HPKE's receiver written out anew from RFC 9180, so that the suite is not judged by the library it is made of."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey


def schedule(private: bytes, enc: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of base mode for the receiver: RFC 9180 §4.1 and §5.1."""
    receiver = X25519PrivateKey.from_private_bytes(private)
    shared = receiver.exchange(X25519PublicKey.from_public_bytes(enc))
    return schedule_of(shared, enc + receiver.public_key().public_bytes_raw(), info)


def schedule_of(shared: bytes, both: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The same from the point both sides share; `both` is the sender's one-time key and the receiver's."""
    kem, hpke = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x01"
    secret = _expand(_extract(b"", kem, b"eae_prk", ikm=shared), kem, b"shared_secret", info=both, length=32)
    context = b"\x00" + _extract(b"", hpke, b"psk_id_hash", ikm=b"") + _extract(b"", hpke, b"info_hash", ikm=info)
    prk = _extract(secret, hpke, b"secret", ikm=b"")
    key = _expand(prk, hpke, b"key", info=context, length=16)
    return key, _expand(prk, hpke, b"base_nonce", info=context, length=12)


def _extract(salt: bytes, suite_id: bytes, label: bytes, *, ikm: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite_id + label + ikm, "sha256")


def _expand(prk: bytes, suite_id: bytes, label: bytes, *, info: bytes, length: int) -> bytes:
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]
