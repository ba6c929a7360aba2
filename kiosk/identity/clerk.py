"""A clerk signs in with a card: what is asked of the card, what it answers, and why that may not be enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kiosk.base.clock import Moment
from kiosk.cards import CardProblem, CardRef

# A signature made for one purpose must be worth nothing for another.
DOMAIN = b"kiosk-login-v1"
NONCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignInChallenge:
    """What the card signs: this terminal, this once, now. `nonce` is fresh and has NONCE_BYTES."""

    terminal: str
    nonce: bytes
    at: Moment

    def message(self) -> bytes:
        """The bytes that are signed; each part behind its length, so that no two challenges have the same."""
        parts = (DOMAIN, self.terminal.encode(), self.nonce, self.at.unix_ms.to_bytes(8, "big"))
        return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


@dataclass(frozen=True, slots=True)
class ClerkProof:
    """What the card answered: its certificate (DER) and its signature of the challenge."""

    certificate: bytes
    signature: bytes


class PinTrouble(StrEnum):
    """MALFORMED was never sent to the card; WRONG cost a try; BLOCKED takes none any more."""

    MALFORMED = "malformed"
    WRONG = "wrong"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class PinRefusal:
    """Why a PIN did not do, and how many tries the card has left when it said so."""

    trouble: PinTrouble
    tries_left: int | None = None


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who signed in, as their certificate names them."""

    name: str = field(repr=False)
    certificate_serial: int

    @property
    def number(self) -> str:
        """What they are filed under: the serial number of their certificate, as programs that show certificates write it."""
        return f"{self.certificate_serial:X}"


class SignInRefusal(StrEnum):
    """Why a proof does not make a clerk."""

    UNREADABLE = "unreadable"
    UNKNOWN_ISSUER = "unknown_issuer"
    NOT_VALID_NOW = "not_valid_now"
    REVOKED = "revoked"
    NOT_FOR_SIGNING = "not_for_signing"
    SIGNATURE = "signature"


class ClerkCardReader(Protocol):
    """What a reader can do besides: have a clerk's card sign. Blocking, called on that reader's own lane."""

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        """The card's proof. The PIN is sent once at most, whatever happens."""
        ...
