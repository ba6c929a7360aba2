"""The intl suite against RFC 9180 written out anew, the openssl program, and the RFC's own numbers."""

from __future__ import annotations

import hashlib
import hmac
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from kiosk.outbox.model import UnsealedHeader
from sync.seal.envelope import parse
from sync.seal.intl import IntlSuite, sealing_public, signing_public
from sync.seal.suite import Suite
from tests.sync.support import HUB_PRIVATE, KEYS, SEALER, SUITE, Submission, plain

HUB_PUBLIC = sealing_public(HUB_PRIVATE)
# RFC 8410 §4: the SubjectPublicKeyInfo of an Ed25519 key is these bytes and the key.
SPKI_ED25519 = bytes.fromhex("302a300506032b6570032100")


def extract(salt: bytes, suite_id: bytes, label: bytes, *, ikm: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite_id + label + ikm, "sha256")


def expand(prk: bytes, suite_id: bytes, label: bytes, *, info: bytes, length: int) -> bytes:
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]


def schedule(private: bytes, enc: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of HPKE base mode for the receiver: RFC 9180 §4.1 and §5.1."""
    receiver = X25519PrivateKey.from_private_bytes(private)
    shared = receiver.exchange(X25519PublicKey.from_public_bytes(enc))
    kem, hpke = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x01"
    both = enc + receiver.public_key().public_bytes_raw()
    secret = expand(extract(b"", kem, b"eae_prk", ikm=shared), kem, b"shared_secret", info=both, length=32)
    context = b"\x00" + extract(b"", hpke, b"psk_id_hash", ikm=b"") + extract(b"", hpke, b"info_hash", ikm=info)
    prk = extract(secret, hpke, b"secret", ikm=b"")
    key = expand(prk, hpke, b"key", info=context, length=16)
    return key, expand(prk, hpke, b"base_nonce", info=context, length=12)


def test_the_oracle_computes_the_numbers_of_the_rfc() -> None:
    """RFC 9180 appendix A.1.1: so that the next test is judged by the standard and not by our reading of it."""
    private = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    enc = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
    key, nonce = schedule(private, enc, b"Ode on a Grecian Urn")
    assert key.hex() == "4531685d41d65f03dc48f6b8302c05b0"
    assert nonce.hex() == "56d890e5accaaf011cff4b7d"


@given(plain=st.binary(max_size=300), context=st.binary(max_size=60))
def test_what_the_suite_seals_the_rfc_opens(plain: bytes, context: bytes) -> None:
    sealed = SUITE.seal(HUB_PUBLIC, plain, context)
    key, nonce = schedule(HUB_PRIVATE, sealed[:32], context)
    assert AESGCM(key).decrypt(nonce, sealed[32:], b"") == plain
    assert SUITE.open(HUB_PRIVATE, sealed, context) == plain
    assert len(sealed) == len(plain) + 48


def test_openssl_verifies_an_envelope(tmp_path: Path) -> None:
    raw, digest = SEALER.envelope(plain("a"), UnsealedHeader("a", Submission("a").kind, 1, "rp-alive"))
    parsed = parse(raw)
    message = b"doorstep-envelope-v1\x00" + len(parsed.header_bytes).to_bytes(4, "big")
    (tmp_path / "message").write_bytes(message + parsed.header_bytes + parsed.sealed)
    (tmp_path / "signature").write_bytes(parsed.signature)
    (tmp_path / "public.der").write_bytes(SPKI_ED25519 + KEYS.public)
    verify = "openssl pkeyutl -verify -pubin -keyform DER -inkey public.der -rawin -in message -sigfile signature"
    judged = subprocess.run(verify.split(), cwd=tmp_path, capture_output=True, text=True, timeout=20, check=False)
    assert judged.returncode == 0, judged.stderr
    (tmp_path / "message").write_bytes(message + parsed.header_bytes + parsed.sealed[:-1] + b"\x00")
    judged = subprocess.run(verify.split(), cwd=tmp_path, capture_output=True, text=True, timeout=20, check=False)
    assert judged.returncode == 1
    assert digest == hashlib.sha256(raw).hexdigest()


def test_ed25519_signs_as_in_the_rfc() -> None:
    """RFC 8032 §7.1, test 2."""
    private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert signing_public(private).hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert SUITE.sign(private, b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize("change", ["key", "context", "bit", "cut"])
def test_another_key_context_or_bit_does_not_open(change: str) -> None:
    sealed = SUITE.seal(HUB_PUBLIC, b"paper", b"here")
    private, context = HUB_PRIVATE, b"here"
    match change:
        case "key":
            private = b"\x22" * 32
        case "context":
            context = b"there"
        case "bit":
            sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
        case _:
            sealed = sealed[:20]
    with pytest.raises(SealError) as raised:
        SUITE.open(private, sealed, context)
    assert raised.value.code == "K02"


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_that_is_none_is_said_so(key: bytes) -> None:
    for use in (
        lambda: SUITE.sign(key, b""),
        lambda: SUITE.verify(key, b"", bytes(64)),
        lambda: SUITE.seal(key, b"", b""),
        lambda: SUITE.open(key, b"", b""),
    ):
        with pytest.raises(SealError) as raised:
            use()
        assert raised.value.code == "K01"


def test_a_key_of_low_order_seals_nothing() -> None:
    with pytest.raises(SealError) as raised:
        SUITE.seal(bytes(32), b"paper", b"")
    assert raised.value.code == "K01"


@pytest.mark.parametrize("signature", [b"", bytes(64), bytes(65)])
def test_a_wrong_signature_is_a_no_and_not_an_error(signature: bytes) -> None:
    assert not SUITE.verify(KEYS.public, b"message", signature)


def test_a_suite_has_five_methods_and_a_name() -> None:
    suite: Suite = IntlSuite()
    methods = {name for name, member in vars(Suite).items() if callable(member) and not name.startswith("_")}
    assert methods == {"hash", "sign", "verify", "seal", "open"}
    assert suite.name == "intl"
