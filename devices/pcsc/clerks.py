"""PcscClerkCardReader: clerks' cards on a PC/SC reader."""

from __future__ import annotations

from devices.cards import piv
from devices.pcsc.apdu import Exchange
from devices.pcsc.reader import PcscCardReader
from kiosk.cards import CardProblem, CardRef
from kiosk.identity.clerk import ClerkProof, PinRefusal, SignInChallenge


class PcscClerkCardReader:
    """The ClerkCardReader over a reader that goes on saying by itself what is in its slot; called on that reader's lane."""

    def __init__(self, reader: PcscCardReader) -> None:
        self._reader = reader

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        """The card's proof, or why there is none; DeviceError as `PcscCardReader.read`. Held once: a PIN is never sent twice."""

        def dialogue(exchange: Exchange) -> ClerkProof | PinRefusal | CardProblem:
            return piv.prove(exchange, pin, challenge=challenge)

        return self._reader.converse(card, deadline_s, dialogue=dialogue)
