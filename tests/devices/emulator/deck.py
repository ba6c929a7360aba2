"""Every card the virtual reader can hold, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Protocol

from tests.devices.emulator import cards
from tests.devices.emulator.passport import TD1, TD1_INFORMATION, Passport
from tests.devices.emulator.piv import FROM, STRANGER_KEY, Paper, PivCard, rsa_card


class Chip(Protocol):
    """One powered card."""

    @property
    def atr(self) -> bytes:
        """What it says when it is powered."""
        ...

    def answer(self, command: bytes) -> bytes:
        """The answer to one APDU, status word last."""
        ...

    def reset(self) -> None:
        """Power went, or the reader reset it."""
        ...


_OTHERS: Mapping[str, Callable[[], Chip]] = {
    "passport": Passport,
    "passport-card": partial(Passport, TD1, TD1_INFORMATION),
    "passport-pace": partial(Passport, pace_only=True),
    "passport-lying": partial(Passport, lies=True),
    # Another person's zone behind this document's key: a chip sewn into the wrong booklet.
    "passport-mixed": partial(Passport, TD1),
    "piv": PivCard,
    "piv-rsa": rsa_card,
    "piv-last-try": partial(PivCard, tries=1),
    "piv-expired": partial(PivCard, certificate=Paper(ends=FROM + timedelta(days=30)).der()),
    "piv-stranger": partial(PivCard, certificate=Paper(issuer_key=STRANGER_KEY).der()),
}


def deal(name: str) -> Chip:
    """The card of that name, freshly powered."""
    return _OTHERS[name]() if name in _OTHERS else cards.make(name)
