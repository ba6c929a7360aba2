"""Sealed applications from photographs of receipts, checked and put into the queue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.shown import symbols_in
from app.system import SystemClock
from kiosk.base.errors import SealError
from kiosk.outbox.model import Carried
from sync.carry.paper import Gathered, join
from sync.seal.devicelist import ListedDevice
from sync.seal.envelope import parse, verify
from sync.seal.suite import Suite
from sync.store.store import Store

INCOMPLETE = "R08"
UNSOUND = "R09"


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one receipt's backup: `code` is "" when its entry is in the queue, with `standing` there."""

    code: str
    symbols: int
    lacking: int = 0
    id: str = ""
    standing: str = ""
    sequence: int = 0
    origin: str = ""


def returned_from(
    raws: Sequence[bytes], store: Store, known: Mapping[str, ListedDevice], *, suite: Suite, own: str
) -> Iterator[Returned]:
    """One a receipt whose symbols are in the files. Raises StoreError S.., S05 when an id is known with other bytes."""
    for gathered in join(symbol for raw in raws for symbol in symbols_in(raw)):
        if gathered.lacking:
            yield Returned(INCOMPLETE, gathered.found, gathered.lacking)
            continue
        carried = _carried(gathered, known, suite)
        if carried is None:
            yield Returned(UNSOUND, gathered.found)
            continue
        entry = store.outbox.take_in(carried, own, SystemClock().now())
        terminal = carried.header.terminal
        yield Returned("", gathered.found, 0, entry.id, entry.state, entry.sequence, terminal)


def _carried(gathered: Gathered, known: Mapping[str, ListedDevice], suite: Suite) -> Carried | None:
    """The envelope, if a known terminal signed these very bytes."""
    if gathered.envelope is None:
        return None
    try:
        parsed = parse(gathered.envelope)
        device = known.get(parsed.header.device_key_id)
        if device is None or device.terminal != parsed.header.terminal:
            return None
        verify(parsed, device.public, suite)
    except SealError:
        return None
    return Carried(parsed.header, gathered.envelope, suite.hash(gathered.envelope).hex())
