"""What a page that waits for a card remembers of the readers."""

from __future__ import annotations

from kiosk.cards import CardStatus, ReaderState

# What is wrong with a card that is in, seen before it is read.
SEEN_WRONG = (ReaderState.MUTE, ReaderState.UNSUPPORTED, ReaderState.WRONG_SLOT, ReaderState.STUCK)


def seen(readers: tuple[CardStatus, ...], status: CardStatus) -> tuple[CardStatus, ...]:
    """What every reader sees, now that one of them sees this."""
    others = tuple(before for before in readers if before.reader != status.reader)
    return tuple(sorted((*others, status), key=lambda one: one.reader))
