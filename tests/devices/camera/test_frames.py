"""Frames as pixels: reduced, whole, and refused when they are no picture or more than can be borne."""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.camera.frames import LOOK_SIDE, Frame, Pixels, reduced, size_of, whole


def packed(height: int, width: int, kind: str = ".jpg") -> bytes:
    """A picture of this size."""
    ramp = np.tile(np.linspace(0, 255, width, dtype=np.uint8)[None, :, None], (height, 1, 3))
    return cv2.imencode(kind, ramp)[1].tobytes()


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size it has no pixels for."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("height", "width"), [(2448, 3264), (1944, 2592), (1080, 1920), (720, 1280), (480, 640), (64, 64)]
)
@pytest.mark.parametrize("kind", [".jpg", ".png"])
def test_a_look_is_never_larger_than_it_is_made_at(height: int, width: int, kind: str) -> None:
    raw = packed(height, width, kind)
    assert size_of(raw) == (width, height)
    small, full = reduced(raw), whole(raw)
    assert small is not None and full is not None
    assert full.shape == (height, width, 3)
    assert max(small.shape[:2]) == min(LOOK_SIDE, max(height, width))
    assert abs(small.shape[0] / small.shape[1] - height / width) < 0.01
    again = reduced(full)
    assert again is not None and again.shape == small.shape


def test_a_jpeg_without_its_huffman_tables_is_a_frame_too() -> None:
    """As cameras send MJPG (AVI1): a decoder has to know the standard's own tables."""
    raw = packed(480, 640)
    bare, at = bytearray(raw[:2]), 2
    while raw[at + 1] != 0xDA:
        length = 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        bare += b"" if raw[at + 1] == 0xC4 else raw[at : at + length]
        at += length
    bare += raw[at:]
    assert len(bare) < len(raw)
    pixels = whole(bytes(bare))
    assert pixels is not None and np.abs(pixels.astype(int) - np.asarray(whole(raw)).astype(int)).max() == 0


def test_grey_becomes_colour() -> None:
    pixels = whole(np.full((100, 200), 77, np.uint8))
    assert pixels is not None and pixels.shape == (100, 200, 3) and pixels.min() == pixels.max() == 77


@pytest.mark.parametrize(
    "frame",
    [
        b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff", b"GIF89a" + bytes(99), png_of(100_000, 100_000), png_of(0, 0), png_of(800, 600),
        packed(480, 640)[:300], b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff" + bytes(40),
        np.zeros((0, 0, 3), np.uint8), np.zeros((1, 1, 3), np.uint8), np.zeros((10, 4000, 3), np.uint8),
        np.zeros((8000, 8000), np.uint8), np.zeros((100, 100, 3), np.float32), np.zeros((100, 100, 2), np.uint8),
        np.zeros((100, 100, 4), np.uint8), np.zeros((2, 100, 100, 3), np.uint8), np.zeros(100, np.uint8),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_none(frame: Frame) -> None:
    assert reduced(frame) is None and whole(frame) is None


def test_a_claim_of_ten_gigapixels_is_not_unpacked() -> None:
    assert size_of(png_of(100_000, 100_000)) == (100_000, 100_000)
    giant = bytearray(packed(480, 640))
    at = giant.index(b"\xff\xc0") + 5
    giant[at : at + 4] = b"\xff\xff\xff\xff"
    assert size_of(bytes(giant)) == (65_535, 65_535) and whole(bytes(giant)) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_picture_or_none(raw: bytes) -> None:
    assert isinstance(whole(raw), np.ndarray | None)
    assert isinstance(reduced(b"\xff\xd8" + raw), np.ndarray | None)


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_frame_that_was_damaged_on_its_way_is_a_picture_or_none(damage: list[tuple[int, int]]) -> None:
    raw = bytearray(packed(240, 320))
    for at, value in damage:
        raw[at % len(raw)] = value
    pixels: Pixels | None = whole(bytes(raw))
    assert pixels is None or (pixels.ndim == 3 and pixels.shape[2] == 3)
