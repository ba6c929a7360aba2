"""What a reader saw: the states of a reader, the contents of a card, the port of a reader."""

from kiosk.cards.model import (
    LONG_TERM,
    Authenticity,
    CardContent,
    CardKind,
    CardProblem,
    CardReader,
    CardRef,
    CardService,
    CardStatus,
    DocumentReader,
    ReaderState,
)

__all__ = [
    "LONG_TERM",
    "Authenticity",
    "CardContent",
    "CardKind",
    "CardProblem",
    "CardReader",
    "CardRef",
    "CardService",
    "CardStatus",
    "DocumentReader",
    "ReaderState",
]
