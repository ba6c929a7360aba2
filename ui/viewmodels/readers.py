"""Where a card may be put, by what its readers say of themselves."""

from __future__ import annotations

from kiosk.cards import CardKind, CardStatus, ReaderState
from kiosk.catalogue.offer import ID_READER, SS_CARD_READER

# A reader that cannot read at all is told only when no other reader is there to be used instead.
OUT_OF_ORDER = (ReaderState.NO_SERVICE, ReaderState.NO_READER)
PLACES = {CardKind.RESIDENT_ID: ID_READER, CardKind.SOCIAL_SECURITY: SS_CARD_READER}
BOTH = frozenset(PLACES.values())


def places_of(readers: tuple[CardStatus, ...], devices: frozenset[str]) -> frozenset[str]:
    """Where a card may go now: nobody is sent to a reader that is out of order while another one works."""
    lost = _kinds(readers, ended=True) - _kinds(readers, ended=False)
    left = devices - {PLACES[kind] for kind in lost if kind in PLACES}
    return left if left & BOTH else devices


def _kinds(readers: tuple[CardStatus, ...], *, ended: bool) -> frozenset[CardKind]:
    """The cards that the readers are for which are out of order, or which are not."""
    return frozenset(kind for one in readers if (one.state in OUT_OF_ORDER) is ended for kind in one.kinds)
