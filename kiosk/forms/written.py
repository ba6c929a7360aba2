"""What a person wrote, brought into the one form it is checked and kept in."""

from __future__ import annotations

import unicodedata

from kiosk.forms.model import FieldKind, Raw

FULL_WIDTH_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
FULL_WIDTH = FULL_WIDTH_DIGITS | {0xFF0E: ".", 0xFF0C: ",", 0xFF38: "X", 0xFF58: "x", 0xFF0D: "-", 0x3000: " "}
COMPACT = frozenset(
    {FieldKind.DIGITS, FieldKind.DECIMAL, FieldKind.ID_NUMBER, FieldKind.CODE, FieldKind.DATE, FieldKind.DATE_TIME}
)


def normalise(kind: FieldKind, raw: Raw) -> Raw:
    """Full-width digits narrow, stray spaces gone, rows without any word dropped; nothing else is changed.

    No Unicode normalisation: it would change rare characters of names into others (GB 18030 level 3).
    """
    if kind in (FieldKind.TABLE, FieldKind.MULTI_CHOICE) and isinstance(raw, str):
        raw = (raw,) if raw.strip() and kind is FieldKind.MULTI_CHOICE else ()
    if isinstance(raw, str):
        return compact(raw, kind) if kind in COMPACT else sentence(raw, kind)
    if kind is FieldKind.TABLE:
        rows = (tuple(sentence(cell, FieldKind.TEXT) for cell in row) for row in raw if not isinstance(row, str))
        return tuple(row for row in rows if any(row))
    return tuple(part for part in raw if isinstance(part, str) and part)


def compact(text: str, kind: FieldKind) -> str:
    """A number without what people put between its digits."""
    bare = "".join(text.translate(FULL_WIDTH).split()).replace(",", "").upper()
    # A leading minus is a negative number, which the rules refuse with words of their own.
    return bare if kind is FieldKind.DECIMAL else bare[:1] + bare[1:].replace("-", "")


def sentence(text: str, kind: FieldKind) -> str:
    """Words with single spaces, without control characters; line breaks only where several lines are asked for."""
    narrow = text.translate(FULL_WIDTH_DIGITS).replace("\u3000", " ")
    lines = narrow.splitlines() if kind is FieldKind.LONG_TEXT else [" ".join(narrow.splitlines())]
    kept = (" ".join(_printable(line).split()) for line in lines)
    return "\n".join(line for line in kept if line)


def _printable(text: str) -> str:
    return "".join(char for char in text if char == "\t" or unicodedata.category(char) not in ("Cc", "Cs"))
