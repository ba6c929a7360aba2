"""How the questions are laid on pages: one question or a small group at a time."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.forms.model import FieldKind, FormField, FormPage

# Room on a page in short questions; a screen with larger letters may ask for less.
ROOM = 3
MANY_OPTIONS = 6
FEW_OPTIONS = 2
ALONE = frozenset({FieldKind.TABLE, FieldKind.LONG_TEXT, FieldKind.DIVISION, FieldKind.DATE_TIME})


def paged(fields: Iterable[FormField], room: int = ROOM) -> tuple[FormPage, ...]:
    """The fields in their order on as few pages as `room` allows; a field that hangs on another stays beside it if it fits."""
    pages: list[tuple[FormField, ...]] = []
    left = 0
    for field in fields:
        needed = min(needed_room(field), room)
        if pages and needed <= left:
            pages[-1] = (*pages[-1], field)
            left -= needed
        else:
            pages.append((field,))
            left = room - needed
    return tuple(FormPage(page) for page in pages)


def needed_room(field: FormField) -> int:
    """How much of a page a question takes: 1 for a line to write in, `ROOM` for one that stands alone."""
    if field.kind in ALONE or len(field.options) > MANY_OPTIONS:
        return ROOM
    if field.kind is FieldKind.DATE or len(field.options) > FEW_OPTIONS:
        return 2
    return 1
