"""What the tests of the delivery wing share: a clock and an entropy that are told, a canary citizen, what they hand in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from kiosk.applications.draft import Draft
from kiosk.applications.model import Kind, canonical
from kiosk.base.clock import Moment
from kiosk.base.events import CITIZEN, AuditEvent, Verb
from kiosk.base.steps import Reached, unwatched
from kiosk.forms.model import Answer, AnswerSource
from kiosk.materials.model import Material, Way
from kiosk.outbox.model import Sealed, UnsealedHeader
from kiosk.receipts.model import Receipt, ReceiptMaterial
from sync.seal.envelope import EnvelopeSealer
from sync.seal.intl import IntlSuite
from sync.seal.keys import DeviceKeys, derive
from sync.store.disk import REAL_DISK, Disk
from sync.store.store import Store, open_store

NOW_MS = 1_764_000_000_000
NOW = Moment(NOW_MS)
TERMINAL = "B24-0001"
KEYS: DeviceKeys = derive(b"\x07" * 32)
HUB_PRIVATE = b"\x21" * 32
SUITE = IntlSuite()
HUB_PUBLIC = SUITE.sealing_public(HUB_PRIVATE)
SEALER = EnvelopeSealer(SUITE, KEYS, hub_key=lambda: HUB_PUBLIC, terminal=TERMINAL)

# Nobody is called this, and the number's check character is wrong on purpose.
CANARY_NAME = "娜仁格日勒图雅"
CANARY_NUMBER = "150822194803075553"
BINDING = f"resident_id\x1f{CANARY_NUMBER}\x1f\x1f2016-03-01\x1f磴口县公安局".encode()


@dataclass(slots=True)
class ToldClock:
    """A Clock that stands still until it is moved."""

    unix_ms: int = NOW_MS

    def now(self) -> Moment:
        return Moment(self.unix_ms)

    def monotonic_s(self) -> float:
        return self.unix_ms / 1000


@dataclass(slots=True)
class CountedEntropy:
    """An Entropy whose every answer is another one, and the same ones in every run."""

    seed: bytes = b""
    count: int = field(default=0)

    def bytes(self, count: int) -> bytes:
        self.count += 1
        return hashlib.shake_256(self.seed + self.count.to_bytes(8, "big")).digest(count)


def opened(
    path: Path,
    *,
    reached: Reached = unwatched,
    keys: DeviceKeys = KEYS,
    clock: ToldClock | None = None,
    disk: Disk = REAL_DISK,
) -> Store:
    """The store at `path`."""
    return open_store(path, keys, clock=clock or ToldClock(), entropy=CountedEntropy(), reached=reached, disk=disk)


def draft(id: str, *, name: str = CANARY_NAME, saved_at_ms: int = NOW_MS) -> Draft:
    """What the canary has said so far."""
    answers = {
        "name": Answer(name, AnswerSource.CARD),
        "id_number": Answer(CANARY_NUMBER, AnswerSource.CARD),
    }
    return Draft(
        id=id,
        item_ids=("rp-alive",),
        catalogue_version="2025-11",
        language="zh",
        answers=answers,
        materials=(Material("rp-alive", "m1", "居民身份证", Way.CARD_READ),),
        page=2,
        saved_at_ms=saved_at_ms,
    )


def receipt(id: str) -> Receipt:
    """A receipt as it is composed: masked fields only."""
    return Receipt(
        application_id=id,
        number="B240000017X",
        items=("养老保险待遇资格认证",),
        applicant="娜*",
        id_tail="**53",
        collected="2025-11-24 10:00",
        time_note="",
        materials=(ReceiptMaterial("居民身份证", "读卡"),),
        owed=(),
        station="磴口县补隆淖镇便民服务站",
        division="150822000000",
        terminal=TERMINAL,
        authority="磴口县人力资源和社会保障局",
        qr_text="DS1/B240000017X/0123456789AB",
        verification_code="0123456789AB",
        language="zh",
        words={"title": "收件回执"},
    )


def plain(id: str) -> bytes:
    """Canonical bytes that hold the canary in the clear, as an application does before it is sealed."""
    return canonical(draft(id))


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing handed in; calling it with the sequence seals it, as the runner does."""

    id: str
    kind: Kind = Kind.APPLICATION
    with_receipt: str = "yes"
    at_ms: int = NOW_MS

    def __call__(self, sequence: int) -> Sealed:
        raw, digest = SEALER.envelope(plain(self.id), UnsealedHeader(self.id, self.kind, sequence, "rp-alive"))
        row = msgspec.json.encode(receipt(self.id)) if self.with_receipt else None
        event = AuditEvent(Verb.APPLICATION_COLLECTED, CITIZEN, self.id, self.at_ms)
        return Sealed(self.id, self.kind, "rp-alive", raw, digest, event, row)

    def without_receipt(self) -> Submission:
        """The same, of a kind that has no receipt."""
        return replace(self, with_receipt="")
