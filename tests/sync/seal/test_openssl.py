"""The openssl command line as an outside judge: it verifies and opens whole envelopes of ours, and we open what it wrote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec
import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.applications.model import Kind
from kiosk.base.errors import SealError
from kiosk.outbox.model import UnsealedHeader
from sync.seal.libcrypto import Sm2Library
from tests.sync.seal.kit import Ends, OpenSsl, ends
from tests.sync.seal.oracle import schedule_of
from tests.sync.support import TERMINAL, plain

HEADER = UnsealedHeader("0190a1b2-0000-7000-8000-000000000001", Kind.APPLICATION, 7, "rp-alive")
CONTEXT = f"kiosk/v1|{TERMINAL}|{HEADER.id}".encode()
ID = "-sigopt distid:1234567812345678"
PLAIN = plain(HEADER.id)


@dataclass(frozen=True, slots=True)
class Apart:
    """An envelope taken apart by MessagePack and the lengths in docs/wire.md, without our parser."""

    raw: bytes
    digest: str
    message: bytes
    sealed: bytes
    signature: bytes


def apart(both: Ends) -> Apart:
    raw, digest = both.sealer().envelope(PLAIN, HEADER)
    header, sealed, signature = msgspec.msgpack.decode(raw)
    message = b"doorstep-envelope-v1\x00" + len(header).to_bytes(4, "big") + header + sealed
    return Apart(raw, digest, message, sealed, signature)


def judged(openssl: OpenSsl, command: str, made: Apart) -> None:
    """It verifies the message as it is, and no other."""
    openssl.put("signature", made.signature)
    openssl.put("message", made.message)
    openssl.run(command)
    openssl.put("message", made.message[:-1] + bytes([made.message[-1] ^ 1]))
    assert openssl.ask(command).returncode == 1


def test_it_hashes_an_envelope_to_the_same_identity(openssl: OpenSsl, both: Ends) -> None:
    made = apart(both)
    openssl.put("envelope", made.raw)
    name = {"intl": "sha256", "gm": "sm3"}[both.suite.name]
    assert openssl.run(f"dgst -{name} -r envelope").split()[0].decode() == made.digest


def test_it_verifies_an_envelope_of_intl(openssl: OpenSsl) -> None:
    both = ends("intl")
    openssl.public("device.der", "ed25519", both.signer.public)
    verify = "pkeyutl -verify -pubin -keyform DER -inkey device.der -rawin -in message -sigfile signature"
    judged(openssl, verify, apart(both))


def test_it_verifies_an_envelope_of_gm(openssl: OpenSsl) -> None:
    both = ends("gm")
    openssl.public("device.der", "sm2", both.signer.public)
    judged(openssl, f"dgst -sm3 -keyform DER -verify device.der {ID} -signature signature message", apart(both))


def test_a_signature_under_the_empty_id_is_none(openssl: OpenSsl) -> None:
    """What OpenSSL before 4.0 takes for granted; to be compatible with nobody by accident, the id is always said."""
    both = ends("gm")
    made = apart(both)
    openssl.public("device.der", "sm2", both.signer.public)
    openssl.put("signature", made.signature)
    openssl.put("message", made.message)
    silent = "dgst -sm3 -keyform DER -verify device.der -sigopt distid: -signature signature message"
    assert openssl.ask(silent).returncode != 0


def test_it_opens_an_envelope_of_gm(openssl: OpenSsl) -> None:
    """Step by step, as an assessor would with nothing else at hand."""
    both = ends("gm")
    sealed = apart(both).sealed
    wrapped, mac = sealed[: 3 + sealed[2]], sealed[-32:]
    iv, body = sealed[len(wrapped) :][:16], sealed[len(wrapped) + 16 : -32]
    openssl.private("hub.der", "sm2", both.hub_private[:32])
    openssl.put("wrapped", wrapped)
    keys = openssl.run("pkeyutl -decrypt -keyform DER -inkey hub.der -in wrapped")
    assert len(keys) == 48
    openssl.put("covered", CONTEXT + sealed[:-32])
    assert openssl.run(f"dgst -sm3 -mac HMAC -macopt hexkey:{keys[16:].hex()} -binary covered") == mac
    openssl.put("body", body)
    packed = openssl.run(f"enc -d -sm4-ctr -K {keys[:16].hex()} -iv {iv.hex()} -in body")
    assert zstandard.decompress(packed) == PLAIN


def test_it_opens_an_envelope_of_intl(openssl: OpenSsl) -> None:
    """The shared point by openssl, the schedule of RFC 9180 written out anew, each HKDF step again by openssl."""
    both = ends("intl")
    sealed = apart(both).sealed
    openssl.private("hub.der", "x25519", both.hub_private)
    openssl.public("once.der", "x25519", sealed[:32])
    openssl.run("pkey -pubin -inform DER -in once.der -out once.pem")
    derive = "pkeyutl -derive -keyform DER -inkey hub.der -peerkey once.pem"
    shared = openssl.run(derive)
    key, nonce = schedule_of(shared, sealed[:32] + both.hub_public, CONTEXT)
    assert (key, nonce) == by_openssl(openssl, shared, sealed[:32] + both.hub_public)
    packed = AESGCM(key).decrypt(nonce, sealed[32:], b"")
    assert zstandard.decompress(packed) == PLAIN


def by_openssl(openssl: OpenSsl, shared: bytes, both_keys: bytes) -> tuple[bytes, bytes]:
    """The same schedule, its extractions and expansions by `openssl kdf`."""

    def extract(salt: bytes, suite: bytes, label: bytes, ikm: bytes) -> bytes:
        salted = f"-kdfopt hexsalt:{salt.hex()} " if salt else ""
        ikm = b"HPKE-v1" + suite + label + ikm
        command = f"kdf -keylen 32 -binary -kdfopt digest:SHA256 -kdfopt mode:EXTRACT_ONLY {salted}"
        return openssl.run(f"{command} -kdfopt hexkey:{ikm.hex()} HKDF")

    def expand(prk: bytes, suite: bytes, label: bytes, info: bytes, *, length: int) -> bytes:
        info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
        command = f"kdf -keylen {length} -binary -kdfopt digest:SHA256 -kdfopt mode:EXPAND_ONLY"
        return openssl.run(f"{command} -kdfopt hexkey:{prk.hex()} -kdfopt hexinfo:{info.hex()} HKDF")

    kem, hpke = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x01"
    secret = expand(extract(b"", kem, b"eae_prk", shared), kem, b"shared_secret", both_keys, length=32)
    context = b"\x00" + extract(b"", hpke, b"psk_id_hash", b"") + extract(b"", hpke, b"info_hash", CONTEXT)
    prk = extract(secret, hpke, b"secret", b"")
    return expand(prk, hpke, b"key", context, length=16), expand(prk, hpke, b"base_nonce", context, length=12)


def test_we_open_what_it_sealed(openssl: OpenSsl) -> None:
    both = ends("gm")
    keys, iv = hashlib.shake_256(b"keys").digest(48), bytes(range(16))
    openssl.public("hub.der", "sm2", both.hub_public)
    openssl.put("keys", keys)
    openssl.put("plain", PLAIN)
    wrapped = openssl.run("pkeyutl -encrypt -pubin -keyform DER -inkey hub.der -in keys")
    body = wrapped + iv + openssl.run(f"enc -sm4-ctr -K {keys[:16].hex()} -iv {iv.hex()} -in plain")
    openssl.put("covered", CONTEXT + body)
    mac = openssl.run(f"dgst -sm3 -mac HMAC -macopt hexkey:{keys[16:].hex()} -binary covered")
    assert both.suite.open(both.hub_private, body + mac, CONTEXT) == PLAIN
    with pytest.raises(SealError, match="K02"):
        both.suite.open(both.hub_private, body + mac[::-1], CONTEXT)


def test_we_verify_what_it_signed(openssl: OpenSsl) -> None:
    both = ends("gm")
    openssl.private("device.der", "sm2", both.signer.private[:32])
    openssl.put("message", b"by another hand")
    signature = openssl.run(f"dgst -sm3 -sign device.der -keyform DER {ID} message")
    assert both.suite.verify(both.signer.public, b"by another hand", signature)
    assert not both.suite.verify(both.signer.public, b"by another's hand", signature)


def test_it_makes_keys_we_take(openssl: OpenSsl) -> None:
    openssl.run("genpkey -algorithm SM2 -out made.pem")
    der = openssl.run("pkey -in made.pem -outform DER")
    public = openssl.run("pkey -in made.pem -pubout -outform DER")[-65:]
    scalar = der[der.index(b"\x04\x20") + 2 :][:32]
    assert Sm2Library().private(scalar)[32:] == public
    openssl.private("hub.der", "x25519", ends("intl").hub_private)
    public = openssl.run("pkey -inform DER -in hub.der -pubout -outform DER")
    assert public[-32:] == ends("intl").hub_public
