"""What can be played on simulated readers, by name: cards, what goes wrong with one, and what ails a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from devices.cards import social_security
from devices.citizens import CITIZENS, CLERKS, OVER_EIGHTY, RESIDENTS, TRAVELLER
from devices.images import (
    PACE_DOCUMENT,
    UNKNOWN_CARD,
    CardImage,
    PassportImage,
    ResidentIdImage,
    resident_id_block,
)
from devices.inbox import Mishap, Scene
from kiosk.cards import ReaderState

# Who stands at the terminal when nobody in particular is meant.
SOMEBODY = "over-eighty"
_SOCIAL = OVER_EIGHTY.social_security()

CARDS: Mapping[str, CardImage] = {
    **{name: citizen.resident_id() for name, citizen in CITIZENS.items()},
    **{name: ResidentIdImage(resident_id_block(texts, flag)) for name, (flag, texts) in RESIDENTS.items()},
    "social-security": _SOCIAL,
    "passport": TRAVELLER,
    "travel-permit": PassportImage(replace(TRAVELLER.zone, document="C")),
    "pace-document": PACE_DOCUMENT,
    **CLERKS,
    "unknown": UNKNOWN_CARD,
    "locked": replace(_SOCIAL, locked=frozenset({social_security.HOLDER_FILE})),
    "damaged": OVER_EIGHTY.resident_id(born="19431399"),
    "nameless": replace(OVER_EIGHTY, name="").resident_id(),
    "wrong-number": replace(OVER_EIGHTY, id_number=OVER_EIGHTY.id_number[:-1] + "5").resident_id(),
    "wrong-birthday": OVER_EIGHTY.resident_id(born="19430513"),
}


def _misplaced(card: CardImage) -> Scene:
    """An identity card in the slot is seen at once, a card with a chip on the bay only when it is read."""
    if isinstance(card, ResidentIdImage):
        return Scene(ReaderState.WRONG_SLOT, card)
    return Scene(ReaderState.PRESENT, card, Mishap.MISPLACED)


def _read_as(mishap: Mishap) -> Callable[[CardImage], Scene]:
    return lambda card: Scene(ReaderState.PRESENT, card, mishap)


def _seen_as(state: ReaderState) -> Callable[[CardImage], Scene]:
    return lambda card: Scene(state, card)


# A card is put in, and this goes wrong with it. The other side up, a chip is as silent as a dirty one: no reader knows which.
MISHAPS: Mapping[str, Callable[[CardImage], Scene]] = {
    "mute": _seen_as(ReaderState.MUTE),
    "reverse": _seen_as(ReaderState.MUTE),
    "misplace": _misplaced,
    "slow": _read_as(Mishap.SLOW),
    "stall": _read_as(Mishap.STALLED),
    "hold": _read_as(Mishap.HELD),
    "yank": _read_as(Mishap.PULLED),
    "exchange": _read_as(Mishap.EXCHANGED),
    "stick": _seen_as(ReaderState.STUCK),
    "break": _read_as(Mishap.BROKEN),
}

# What an identity card's reader says of itself (devices/sam/answers.py).
SAM_FAULTS = ("C04", "C05", "C06", "C07")

# No card is in it, and so it is with the reader.
CONDITIONS: Mapping[str, Scene] = {
    "unplug": Scene(ReaderState.NO_READER),
    "stop": Scene(ReaderState.NO_SERVICE),
    "plug": Scene(ReaderState.EMPTY),
    "start": Scene(ReaderState.EMPTY),
    **{code: Scene(ReaderState.NO_READER, fault=code) for code in SAM_FAULTS},
}


def scene_of(act: str, card: str, now: Scene) -> Scene:
    """What a reader is like after an act: "insert", "swap", "remove", "unmute", or a name of MISHAPS or CONDITIONS.

    A mishap without a card befalls the one that is in, else somebody's. KeyError for an act or a card that is not known.
    """
    meant = CARDS[card] if card else now.card or CARDS[SOMEBODY]
    match act:
        case "insert" | "swap" | "unmute":
            return Scene(ReaderState.PRESENT, meant)
        case "remove":
            return now if now.state in (ReaderState.NO_READER, ReaderState.NO_SERVICE) else Scene(ReaderState.EMPTY)
        case _:
            return MISHAPS[act](meant) if act in MISHAPS else CONDITIONS[act]
