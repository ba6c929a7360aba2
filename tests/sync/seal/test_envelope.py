"""In each suite an envelope opens to what was put in, at the right hub only, and no byte of it can be changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.model import Kind, canonical
from kiosk.base.errors import SealError
from kiosk.outbox.model import EnvelopeHeader, UnsealedHeader
from sync.seal.envelope import ENVELOPE_MAX, PLAIN_MAX, open_envelope, parse, verify
from sync.seal.keys import derive, key_id
from tests.sync.seal.kit import NAMES, Ends, ends
from tests.sync.support import TERMINAL

HEADER = UnsealedHeader("0190a1b2-0000-7000-8000-000000000001", Kind.APPLICATION, 7, "rp-alive")


# What sealing adds: HPKE exactly, SM2's DER within two leading zeros of each coordinate.
OVERHEAD = {"intl": range(48, 49), "gm": range(200, 206)}


def code_of(both: Ends, raw: bytes) -> str:
    """What is said when the envelope is taken in as the hub does; empty when nothing is wrong."""
    try:
        parsed = parse(raw)
        verify(parsed, both.signer.public, both.suite)
        open_envelope(parsed, both.hub_private, both.suite)
    except SealError as error:
        return error.code
    return ""


def forged(both: Ends, packed: bytes, **changes: object) -> bytes:
    """An envelope correctly sealed and signed around any content and header: what only a broken terminal makes."""
    sealed = both.suite.seal(both.hub_public, packed, f"kiosk/v1|{TERMINAL}|a".encode())
    header = EnvelopeHeader(
        id="a", kind=Kind.RATING, sequence=1, item="", terminal=TERMINAL, plain_size=0, sealed_size=len(sealed),
        suite=both.suite.name, key_id="", device_key_id=both.signer.id,
    )  # fmt: skip
    written = canonical(msgspec.structs.replace(header, **changes))
    message = b"doorstep-envelope-v1\x00" + len(written).to_bytes(4, "big") + written + sealed
    return msgspec.msgpack.encode((written, sealed, both.suite.sign(both.signer.private, message)))


@given(content=st.binary(max_size=4000), name=st.sampled_from(NAMES))
def test_it_opens_to_what_was_put_in(content: bytes, name: str) -> None:
    both = ends(name)
    raw, digest = both.sealer().envelope(content, HEADER)
    parsed = parse(raw)
    verify(parsed, both.signer.public, both.suite)
    assert open_envelope(parsed, both.hub_private, both.suite) == content
    assert digest == hashlib.new({"intl": "sha256", "gm": "sm3"}[name], raw).hexdigest()


def test_sealing_adds_what_was_measured(both: Ends) -> None:
    noise = hashlib.shake_256(b"noise").digest(2048)
    parsed = parse(both.sealer().envelope(noise, HEADER)[0])
    assert len(parsed.sealed) - len(zstandard.compress(noise)) in OVERHEAD[both.suite.name]


def test_the_header_says_what_may_be_known_and_no_more(both: Ends) -> None:
    raw, _ = both.sealer().envelope(b"x" * 1000, HEADER)
    parsed = parse(raw)
    assert msgspec.json.decode(parsed.header_bytes) == {
        "id": HEADER.id,
        "kind": "application",
        "sequence": 7,
        "item": "rp-alive",
        "terminal": TERMINAL,
        "plain_size": 1000,
        "sealed_size": len(parsed.sealed),
        "suite": both.suite.name,
        "key_id": key_id(both.hub_public, both.suite),
        "device_key_id": both.signer.id,
        "dictionary": 0,
        "version": 1,
    }


def test_no_byte_can_be_changed(both: Ends) -> None:
    """Each byte by one bit of its own; in each suite the signature is over header and seal, and has one encoding."""
    raw, _ = both.sealer().envelope(b"paper", HEADER)
    assert code_of(both, raw) == ""
    changed = [raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :] for at in range(len(raw))]
    assert [at for at, other in enumerate(changed) if not code_of(both, other)] == []


def test_no_byte_of_the_seal_can_be_changed_even_by_the_terminal(both: Ends) -> None:
    """Signed anew after the change, so that the seal alone stands against it."""
    parsed = parse(both.sealer().envelope(b"paper", HEADER)[0])
    for at in range(len(parsed.sealed)):
        sealed = parsed.sealed[:at] + bytes([parsed.sealed[at] ^ 1 << at % 8]) + parsed.sealed[at + 1 :]
        with pytest.raises(SealError) as raised:
            open_envelope(replace(parsed, sealed=sealed), both.hub_private, both.suite)
        assert raised.value.code == "K02"


@pytest.mark.parametrize("change", [{"id": "b"}, {"terminal": "C01"}])
def test_a_seal_does_not_open_under_another_id_or_terminal(both: Ends, change: dict[str, str]) -> None:
    parsed = parse(both.sealer().envelope(b"paper", HEADER)[0])
    moved = replace(parsed, header=msgspec.structs.replace(parsed.header, **change))
    with pytest.raises(SealError) as raised:
        open_envelope(moved, both.hub_private, both.suite)
    assert raised.value.code == "K02"


def test_nothing_can_be_cut_off_or_added(both: Ends) -> None:
    raw, _ = both.sealer().envelope(b"paper", HEADER)
    assert all(code_of(both, raw[:length]) for length in range(len(raw)))
    assert code_of(both, raw + b"\x00") == "K04"


def test_another_encoding_of_the_same_content_is_refused(both: Ends) -> None:
    """Else a carrier could give one application two hashes, and the hub a conflict."""
    raw, _ = both.sealer().envelope(b"paper", HEADER)
    header, sealed, signature = msgspec.msgpack.decode(raw)
    long = b"\xc6" + len(sealed).to_bytes(4, "big") + sealed
    packed = msgspec.msgpack.encode
    assert msgspec.msgpack.decode(other := b"\x93" + packed(header) + long + packed(signature)) == [
        header,
        sealed,
        signature,
    ]
    assert code_of(both, other) == "K04"


@given(raw=st.binary(max_size=200), name=st.sampled_from(NAMES))
def test_any_bytes_are_refused_politely(raw: bytes, name: str) -> None:
    assert code_of(ends(name), raw) in {"K03", "K04"}


def test_another_devices_signature_is_refused(both: Ends) -> None:
    raw, _ = both.sealer(device=derive(b"\x08" * 32)).envelope(b"paper", HEADER)
    assert code_of(both, raw) == "K03"


@pytest.mark.parametrize(("ours", "theirs"), [NAMES, NAMES[::-1]])
def test_another_suite_is_refused_and_never_negotiated(ours: str, theirs: str) -> None:
    mine, other = ends(ours), ends(theirs)
    parsed = parse(mine.sealer().envelope(b"paper", HEADER)[0])
    for use in (
        lambda: verify(parsed, mine.signer.public, other.suite),
        lambda: open_envelope(parsed, mine.hub_private, other.suite),
    ):
        with pytest.raises(SealError) as raised:
            use()
        assert raised.value.code == "K04"
    raw = forged(mine, zstandard.compress(b"paper"), plain_size=5, suite=theirs)
    assert (code_of(mine, raw), code_of(other, raw)) == ("K04", "K03")


def test_a_bomb_is_not_unpacked(both: Ends) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    assert len(bomb) < 10_000
    assert code_of(both, forged(both, bomb, plain_size=PLAIN_MAX)) == "K02"
    assert code_of(both, forged(both, bomb, plain_size=64 << 20)) == "K04"
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(64 << 20))
    assert code_of(both, forged(both, unsized, plain_size=PLAIN_MAX)) == "K02"


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
def test_a_signed_lie_is_found_out(both: Ends, content: bytes, changes: dict[str, object], code: str) -> None:
    assert code_of(both, forged(both, content, **changes)) == code


def test_too_much_is_refused_on_both_sides(both: Ends) -> None:
    with pytest.raises(SealError) as raised:
        both.sealer().envelope(bytes(PLAIN_MAX + 1), HEADER)
    assert raised.value.code == "K05"
    assert code_of(both, bytes(ENVELOPE_MAX + 1)) == "K05"


def test_the_largest_and_least_compressible_content_fits(both: Ends) -> None:
    noise = hashlib.shake_256(b"noise").digest(PLAIN_MAX)
    raw, _ = both.sealer().envelope(noise, HEADER)
    assert open_envelope(parse(raw), both.hub_private, both.suite) == noise


@pytest.mark.parametrize("id", ["", "a|b", "名", "a" * 65, "a b"])
def test_an_id_that_would_blur_the_context_is_refused(both: Ends, id: str) -> None:
    with pytest.raises(SealError) as raised:
        both.sealer().envelope(b"", UnsealedHeader(id, Kind.APPLICATION, 1, ""))
    assert raised.value.code == "K04"
