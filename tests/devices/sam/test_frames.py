"""Frames against the published ones, and against streams that hold anything."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from devices.sam.frames import HEADER, LEAST_REQUEST, MOST, FrameDecoder, framed

# As public descriptions of the reader protocol print them.
PUBLISHED = {
    "reset": ("AAAAAA96690003 10FF EC", "10FF"),
    "status": ("AAAAAA96690003 11FF ED", "11FF"),
    "id": ("AAAAAA96690003 12FF EE", "12FF"),
    "find": ("AAAAAA96690003 2001 22", "2001"),
    "select": ("AAAAAA96690003 2002 21", "2002"),
    "read": ("AAAAAA96690003 3001 32", "3001"),
    "read with finger": ("AAAAAA96690003 3010 23", "3010"),
    "newest address": ("AAAAAA96690003 3003 30", "3003"),
    "115200 baud": ("AAAAAA96690003 6000 63", "6000"),
    "9600 baud": ("AAAAAA96690003 6004 67", "6004"),
    "radio bytes": ("AAAAAA96690004 61FF50 CA", "61FF50"),
    "found": ("AAAAAA96690008 00009F00000000 97", "00009F00000000"),
    "no card": ("AAAAAA96690004 000080 84", "000080"),
    "selected": ("AAAAAA9669000C 0000900000000000000000 9C", "0000900000000000000000"),
    "select failed": ("AAAAAA96690004 000081 85", "000081"),
    "read failed": ("AAAAAA96690004 000041 45", "000041"),
    "not authenticated": ("AAAAAA96690004 000032 36", "000032"),
}
bodies = st.binary(min_size=3, max_size=MOST - 1)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_published_frame_byte_for_byte(name: str) -> None:
    frame, body = (bytes.fromhex(part) for part in PUBLISHED[name])
    assert framed(body) == frame
    assert FrameDecoder(LEAST_REQUEST).feed(frame) == [body]


def test_a_reading_is_as_long_as_published() -> None:
    frame = framed(bytes.fromhex("00009001000400") + bytes(256 + 1024))
    assert frame[:14] == bytes.fromhex("AAAAAA96690508 00009001000400")
    assert len(frame) == 1295


@given(st.lists(bodies, max_size=4), st.data())
def test_frames_come_out_whole_however_they_are_cut(sent: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(map(framed, sent))
    decoder, found, at = FrameDecoder(), [], 0
    while at < len(stream):
        size = data.draw(st.integers(1, len(stream) - at))
        found += decoder.feed(stream[at : at + size])
        at += size
    assert found == sent
    assert decoder.dropped == 0


@given(st.binary(max_size=40), bodies)
def test_noise_before_a_frame_does_not_hide_it(noise: bytes, body: bytes) -> None:
    assume(HEADER not in noise)
    assert FrameDecoder().feed(noise + framed(body)) == [body]


@given(st.one_of(bodies, st.just(HEADER + b"\x00\x04")), st.integers(1, 400))
def test_a_frame_behind_one_that_was_cut_off_is_found(body: bytes, cut: int) -> None:
    whole = framed(bytes([0, 0, 0x90]) + bytes(1284))
    decoder = FrameDecoder()
    found = decoder.feed(whole[: min(cut, len(whole) - 1)] + framed(body)) + decoder.give_up()
    assert body in found


@pytest.mark.parametrize("length", [0, 1, 2, 3, MOST + 1, 0xFFFF])
def test_an_impossible_length_drops_one_header(length: int) -> None:
    decoder = FrameDecoder()
    good = framed(b"\0\0\x9f")
    assert decoder.feed(HEADER + length.to_bytes(2, "big") + good) == [b"\0\0\x9f"]
    assert decoder.dropped == 1


def test_a_request_may_be_a_byte_shorter_than_an_answer() -> None:
    find = bytes.fromhex(PUBLISHED["find"][0])
    assert FrameDecoder(LEAST_REQUEST).feed(find) == [b"\x20\x01"]
    assert FrameDecoder().feed(find) == []


@given(bodies, st.data())
def test_one_wrong_bit_anywhere_is_never_taken_for_the_frame(body: bytes, data: st.DataObject) -> None:
    frame = bytearray(framed(body))
    at = data.draw(st.integers(0, 8 * len(frame) - 1))
    frame[at // 8] ^= 1 << at % 8
    decoder = FrameDecoder()
    assert body not in decoder.feed(bytes(frame)) + decoder.give_up()


@given(st.lists(st.one_of(st.binary(max_size=60), st.just(HEADER), st.just(framed(b"\0\0\x80"))), max_size=12))
def test_any_stream_ends_and_keeps_no_more_than_one_frame(pieces: list[bytes]) -> None:
    decoder = FrameDecoder()
    for piece in pieces:
        assert all(3 <= len(body) < MOST for body in decoder.feed(piece))
        assert not decoder.inside or decoder.feed(b"") == []
    decoder.give_up()
    assert not decoder.inside
    assert decoder.feed(framed(b"\0\0\x9f")) == [b"\0\0\x9f"]
