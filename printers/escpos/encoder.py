"""Rows of dots as ESC/POS: bands of picture, white that is only moved over, the cut, and the way back to a clean beginning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from printers.escpos.profiles import PrinterProfile

RESET = b"\x1b@"
# ASB tells every change unasked, in between the answers; GS P makes ESC J's step one dot where it is another.
QUIET = b"\x1da\x00"
# Processed in its turn, after everything before it: what comes back says that the paper is printed and cut.
BARRIER = b"\x1dr\x01"
_PICTURE, _MOVE, _STEPS = b"\x1dv0\x00", b"\x1bJ", b"\x1dP"
_MOST_MOVED = 255
# Fewer white rows than that cost less as a picture than the head's stop for a move.
_WORTH_A_MOVE = 8
# What GS v 0 has before its dots.
_HEAD_BYTES = 8


def flush(profile: PrinterProfile) -> bytes:
    """What ends a picture that was cut off, as white, and is nothing where there was none; then everything is as after power-on."""
    return bytes(profile.band_rows * profile.row_bytes + _HEAD_BYTES) + RESET


def begin(profile: PrinterProfile) -> bytes:
    """What stands before a paper."""
    return RESET + QUIET + _STEPS + bytes([0, round(profile.dpi)])


def bands(rows: Iterable[bytes], profile: PrinterProfile) -> Iterator[bytes]:
    """The rows in order, each piece whole by itself: what is cut off between two leaves no picture open."""
    held: list[bytes] = []
    for white, group in groupby(rows, key=lambda row: not any(row)):
        run = list(group)
        if white and profile.white == "moved" and len(run) >= _WORTH_A_MOVE:
            yield from _pictures(held, profile)
            held = []
            yield _moved(len(run))
        else:
            held += run
            while len(held) > profile.band_rows:
                yield _picture(held[: profile.band_rows], profile)
                held = held[profile.band_rows :]
    yield from _pictures(held, profile)


def ending(profile: PrinterProfile) -> bytes:
    """What stands behind a paper: to the knife, and through it."""
    return (_moved(profile.margin_rows) if profile.margin_rows else b"") + bytes.fromhex(profile.cut)


def _pictures(rows: list[bytes], profile: PrinterProfile) -> Iterator[bytes]:
    for at in range(0, len(rows), profile.band_rows):
        yield _picture(rows[at : at + profile.band_rows], profile)


def _picture(rows: list[bytes], profile: PrinterProfile) -> bytes:
    size = profile.row_bytes.to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return _PICTURE + size + b"".join(rows)


def _moved(rows: int) -> bytes:
    whole, rest = divmod(rows, _MOST_MOVED)
    return (_MOVE + bytes([_MOST_MOVED])) * whole + (_MOVE + bytes([rest]) if rest else b"")
