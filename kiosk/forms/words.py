"""An answer as the person who gave it would say it, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.forms.choices import YES, shown
from kiosk.forms.model import FieldKind, FormField, Raw


def in_words(field: FormField, value: Raw, say: Callable[[str], str]) -> str:
    """The answer with labels for codes, a line a row; one that was left empty is said to be empty."""
    if not value:
        return say("check.empty")
    read = shown(field, value)
    if field.kind is FieldKind.YES_NO:
        return say("form.yes" if read == YES else "form.no")
    if isinstance(read, str):
        return dashed(read) if field.kind in (FieldKind.DATE, FieldKind.DATE_TIME) else read
    return "\n".join(" ".join(part) if isinstance(part, tuple) else part for part in read)


def dashed(value: str) -> str:
    """YYYYMMDD, with Thhmm behind it for a time, as a person reads it: "2026-11-23 10:42"."""
    date, _, time = value.partition("T")
    day = f"{date[:4]}-{date[4:6]}-{date[6:8]}"
    return f"{day} {time[:2]}:{time[2:4]}" if time else day
