"""In each suite an attachment opens to what was put in, at its hub, as that application's file of that terminal, and in no other way."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.model import canonical
from kiosk.base.errors import SealError
from sync.seal.attachment import ATTACHMENT_MAX, open_attachment, parse_attachment
from tests.sync.seal.kit import NAMES, Ends, OpenSsl, ends
from tests.sync.support import TERMINAL

ID = "0190a1b2-0000-7000-8000-000000000001"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40 + b"\xff\xd9"


def code_of(both: Ends, raw: bytes) -> str:
    """What is said when it is opened as the hub does; empty when nothing is wrong."""
    try:
        open_attachment(parse_attachment(raw), both.hub_private, both.suite)
    except SealError as error:
        return error.code
    return ""


@given(content=st.binary(min_size=1, max_size=4000), name=st.sampled_from(NAMES))
def test_it_opens_to_what_was_put_in(content: bytes, name: str) -> None:
    both = ends(name)
    parsed = parse_attachment(both.sealer().attachment(ID, content))
    assert open_attachment(parsed, both.hub_private, both.suite) == content
    assert (parsed.header.application, parsed.header.terminal, parsed.header.plain_size) == (ID, TERMINAL, len(content))


def test_nothing_of_it_can_be_read_outside_the_seal(both: Ends) -> None:
    raw = both.sealer().attachment(ID, JPEG)
    assert JPEG[:4] not in raw and bytes(range(64)) not in raw
    assert set(msgspec.json.decode(msgspec.msgpack.decode(raw)[0])) == {
        "application", "terminal", "plain_size", "suite", "key_id", "version",
    }  # fmt: skip


def test_no_byte_of_it_can_be_changed(both: Ends) -> None:
    """But the name of the key, which says where to look for it and opens nothing."""
    raw = both.sealer().attachment(ID, JPEG[:300])
    start = raw.index(b'"key_id":"') + len(b'"key_id":"')
    name_of_key = range(start, raw.index(b'"', start))
    for at in set(range(len(raw))) - set(name_of_key):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert code_of(both, changed) in ("K02", "K04"), at


@pytest.mark.parametrize(("field", "other"), [("application", "another"), ("terminal", "another")])
def test_it_opens_as_no_other_file(both: Ends, field: str, other: str) -> None:
    parsed = parse_attachment(both.sealer().attachment(ID, JPEG))
    moved = msgspec.structs.replace(parsed.header, **{field: other})
    assert code_of(both, msgspec.msgpack.encode((canonical(moved), parsed.sealed))) == "K02"


def test_an_envelopes_seal_does_not_pass_for_a_file(both: Ends) -> None:
    parsed = parse_attachment(both.sealer().attachment(ID, JPEG))
    envelope = both.suite.seal(both.hub_public, JPEG, f"kiosk/v1|{TERMINAL}|{ID}".encode())
    assert code_of(both, msgspec.msgpack.encode((canonical(parsed.header), envelope))) == "K02"


def test_what_is_too_large_or_of_a_strange_name_is_not_sealed(both: Ends) -> None:
    with pytest.raises(SealError, match="K05"):
        both.sealer().attachment(ID, bytes(ATTACHMENT_MAX + 1))
    with pytest.raises(SealError, match="K04"):
        both.sealer().attachment("a|b", JPEG)


@pytest.mark.parametrize("raw", [b"", b"\xc0", msgspec.msgpack.encode((b"{}", b"")), b"\xff\xd8\xff\xe0"])
def test_what_is_no_attachment_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(SealError, match="K04"):
        parse_attachment(raw)


def test_openssl_alone_opens_one_of_the_gm_suite(openssl: OpenSsl) -> None:
    """SM2 unwraps the keys, SM4-CTR deciphers, and the file is the very JPEG."""
    both = ends("gm")
    sealed = parse_attachment(both.sealer().attachment(ID, JPEG)).sealed
    wrapped = 3 + sealed[2]
    openssl.private("hub.der", "sm2", both.hub_private[:32])
    openssl.put("wrapped", sealed[:wrapped])
    keys = openssl.run("pkeyutl -decrypt -keyform DER -inkey hub.der -in wrapped")
    openssl.put("body", sealed[wrapped + 16 : -32])
    iv = sealed[wrapped : wrapped + 16].hex()
    assert openssl.run(f"enc -d -sm4-ctr -K {keys[:16].hex()} -iv {iv} -in body") == JPEG
