"""The audit as a file for strangers: JSON, one line each for the opening, every event, every checkpoint and countersignature."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from kiosk.delivery.model import Signed
from sync.store.audit import SqliteAudit
from sync.store.chain import AuditHead, Hash, Link, walk
from sync.store.errors import AUDIT_BROKEN, fault, storing
from sync.store.trail import Judges, Standing, kept_checkpoints, kept_countersignatures, lost, named

VERSION = 1


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="audit", tag_field="kind"):
    """Whose audit it is, and from where to where; `before` is the hash of event `since`, `n` and `hash` are the last event's, hashes in hex."""

    version: int
    terminal: str
    suite: str
    device_key: str
    since: int
    before: str
    n: int
    hash: str

    def start(self) -> AuditHead:
        """From where the file goes on. Raises StoreError S07."""
        return AuditHead(self.since, _unhex(self.before))

    def device(self) -> bytes:
        """The device's public key. Raises StoreError S07."""
        return _unhex(self.device_key)


class EventLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="event", tag_field="kind"):
    """One event: `event` is the very text that was hashed, `stamp` null where the first program wrote it."""

    n: int
    stamp: int | None
    event: str
    hash: str


class GapLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="gap", tag_field="kind"):
    """A run of events that were lost with a damaged database, declared when the rest was salvaged."""

    first: int
    last: int


class CheckpointLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="checkpoint", tag_field="kind"):
    """What the device signed, as text, and its signature in hex."""

    statement: str
    signature: str


class CountersignatureLine(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="countersignature", tag_field="kind"
):
    """What the hub signed, as text, and its signature in hex."""

    statement: str
    signature: str


Line = Opening | EventLine | GapLine | CheckpointLine | CountersignatureLine


@dataclass(frozen=True, slots=True)
class Whose:
    """The terminal a file is exported for: its id, its suite's name, its device's public key."""

    terminal: str
    suite: str
    device_public: bytes


def exported(db: Database, audit: SqliteAudit, whose: Whose, *, since: int = 0) -> Generator[bytes]:
    """The file's lines for the events after number `since`, all of one moment; no line feeds. Raises StoreError S.. .

    S07 where there is no event of that number; what else is wrong with the chain is exported as it is.
    """
    with storing("export"):
        db.conn.execute("BEGIN")
    try:
        yield from (msgspec.json.encode(line) for line in _lines(db, audit, whose, since=since))
    finally:
        db.conn.execute("ROLLBACK")


def _lines(db: Database, audit: SqliteAudit, whose: Whose, *, since: int) -> Iterator[Line]:
    before, head = audit.at(since), audit.head()
    if before is None:
        raise fault(AUDIT_BROKEN, f"there is no event {since}")
    yield Opening(
        version=VERSION,
        terminal=whose.terminal,
        suite=whose.suite,
        device_key=whose.device_public.hex(),
        since=since,
        before=before.hash.hex(),
        n=head.n,
        hash=head.hash.hex(),
    )
    for link in audit.links(since):
        yield EventLine(link.n, link.stamp, link.body.decode("utf-8", "replace"), link.hash.hex())
    for first, last in audit.gaps().items():
        yield GapLine(first, last)
    for signed in kept_checkpoints(db, since):
        yield CheckpointLine(signed.body.decode("utf-8", "replace"), signed.signature.hex())
    for signed in kept_countersignatures(db, since):
        yield CountersignatureLine(signed.body.decode("utf-8", "replace"), signed.signature.hex())


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's lines, read."""

    opening: Opening
    links: tuple[Link, ...]
    gaps: Mapping[int, int]
    checkpoints: tuple[Signed, ...]
    countersignatures: tuple[Signed, ...]


def read_export(lines: Iterable[bytes]) -> Exported:
    """The lines of a file taken apart; raises StoreError S07 for a line that is none."""
    read = [_line(raw, number) for number, raw in enumerate(lines, 1)]
    openings = [line for line in read if isinstance(line, Opening)]
    if len(openings) != 1 or openings[0].version != VERSION:
        raise fault(AUDIT_BROKEN, "it is no exported audit")
    return Exported(
        openings[0],
        tuple(Link(it.n, it.event.encode(), _unhex(it.hash), it.stamp) for it in read if isinstance(it, EventLine)),
        {it.first: it.last for it in read if isinstance(it, GapLine)},
        tuple(_signed(it) for it in read if isinstance(it, CheckpointLine)),
        tuple(_signed(it) for it in read if isinstance(it, CountersignatureLine)),
    )


def verify_export(file: Exported, judges: Judges, *, hash: Hash) -> Standing:
    """The file by itself: every event follows, every checkpoint is in it, and it ends where it says. Raises StoreError S07."""
    opening = file.opening
    signed, furthest = named(file.checkpoints, file.countersignatures, judges)
    head = walk(file.links, opening.start(), hash=hash, signed=signed, gaps=file.gaps)
    if (head.n, head.hash.hex()) != (opening.n, opening.hash):
        raise fault(AUDIT_BROKEN, f"it ends at event {head.n}, and says event {opening.n}")
    return Standing(head, furthest, lost(file.gaps))


def _line(raw: bytes, number: int) -> Line:
    try:
        line: Line = msgspec.json.decode(raw, type=Line)
        return line
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise fault(AUDIT_BROKEN, f"line {number} is no line of an exported audit") from None


def _signed(line: CheckpointLine | CountersignatureLine) -> Signed:
    return Signed(line.statement.encode(), _unhex(line.signature))


def _unhex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise fault(AUDIT_BROKEN, "a hash, key or signature is not hexadecimal") from None
