"""The signed code of a receipt: read by a stranger's COSE, judged by openssl, and nothing changed in it passes."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random

import base45
import cbor2
import pytest
from cwt import COSE, COSEKey, VerifyError
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from kiosk.receipts.codes import DAYS, Claims
from sync.seal.cose import MESSAGE_MAX, SM2_SM3, parse1
from sync.seal.keys import derive
from sync.seal.receiptcode import PREFIX, TEXT_MAX, DeviceCodeSigner, parse_code, verify_code
from tests.sync.seal.kit import Ends, OpenSsl, ends

CLAIMS = Claims("B240000017X", "其其*", bytes(range(16)), "B24-0001", 20_780)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
claims = st.builds(
    Claims,
    number=words,
    applicant=words,
    envelope=st.binary(min_size=16, max_size=16),
    terminal=words,
    day=st.sampled_from([DAYS[0], 1, 20_780, DAYS[-1]]),
    day_unsure=st.booleans(),
    mode=st.sampled_from(["", "demo", "training"]),
)


def raw_of(text: str) -> bytes:
    """The COSE_Sign1 in a code."""
    return bytes(base45.b45decode(text.removeprefix(PREFIX)))


def text_of(raw: bytes) -> str:
    """A code around some bytes."""
    return PREFIX + str(base45.b45encode(raw), "ascii")


def code(both: Ends, said: Claims = CLAIMS) -> str:
    """The code that the terminal of the tests signs."""
    return DeviceCodeSigner(both.suite, both.device).code(said)


def test_a_stranger_s_cose_reads_and_verifies_it() -> None:
    intl = ends("intl")
    key = COSEKey.new({1: 1, 3: -8, -1: 6, 2: bytes.fromhex(intl.signer.id), -2: intl.signer.public})
    protected, unprotected, payload = COSE.new().decode_with_headers(raw_of(code(intl)), key)
    assert (protected, unprotected) == ({1: -8, 4: bytes.fromhex(intl.signer.id)}, {})
    assert cbor2.loads(payload) == {1: "B240000017X", 2: "其其*", 3: bytes(range(16)), 4: "B24-0001", 5: 20_780}
    other = COSEKey.new(
        {1: 1, 3: -8, -1: 6, 2: bytes.fromhex(intl.signer.id), -2: intl.suite.signing_public(bytes(32))}
    )
    with pytest.raises(VerifyError):
        COSE.new().decode(raw_of(code(intl)), other)


def test_openssl_verifies_one_of_the_gm_suite(openssl: OpenSsl) -> None:
    gm = ends("gm")
    tag = cbor2.loads(raw_of(code(gm)))
    protected, _, payload, signature = tag.value
    assert cbor2.loads(protected) == {1: SM2_SM3, 4: bytes.fromhex(gm.signer.id)}
    r, s = (int.from_bytes(signature[at : at + 32], "big") for at in (0, 32))
    openssl.put("said", cbor2.dumps(["Signature1", protected, b"", payload]))
    openssl.put("form", f"asn1=SEQUENCE:rs\n[rs]\nr=INTEGER:{r}\ns=INTEGER:{s}\n".encode())
    openssl.run("asn1parse -genconf form -noout -out signature")
    openssl.public("signer", "sm2", gm.signer.public)
    checking = "pkeyutl -verify -pubin -inkey signer -keyform DER -rawin -digest sm3 -pkeyopt distid:1234567812345678"
    assert b"Verified" in openssl.run(f"{checking} -in said -sigfile signature")


@given(claims)
def test_what_is_signed_is_what_is_read(said: Claims) -> None:
    intl = ends("intl")
    read = parse_code(code(intl, said))
    assert read.claims == said
    assert verify_code(read, intl.signer.public, intl.suite)


def test_it_is_of_the_alphanumeric_mode_and_fits_beside_the_text(both: Ends) -> None:
    # ISO/IEC 18004 table 5, and table 7: version 10, 57 modules, level Q.
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]{1,221}", code(both))


def test_no_changed_byte_passes(both: Ends) -> None:
    whole, public = raw_of(code(both)), both.signer.public
    for at in range(len(whole)):
        changed = text_of(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        with suppress(SealError):
            assert not verify_code(parse_code(changed), public, both.suite), at


def test_another_terminal_s_key_verifies_nothing(both: Ends) -> None:
    stranger = derive(b"\x08" * 32).signing_key(both.suite)
    assert not verify_code(parse_code(code(both)), stranger.public, both.suite)


def test_a_code_of_the_other_suite_is_refused_and_not_tried(both: Ends) -> None:
    other = ends("gm" if both.suite.name == "intl" else "intl")
    with pytest.raises(SealError, match="K04 suite"):
        verify_code(parse_code(code(other)), both.signer.public, both.suite)


def _message(protected: bytes, payload: bytes, unprotected: object = None) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(18, [protected, unprotected or {}, payload, bytes(64)]))


WHOLE = cbor2.loads(raw_of(code(ends("intl")))).value
SAID = {1: "B240000017X", 2: "其*", 3: bytes(16), 4: "B24", 5: 1}


@pytest.mark.parametrize(
    "raw",
    {
        "nothing": b"",
        "no tag": cbor2.dumps(WHOLE),
        "another tag": cbor2.dumps(cbor2.CBORTag(17, WHOLE)),
        "more behind": cbor2.dumps(cbor2.CBORTag(18, WHOLE)) + b"\x00",
        "an unsigned header": _message(WHOLE[0], WHOLE[2], {4: b"k"}),
        "no algorithm": _message(cbor2.dumps({4: b"k"}), WHOLE[2]),
        "an algorithm nobody knows": _message(cbor2.dumps({1: -7, 4: b"k"}), WHOLE[2]),
        "a longer encoding": _message(b"\xa2\x01\x38\x07\x04\x41k", WHOLE[2]),
        "claims that are none": _message(WHOLE[0], cbor2.dumps([1])),
        "a claim too many": _message(WHOLE[0], cbor2.dumps({**SAID, 8: 1})),
        "a claim too few": _message(WHOLE[0], cbor2.dumps({1: "B24"})),
        "a claim of another type": _message(WHOLE[0], cbor2.dumps({**SAID, 5: "1"})),
        "claims in another order": _message(WHOLE[0], cbor2.dumps(dict(reversed(SAID.items())))),
        "a day no calendar has": _message(WHOLE[0], cbor2.dumps({**SAID, 5: DAYS[-1] + 1})),
        "a day before there was any": _message(WHOLE[0], cbor2.dumps({**SAID, 5: -1})),
        "a short hash": _message(WHOLE[0], cbor2.dumps({**SAID, 3: bytes(15)})),
        "a key that cannot be one": b"\xb9\xc1\x8a\x24\x08\xd8\x23\x03\x99\xc0",
        "too much": bytes(MESSAGE_MAX + 1),
    }.items(),
    ids=lambda case: case[0],
)
def test_what_is_not_ours_is_malformed(raw: tuple[str, bytes]) -> None:
    with pytest.raises(SealError, match="K04"):
        parse_code(text_of(raw[1]))


@pytest.mark.parametrize(
    "text", ["", "DS2/", "DS1/B240000017X/0123456789AB", "HC1:6BF", "DS2/a", "DS2/:::", "DS2/AAA" * 1000]
)
def test_texts_that_are_no_code(text: str) -> None:
    with pytest.raises(SealError, match="K04"):
        parse_code(text)
    assert len("DS2/AAA" * 1000) > TEXT_MAX


def test_chance_is_malformed_and_nothing_worse() -> None:
    chance = Random(1)
    for _ in range(3000):
        with pytest.raises(SealError, match="K04"):
            parse1(chance.randbytes(chance.randrange(1, 40)))
