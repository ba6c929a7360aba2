"""PcscDocumentReader: travel documents on a PC/SC reader, opened with what is printed in them."""

from __future__ import annotations

from functools import partial

from devices.cards import travel
from devices.pcsc.reader import PcscCardReader
from kiosk.base.clock import Clock, Entropy
from kiosk.cards import CardContent, CardProblem, CardRef
from kiosk.cards.mrz import DocumentKey

_ATTEMPTS = 2


class PcscDocumentReader:
    """The DocumentReader over a reader that goes on saying by itself what is in its slot; called on that reader's lane."""

    def __init__(self, reader: PcscCardReader, clock: Clock, *, entropy: Entropy) -> None:
        self._reader = reader
        self._clock = clock
        self._entropy = entropy

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        """The holder, or why not. DeviceError as `PcscCardReader.read`. A session that broke is never resumed: it begins anew."""
        dialogue = partial(travel.read, key=key, entropy=self._entropy, today=self._clock.now().day())
        return self._reader.converse(card, deadline_s, dialogue=dialogue, attempts=_ATTEMPTS)
