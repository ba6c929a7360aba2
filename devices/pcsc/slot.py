"""What is in a reader's slot, followed from one view to the next: states, and the epoch that grows at every doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.pcsc.scard import UNAWARE, ReaderView
from kiosk.cards import CardKind, CardProblem, CardRef, CardStatus, ReaderState

_KINDS = frozenset({CardKind.SOCIAL_SECURITY, CardKind.TRAVEL_DOCUMENT})
_PRESENT, _MUTE = 0x20, 0x200
_READER_LOST = 0x04 | 0x08
# A resident ID card on a plain reader: type B, historical bytes D1 03 86 (GA/T 467). It opens only to a SAM.
_RESIDENT_ID_ATR = bytes.fromhex("3B888001D10386")
# What PC/SC part 3 gives a contactless card (ISO/IEC 14443-4) for an ATR: TD1 = 80, TD2 = 01, behind any number of
# historical bytes.
_OVER_THE_AIR = bytes.fromhex("8001")
_WITH_CARD = frozenset({ReaderState.PRESENT, ReaderState.MUTE, ReaderState.UNSUPPORTED, ReaderState.WRONG_SLOT})
_PROBLEMS = {
    ReaderState.MUTE: CardProblem.MUTE,
    ReaderState.UNSUPPORTED: CardProblem.UNSUPPORTED,
    ReaderState.WRONG_SLOT: CardProblem.WRONG_SLOT,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader's slot: `id` is the terminal's name for it and never changes, `device` is PC/SC's and may.

    `flags` are PC/SC's last ones, `judged` is a state only an attempt to read could find.
    """

    id: str
    device: str = ""
    state: ReaderState = ReaderState.NO_SERVICE
    epoch: int = 0
    flags: int = UNAWARE
    judged: ReaderState | None = None
    atr: bytes = b""

    @property
    def over_the_air(self) -> bool:
        """Whether the card is spoken to without contacts."""
        return self.atr[1:2].hex().startswith("8") and self.atr[2:4] == _OVER_THE_AIR

    def status(self) -> CardStatus:
        """The slot as the terminal is told it."""
        state = self.judged or self.state
        card = CardRef(self.id, self.epoch) if state is ReaderState.PRESENT else None
        return CardStatus(self.id, state, card, kinds=_KINDS)

    def seen(self, view: ReaderView) -> Slot:
        """The slot after a view: another event counter with a card before and after means that it was swapped."""
        state = _state(view)
        if state not in _WITH_CARD:
            return Slot(self.id, view.name, state, self.epoch, view.flags)
        same = state is self.state and view.flags >> 16 == self.flags >> 16 and view.name == self.device
        if same:
            return replace(self, flags=view.flags)
        return Slot(self.id, view.name, state, self.epoch + 1, view.flags, atr=view.atr)

    def without(self, state: ReaderState) -> Slot:
        """The slot once its reader or the service is gone."""
        return Slot(self.id, state=state, epoch=self.epoch)

    def doubted(self) -> Slot:
        """The slot once it is no longer certain that the same card is in it."""
        return replace(self, epoch=self.epoch + 1, judged=None)

    def problem_with(self, card: CardRef) -> CardProblem | None:
        """Why that card cannot be read here and now, as far as the slot tells."""
        if self.state not in _WITH_CARD:
            return CardProblem.REMOVED
        if card.epoch != self.epoch:
            return CardProblem.CHANGED
        return _PROBLEMS.get(self.judged or self.state)

    def holds(self, epoch: int) -> bool:
        """Whether the card of that epoch still seems to be there."""
        return self.state in _WITH_CARD and self.epoch == epoch

    def judge(self, problem: CardProblem) -> Slot:
        """The slot after an attempt to read its card ended so."""
        judged = next((state for state, known in _PROBLEMS.items() if known is problem), None)
        return replace(self, judged=judged)


def _state(view: ReaderView) -> ReaderState:
    if view.flags & _READER_LOST:
        return ReaderState.NO_READER
    if view.flags & _MUTE:
        return ReaderState.MUTE
    if view.flags & _PRESENT:
        return ReaderState.WRONG_SLOT if view.atr.startswith(_RESIDENT_ID_ATR) else ReaderState.PRESENT
    return ReaderState.EMPTY
