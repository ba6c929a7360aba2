"""The states from the signature to the door: handing in, the number, the paper, a grade, taking one's things."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.applications.model import Signature
from kiosk.journey.visit import Visit


@dataclass(frozen=True, slots=True)
class Submitting:
    """Waiting until the entry is durable; while there is a `signature`, the card that lies in the reader is read again before.

    `looked`: what lies there was looked at a second time.
    """

    visit: Visit
    signature: Signature | None = None
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """Seeing the number; collected, not yet accepted."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class TakingReceipt:
    """Taking the paper, or being told what to do without one."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Rating:
    """Rating, or skipping it with one touch."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Leaving:
    """Taking card and papers."""

    visit: Visit
