"""One session with one card: connected, in a transaction, with a deadline, and reset after its last answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from devices.deadline import Deadline
from devices.pcsc.apdu import SHORTEST_ANSWER, Transmit, TransmitError
from devices.pcsc.codes import PcscCode
from devices.pcsc.errors import PcscError
from devices.pcsc.scard import CardHandle, Scard
from kiosk.base.errors import DeviceError
from kiosk.cards import CardProblem

_BUSY_PAUSE_S = 0.1

Pause = Callable[[float], None]


@contextmanager
def session(scard: Scard, context: int, *, reader: str, deadline: Deadline, pause: Pause) -> Iterator[Transmit]:
    """Gives what sends an APDU and brings the answer. Any failure leaves the block, and with it the handle dies.

    That matters: a card swapped between two polls was seen to answer on the handle of the card before it, after one
    failed transmission. Raises PcscError, or TransmitError when the deadline passed between two APDUs.
    """
    card = _connect(scard, context, reader=reader, deadline=deadline, pause=pause)
    close = scard.abandon

    def transmit(command: bytes) -> bytes:
        nonlocal close
        _check(deadline)
        close = scard.abandon
        answer = scard.transmit(card, command)
        if len(answer) < SHORTEST_ANSWER:
            raise TransmitError(CardProblem.REMOVED)
        close = scard.disconnect
        return answer

    try:
        scard.begin(card)
        close = scard.disconnect
        try:
            yield transmit
        finally:
            with suppress(DeviceError):
                scard.end(card)
    finally:
        with suppress(DeviceError):
            close(card)


def _connect(scard: Scard, context: int, *, reader: str, deadline: Deadline, pause: Pause) -> CardHandle:
    _check(deadline)
    while True:
        try:
            return scard.connect(context, reader)
        except PcscError as error:
            if error.result != PcscCode.E_SHARING_VIOLATION:
                raise
        if deadline.passed():
            raise TransmitError(CardProblem.BUSY)
        pause(min(_BUSY_PAUSE_S, deadline.left_s()))


def _check(deadline: Deadline) -> None:
    if deadline.passed():
        raise TransmitError(CardProblem.TIMEOUT)
