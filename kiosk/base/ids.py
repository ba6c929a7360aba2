"""Identifiers: UUIDv7 for machines, reference numbers that can be read aloud for people."""

from __future__ import annotations

from typing import NewType

from kiosk.base.clock import Moment

# GB 32100-2015 table 2: no I, O, Z, S or V, so nothing is misheard or misread.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TERMINAL_CODE_LENGTH = 3
COUNTER_DIGITS = 7

# Made by reference_number alone, so that no other text takes its place.
ReferenceNumber = NewType("ReferenceNumber", str)
NO_NUMBER = ReferenceNumber("")


def uuid7(at: Moment, entropy: bytes) -> str:
    """A UUIDv7 (RFC 9562 §5.7) from an instant and 10 random bytes, in its 36-character form."""
    if len(entropy) != 10:
        raise ValueError("uuid7 needs exactly 10 random bytes")
    value = (at.unix_ms & ((1 << 48) - 1)) << 80 | int.from_bytes(entropy, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def check_character(text: str) -> str:
    """The check character of GB 32100-2015 §5: 31 − Σ cᵢ·3ⁱ⁻¹ mod 31, over any length of text."""
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(text))
    return ALPHABET[(31 - total % 31) % 31]


def reference_number(terminal_code: str, counter: int) -> ReferenceNumber:
    """The number a person is told: terminal, seven-digit counter, check character ("B240000017X").

    Unique without a network because the code belongs to one terminal and the counter never
    repeats; kept for ever as an alias of the platform's own case number.
    """
    if len(terminal_code) != TERMINAL_CODE_LENGTH or not 0 < counter < 10**COUNTER_DIGITS:
        raise ValueError("a reference number needs a 3-character terminal code and a counter of 1 to 7 digits")
    body = f"{terminal_code}{counter:0{COUNTER_DIGITS}d}"
    return ReferenceNumber(body + check_character(body))


def is_reference_number(text: str) -> bool:
    """Whether typed or read-aloud text is a well-formed reference number, spaces ignored."""
    compact = text.replace(" ", "").upper()
    if len(compact) != TERMINAL_CODE_LENGTH + COUNTER_DIGITS + 1 or set(compact) - set(ALPHABET):
        return False
    return compact[3:-1].isdigit() and check_character(compact[:-1]) == compact[-1]


def grouped(reference: str) -> str:
    """The number as it is shown and read aloud: "B24 0000 017X"."""
    return f"{reference[:3]} {reference[3:7]} {reference[7:]}"
