"""The short codes of a receipt: what proves it, and what its QR code says."""

from __future__ import annotations

from kiosk.base.ids import ALPHABET

CODE_LENGTH = 12
_GROUP = 4


def verification_code(envelope_sha256: str) -> str:
    """Twelve characters of GB 32100's alphabet from the envelope's SHA-256 in hex: 59 of its bits.

    Short enough to be typed, and only the holder of the envelope can say which code belongs to a number.
    """
    value = int(envelope_sha256, 16)
    digits = []
    for _ in range(CODE_LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)


def grouped_code(code: str) -> str:
    """The code as it is printed and read aloud: "7F3K 92QD LM4X"."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def qr_text(number: str, code: str) -> str:
    """What the QR code says: format and version, number, code; only characters of QR's alphanumeric mode."""
    return f"DS1/{number}/{code}"
