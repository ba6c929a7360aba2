"""Whether an entry still is what was sealed: its bytes, their hash, and what its row says about them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.hashes import SM3, Hash

from kiosk.base.errors import SealError
from kiosk.outbox.model import OutboxEntry
from kiosk.outbox.reasons import ParkReason
from sync.seal.envelope import parse


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _sm3(raw: bytes) -> str:
    digest = Hash(SM3())
    digest.update(raw)
    return digest.finalize().hex()


# An envelope is named by its own suite's hash; a queue may hold entries from before the suite was changed.
_HASHES: tuple[Callable[[bytes], str], ...] = (_sha256, _sm3)


def doubt(entry: OutboxEntry) -> ParkReason | None:
    """Why the entry must not be sent, None when it is sound."""
    if not any(name(entry.envelope) == entry.sha256 for name in _HASHES):
        return ParkReason.CHANGED
    try:
        header = parse(entry.envelope).header
    except SealError:
        return ParkReason.UNREADABLE
    said = (header.id, header.kind, header.item)
    # What was carried here has the number that the terminal it came from gave it.
    named = header.terminal == entry.origin if entry.origin else header.sequence == entry.sequence
    return None if named and said == (entry.id, entry.kind, entry.item) else ParkReason.MISLABELLED
