"""The same message in two forms, and nothing else gets in."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.delivery.model import Cursors, Heartbeat, SyncRequest
from sync.link.wire import MediaType, WireError, decode, encode, media_type

REQUESTS = st.builds(
    SyncRequest,
    terminal=st.text(max_size=20),
    counter=st.integers(0, 2**53),
    nonce=st.binary(max_size=16),
    items=st.lists(st.binary(max_size=200), max_size=3).map(tuple),
    ask=st.lists(st.text(max_size=40), max_size=3).map(tuple),
    heartbeat=st.builds(
        Heartbeat,
        version=st.text(max_size=8),
        queued=st.integers(0, 9),
        oldest_age_s=st.integers(0, 9),
        disk_free_mib=st.integers(0, 9),
        catalogue_version=st.text(max_size=8),
    ),
    cursors=st.builds(Cursors, status=st.integers(0, 9)),
)


@given(message=REQUESTS, media=st.sampled_from(MediaType))
def test_there_and_back(message: SyncRequest, media: MediaType) -> None:
    assert decode(encode(message, media), media, kind=SyncRequest) == message


def read(raw: bytes, media: MediaType) -> str:
    """What the bytes are found to be; any other exception than WireError is the test's to see."""
    try:
        return "a " + type(decode(raw, media, kind=SyncRequest)).__name__
    except WireError as error:
        return str(error)


@given(raw=st.binary(max_size=300), media=st.sampled_from(MediaType))
def test_any_bytes_are_a_message_or_a_wire_error(raw: bytes, media: MediaType) -> None:
    assert read(raw, media) in ("a SyncRequest", "not a SyncRequest")


def test_deep_nesting_is_a_wire_error() -> None:
    with pytest.raises(WireError):
        decode(b"[" * 100_000, MediaType.JSON, kind=SyncRequest)
    with pytest.raises(WireError):
        decode(b"\x91" * 100_000, MediaType.MSGPACK, kind=SyncRequest)


def test_bytes_are_base64_for_a_plain_json_reader() -> None:
    beat = Heartbeat("1", 0, 0, 0, "")
    raw = encode(SyncRequest("t", 1, b"\x00\xff", (b"abc",), (), beat, Cursors()), MediaType.JSON)
    read = json.loads(raw)
    assert (read["nonce"], read["items"]) == ("AP8=", ["YWJj"])


def test_an_unknown_key_is_refused() -> None:
    plain = msgspec.to_builtins(SyncRequest("t", 1, b"", (), (), Heartbeat("1", 0, 0, 0, ""), Cursors()))
    with pytest.raises(WireError):
        decode(msgspec.json.encode({**plain, "more": 1}), MediaType.JSON, kind=SyncRequest)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("application/msgpack", MediaType.MSGPACK),
        ("Application/VND.msgpack", MediaType.MSGPACK),
        ("application/json; charset=utf-8", MediaType.JSON),
        ("text/html", None),
        ("", None),
    ],
)
def test_media_types(header: str, expected: MediaType | None) -> None:
    assert media_type(header) is expected
