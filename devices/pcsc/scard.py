"""PC/SC's functions, one typed wrapper each: success returns, every other result is a PcscError."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from smartcard import scard

from devices.pcsc.codes import PcscCode
from devices.pcsc.errors import FOREIGN, PcscError, mapped

UNAWARE = 0
# The pseudo-reader whose state changes when a reader is plugged or pulled.
PNP = "\\\\?PnP?\\Notification"
_SCOPE_SYSTEM, _SHARE_SHARED, _SHARE_DIRECT, _LEAVE_CARD, _RESET_CARD = 2, 2, 3, 0, 1
_PROTOCOL_UNDEFINED, _PROTOCOL_T0, _PROTOCOL_T1 = 0, 1, 2
_ROOTS = tuple(FOREIGN)


@dataclass(frozen=True, slots=True)
class ReaderView:
    """What PC/SC says of one reader: flags with the event counter in the high half, and the card's ATR."""

    name: str
    flags: int
    atr: bytes


@dataclass(frozen=True, slots=True)
class CardHandle:
    """A connected card and the protocol it agreed to."""

    number: int
    protocol: int


class Scard:
    """The functions of one `winscard` library; `native` is pyscard's low-level module or what a test puts in its place."""

    def __init__(self, native: ModuleType = scard) -> None:
        self._native = native

    def _call(self, function: str, *arguments: object) -> tuple[int, list[Any]]:
        try:
            answer = getattr(self._native, function)(*arguments)
        except _ROOTS as error:
            raise mapped(error) from error
        parts = list(answer) if isinstance(answer, (list, tuple)) else [answer]
        # pyscard gives signed results on some builds and unsigned ones on others.
        return int(parts[0]) & 0xFFFFFFFF, parts[1:]

    def _succeed(self, function: str, *arguments: object) -> list[Any]:
        result, values = self._call(function, *arguments)
        if result != PcscCode.S_SUCCESS:
            raise PcscError(function, result)
        return values

    def establish(self) -> int:
        """A new context; one a thread, never shared (a shared one was measured to block 2.8 s)."""
        return int(self._succeed("SCardEstablishContext", _SCOPE_SYSTEM)[0])

    def release(self, context: int) -> None:
        """Gives a context back."""
        self._succeed("SCardReleaseContext", context)

    def readers(self, context: int) -> tuple[str, ...]:
        """The names of all readers; none is an empty tuple, not an error."""
        result, values = self._call("SCardListReaders", context, [])
        if result == PcscCode.E_NO_READERS_AVAILABLE:
            return ()
        if result != PcscCode.S_SUCCESS:
            raise PcscError("SCardListReaders", result)
        return tuple(values[0])

    def changes(self, context: int, timeout_s: float, *, known: Mapping[str, int]) -> tuple[ReaderView, ...]:
        """The readers' views as soon as one differs from its known flags; nothing when time ran out or it was cancelled."""
        result, values = self._call("SCardGetStatusChange", context, int(timeout_s * 1000), list(known.items()))
        if result in (PcscCode.E_TIMEOUT, PcscCode.E_CANCELLED):
            return ()
        if result != PcscCode.S_SUCCESS:
            raise PcscError("SCardGetStatusChange", result)
        return tuple(ReaderView(name, int(flags), bytes(atr)) for name, flags, atr in values[0])

    def cancel(self, context: int) -> None:
        """Makes a blocked `changes` of that context return; frees nothing else."""
        self._succeed("SCardCancel", context)

    def connect(self, context: int, reader: str) -> CardHandle:
        """Powers the card and opens it, shared with others, in T=0 or T=1."""
        values = self._succeed("SCardConnect", context, reader, _SHARE_SHARED, _PROTOCOL_T0 | _PROTOCOL_T1)
        return CardHandle(int(values[0]), int(values[1]))

    def begin(self, card: CardHandle) -> None:
        """Takes the card for this handle alone."""
        self._succeed("SCardBeginTransaction", card.number)

    def end(self, card: CardHandle) -> None:
        """Gives the card free for other handles."""
        self._succeed("SCardEndTransaction", card.number, _LEAVE_CARD)

    def disconnect(self, card: CardHandle) -> None:
        """Closes the handle and resets the card, so that nothing it was told stays true for the next program."""
        self._succeed("SCardDisconnect", card.number, _RESET_CARD)

    def abandon(self, card: CardHandle) -> None:
        """Closes the handle of a card that stopped answering, and touches the card no more.

        A reset that fails makes pcscd 1.9.9 call the slot empty until a card is pulled: measured in 13 of 60 swaps that
        were quicker than its 400 ms poll, and in none of 100 without the reset.
        """
        self._succeed("SCardDisconnect", card.number, _LEAVE_CARD)

    def rouse(self, context: int, reader: str) -> None:
        """Resets whatever is in a slot that pcscd calls empty or mute: what it lost sight of is found again so."""
        values = self._succeed("SCardConnect", context, reader, _SHARE_DIRECT, _PROTOCOL_UNDEFINED)
        self._succeed("SCardDisconnect", int(values[0]), _RESET_CARD)

    def transmit(self, card: CardHandle, command: bytes) -> bytes:
        """The card's raw answer to one APDU; blocks as long as the card does."""
        values = self._succeed("SCardTransmit", card.number, card.protocol, list(command))
        return bytes(values[0])
