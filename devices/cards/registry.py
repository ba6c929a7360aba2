"""The list of card drivers, in the order they are tried."""

from __future__ import annotations

from collections.abc import Callable

from devices.cards import piv, resident_id, social_security, travel
from devices.pcsc.apdu import Exchange
from kiosk.cards import CardContent, CardProblem

# Spoken to by APDUs, on any PC/SC reader. The last two are only recognised: they want a key or a PIN first.
CHIP_DRIVERS: tuple[Callable[[Exchange], CardContent | CardProblem], ...] = (
    social_security.read,
    travel.recognise,
    piv.recognise,
)
# Text blocks a SAM hands out.
BLOCK_DECODERS: tuple[Callable[[bytes], CardContent | CardProblem], ...] = (resident_id.decode,)


def read_chip(exchange: Exchange) -> CardContent | CardProblem:
    """What the first driver that knows the card reads from it; UNSUPPORTED when none does."""
    for read in CHIP_DRIVERS:
        outcome = read(exchange)
        if outcome is not CardProblem.UNSUPPORTED:
            return outcome
    return CardProblem.UNSUPPORTED


def decode_block(raw: bytes) -> CardContent | CardProblem:
    """What the first decoder that knows the layout finds in a SAM's text block; UNSUPPORTED when none does."""
    for decode in BLOCK_DECODERS:
        outcome = decode(raw)
        if outcome is not CardProblem.UNSUPPORTED:
            return outcome
    return CardProblem.UNSUPPORTED
