"""What stands on a card, taken from the padded fields a chip keeps it in."""

from __future__ import annotations

import unicodedata
from datetime import date

from kiosk.cards.model import LONG_TERM

# GA/T 467: this word stands in the valid-to field of a card that does not expire.
LONG_TERM_WORD = "长期"
PADDING = "\0 \u3000"


def printed_text(field: str) -> str:
    """The text without its padding of zeros and spaces; ValueError when a control character is left inside.

    Private-use characters pass: police systems keep rare names in them, and dropping one would change a name.
    """
    text = field.strip(PADDING)
    if any(unicodedata.category(char) == "Cc" for char in text):
        raise ValueError("a control character inside a text field")
    return text


def printed_day(field: str) -> date | None:
    """The day of a YYYYMMDD field, None when it is blank or all zeros; ValueError when it is no calendar day."""
    text = field.strip(PADDING)
    if not text.strip("0"):
        return None
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise ValueError("a date field that is not eight digits")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def printed_expiry(field: str) -> date | None:
    """The last day of validity; LONG_TERM for a card that does not expire. ValueError as `printed_day`."""
    return LONG_TERM if field.strip(PADDING) == LONG_TERM_WORD else printed_day(field)
