"""The chain of hashes: how an event follows from the one before it, and where a chain is not what was signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sync.store.errors import AUDIT_BROKEN, fault

Hash = Callable[[bytes], bytes]
# The hashes, in hex, that checkpoints name of an event, by its number.
Signings = Mapping[int, frozenset[str]]
UNSIGNED: Signings = MappingProxyType({})
# Events of the first schema have no stamp; the two domains keep a hash of one kind from being taken for one of the other.
_UNSTAMPED = b"kiosk-audit-v1\x00"
_STAMPED = b"kiosk-audit-v2\x00"


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last event's number and hash; whoever holds one notices when the chain is cut short."""

    n: int
    hash: bytes


START = AuditHead(0, bytes(32))


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is kept: its number, its bytes, its hash, its stamp by the hybrid clock if it has one."""

    n: int
    body: bytes
    hash: bytes
    stamp: int | None


def chained(before: AuditHead, body: bytes, *, stamp: int | None, hash: Hash) -> AuditHead:
    """The event after `before`: hash(domain ‖ hash of the one before ‖ n ‖ stamp ‖ event as canonical JSON), numbers in 8 bytes."""
    n = before.n + 1
    stamped = _UNSTAMPED if stamp is None else _STAMPED
    numbers = n.to_bytes(8, "big") + (b"" if stamp is None else stamp.to_bytes(8, "big"))
    return AuditHead(n, hash(stamped + before.hash + numbers + body))


def walk(
    links: Iterable[Link], start: AuditHead, *, hash: Hash, signed: Signings, gaps: Mapping[int, int]
) -> AuditHead:
    """The end of the chain; `signed` is what must stand in it, `gaps` the runs of events that were declared lost, last by first.

    Raises StoreError S07 at the first event that does not follow, is not what was signed, or is missing at the end.
    """
    head, last = start, 0
    for link in links:
        # Once an event is stamped, each later one is, and later.
        follows = _later(link.stamp, last) and (gaps.get(head.n + 1) == link.n - 1 or _links(head, link, hash=hash))
        if not follows:
            raise fault(AUDIT_BROKEN, f"event {head.n + 1}")
        if link.n in signed and signed[link.n] != {link.hash.hex()}:
            raise fault(AUDIT_BROKEN, f"event {link.n} is not the one that was signed")
        head, last = AuditHead(link.n, link.hash), link.stamp or 0
    furthest = max(signed, default=0)
    if furthest > head.n:
        raise fault(AUDIT_BROKEN, f"it ends at event {head.n}, and event {furthest} was signed")
    return head


def _links(head: AuditHead, link: Link, *, hash: Hash) -> bool:
    return link.n == head.n + 1 and chained(head, link.body, stamp=link.stamp, hash=hash).hash == link.hash


def _later(stamp: int | None, last: int) -> bool:
    return not last if stamp is None else 0 < stamp.bit_length() < 64 and stamp > last
