"""An envelope opens to what was put in, at the right hub only, and no bit of it can be changed."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.model import Kind, canonical
from kiosk.base.errors import SealError
from kiosk.outbox.model import EnvelopeHeader, UnsealedHeader
from sync.seal.envelope import ENVELOPE_MAX, PLAIN_MAX, EnvelopeSealer, open_envelope, parse, verify
from sync.seal.intl import IntlSuite, sealing_public
from sync.seal.keys import derive, key_id
from tests.sync.support import HUB_PRIVATE, KEYS, SEALER, SUITE, TERMINAL

HEADER = UnsealedHeader("0190a1b2-0000-7000-8000-000000000001", Kind.APPLICATION, 7, "rp-alive")


class OtherSuite(IntlSuite):
    """The same methods under another name."""

    name = "gm"


def code_of(raw: bytes) -> str:
    """What is said when the envelope is taken in as the hub does; empty when nothing is wrong."""
    try:
        parsed = parse(raw)
        verify(parsed, KEYS.public, SUITE)
        open_envelope(parsed, HUB_PRIVATE, SUITE)
    except SealError as error:
        return error.code
    return ""


def forged(packed: bytes, **changes: object) -> bytes:
    """An envelope correctly sealed and signed around any content and header: what only a broken terminal makes."""
    header = EnvelopeHeader(
        id="a", kind=Kind.RATING, sequence=1, item="", terminal=TERMINAL, plain_size=0, sealed_size=len(packed) + 48,
        suite="intl", key_id="", device_key_id=KEYS.key_id,
    )  # fmt: skip
    written = canonical(msgspec.structs.replace(header, **changes))
    sealed = SUITE.seal(sealing_public(HUB_PRIVATE), packed, f"kiosk/v1|{TERMINAL}|a".encode())
    message = b"doorstep-envelope-v1\x00" + len(written).to_bytes(4, "big") + written + sealed
    return msgspec.msgpack.encode((written, sealed, SUITE.sign(KEYS.signing, message)))


@given(content=st.binary(max_size=4000))
def test_it_opens_to_what_was_put_in(content: bytes) -> None:
    raw, digest = SEALER.envelope(content, HEADER)
    parsed = parse(raw)
    verify(parsed, KEYS.public, SUITE)
    assert open_envelope(parsed, HUB_PRIVATE, SUITE) == content
    assert digest == hashlib.sha256(raw).hexdigest()


def test_the_header_says_what_may_be_known_and_no_more() -> None:
    raw, _ = SEALER.envelope(b"x" * 1000, HEADER)
    parsed = parse(raw)
    assert msgspec.json.decode(parsed.header_bytes) == {
        "id": HEADER.id,
        "kind": "application",
        "sequence": 7,
        "item": "rp-alive",
        "terminal": TERMINAL,
        "plain_size": 1000,
        "sealed_size": len(parsed.sealed),
        "suite": "intl",
        "key_id": key_id(sealing_public(HUB_PRIVATE)),
        "device_key_id": KEYS.key_id,
        "dictionary": 0,
        "version": 1,
    }


def test_the_terminal_cannot_open_its_own_envelope() -> None:
    raw, _ = SEALER.envelope(b"paper", HEADER)
    for key in (KEYS.signing, KEYS.database, KEYS.drafts):
        with pytest.raises(SealError):
            open_envelope(parse(raw), key, SUITE)


def test_no_bit_can_be_changed() -> None:
    raw, _ = SEALER.envelope(b"paper", HEADER)
    assert code_of(raw) == ""
    accepted = [
        bit
        for bit in range(len(raw) * 8)
        if not code_of(raw[: bit // 8] + bytes([raw[bit // 8] ^ 1 << bit % 8]) + raw[bit // 8 + 1 :])
    ]
    assert accepted == []


def test_nothing_can_be_cut_off_or_added() -> None:
    raw, _ = SEALER.envelope(b"paper", HEADER)
    assert all(code_of(raw[:length]) for length in range(len(raw)))
    assert code_of(raw + b"\x00") == "K04"


def test_another_encoding_of_the_same_content_is_refused() -> None:
    """Else a carrier could give one application two hashes, and the hub a conflict."""
    raw, _ = SEALER.envelope(b"paper", HEADER)
    header, sealed, signature = msgspec.msgpack.decode(raw)
    long = b"\xc6" + len(sealed).to_bytes(4, "big") + sealed
    packed = msgspec.msgpack.encode
    assert msgspec.msgpack.decode(other := b"\x93" + packed(header) + long + packed(signature)) == [
        header,
        sealed,
        signature,
    ]
    assert code_of(other) == "K04"


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_refused_politely(raw: bytes) -> None:
    assert code_of(raw) in {"K03", "K04"}


def test_another_devices_signature_is_refused() -> None:
    other = EnvelopeSealer(SUITE, derive(b"\x08" * 32), hub_public=sealing_public(HUB_PRIVATE), terminal=TERMINAL)
    raw, _ = other.envelope(b"paper", HEADER)
    assert code_of(raw) == "K03"


def test_another_suite_is_refused_and_never_negotiated() -> None:
    parsed = parse(SEALER.envelope(b"paper", HEADER)[0])
    for use in (
        lambda: verify(parsed, KEYS.public, OtherSuite()),
        lambda: open_envelope(parsed, HUB_PRIVATE, OtherSuite()),
    ):
        with pytest.raises(SealError) as raised:
            use()
        assert raised.value.code == "K04"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    assert len(bomb) < 10_000
    assert code_of(forged(bomb, plain_size=PLAIN_MAX)) == "K02"
    assert code_of(forged(bomb, plain_size=64 << 20)) == "K04"
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(64 << 20))
    assert code_of(forged(unsized, plain_size=PLAIN_MAX)) == "K02"


@pytest.mark.parametrize(
    ("content", "changes", "code"),
    [
        (zstandard.compress(b"paper"), {"plain_size": 5}, ""),
        (zstandard.compress(b"paper"), {"plain_size": 4}, "K02"),
        (zstandard.compress(b"paper") + b"more", {"plain_size": 5}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": -1}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "dictionary": 1}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "version": 2}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "sequence": 0}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "sealed_size": 1}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "id": "a|b"}, "K04"),
        (zstandard.compress(b"paper"), {"plain_size": 5, "terminal": "C01"}, "K02"),
        (b"no frame", {"plain_size": 5}, "K04"),
    ],
)  # fmt: skip
def test_a_signed_lie_is_found_out(content: bytes, changes: dict[str, object], code: str) -> None:
    assert code_of(forged(content, **changes)) == code


def test_too_much_is_refused_on_both_sides() -> None:
    with pytest.raises(SealError) as raised:
        SEALER.envelope(bytes(PLAIN_MAX + 1), HEADER)
    assert raised.value.code == "K05"
    assert code_of(bytes(ENVELOPE_MAX + 1)) == "K05"


def test_the_largest_and_least_compressible_content_fits() -> None:
    noise = hashlib.shake_256(b"noise").digest(PLAIN_MAX)
    raw, _ = SEALER.envelope(noise, HEADER)
    assert open_envelope(parse(raw), HUB_PRIVATE, SUITE) == noise


@pytest.mark.parametrize("id", ["", "a|b", "名", "a" * 65, "a b"])
def test_an_id_that_would_blur_the_context_is_refused(id: str) -> None:
    with pytest.raises(SealError) as raised:
        SEALER.envelope(b"", UnsealedHeader(id, Kind.APPLICATION, 1, ""))
    assert raised.value.code == "K04"
