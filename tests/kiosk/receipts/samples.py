"""Applications whose receipts the tests look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from kiosk.applications.model import (
    Application,
    Document,
    ItemRef,
    Person,
    Place,
    Signature,
    Timestamp,
)
from kiosk.base.clock import TimeConfidence
from kiosk.base.ids import reference_number
from kiosk.base.texts import LANGUAGES, read_texts
from kiosk.cards import Authenticity
from kiosk.catalogue.model import Catalogue, ServiceItem
from kiosk.materials.model import Material, Verification, Way
from kiosk.receipts.compose import Say, compose_receipt
from kiosk.receipts.model import Receipt

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = msgspec.json.decode((ROOT / "kiosk/catalogue/data/catalogue.json").read_bytes(), type=Catalogue)
TEXTS = read_texts({name: (ROOT / f"kiosk/texts/{name}.toml").read_text("utf-8") for name in LANGUAGES})
NUMBER = reference_number("B24", 17)
SHA256 = "3f2a" * 16
# As a terminal of the gm suite signs one: the longest there is.
CODE = (
    "DS2/RRQIEA:60100000GO037DFF8JOEC4C8CKP17380QG8+Q6646646:96U5B26DU+GW0TE1N%I0F:7F:7F:7F:7F:7F:7F:7F:73P0QG8$Q66"
    "467460T0ZBA27B6%P00R9ZCFI1HYC4$PVJ7U%4V35H.UE$IE:FX 3 DGHBD GTT+P+BM%F9/:15UB+SLLUF%WSKF0/L7B3L9B2/6C9FG6BD+8P"
)
# 2026-11-23 10:42 in Beijing.
COLLECTED_MS = 1795401720000
ID_NUMBER = "150821194903052428"
DIBAO = "dibao"

# One after the other for the materials of an item, so that every way occurs.
WAYS = (
    (Way.CARD_READ, Verification.NONE, "", ()),
    (Way.WAIVED, Verification.PENDING, "", ()),
    (Way.SIGNED, Verification.NONE, "", ()),
    (Way.DEFERRED, Verification.NONE, "2026-12-07", ()),
    (Way.CAPTURED, Verification.NONE, "", ("a1", "b2", "c3")),
    (Way.COMMITTED, Verification.NONE, "", ()),
    (Way.NOT_PROVIDED, Verification.NONE, "", ()),
)


def say(language: str) -> Say:
    """The terminal's own sentences in one language."""
    return partial(TEXTS.say, language)


def items(count: int) -> tuple[ServiceItem, ...]:
    """The items with the most materials."""
    return tuple(sorted(CATALOGUE.items, key=lambda item: (-len(item.materials), item.no)))[:count]


def materials(item: ServiceItem) -> tuple[Material, ...]:
    """The item's materials, each satisfied in another way."""
    return tuple(
        Material(item.id, listed.id, listed.zh, way, verification, until, sha256)
        for place, listed in enumerate(item.materials)
        for way, verification, until, sha256 in (WAYS[place % len(WAYS)],)
    )


def application(
    chosen: Sequence[ServiceItem],
    language: str = "zh",
    *,
    name: str = "其其格",
    confidence: TimeConfidence = TimeConfidence.UNVERIFIED,
    held: tuple[Material, ...] | None = None,
) -> Application:
    """An application for the items, collected at a station."""
    refs = tuple(
        ItemRef(item.id, item.name.zh, item.codes.implementation_code, "", CATALOGUE.version, item.authority)
        for item in chosen
    )
    document = Document(
        id="0199a000-0000-7000-8000-000000000001",
        items=refs,
        applicant=Person(name, ID_NUMBER, "resident_id", Authenticity.VERIFIED),
        agent=None,
        clerk=None,
        answers={},
        materials=held if held is not None else sum((materials(item) for item in chosen), ()),
        place=Place("150824100205", "白音塔拉嘎查便民服务站", "B24"),
        language=language,
        consent="consent-1",
    )
    signature = Signature("0" * 64, (), Timestamp(COLLECTED_MS, confidence))
    return Application(document, signature, NUMBER, 17, Timestamp(COLLECTED_MS, confidence))


def receipt(chosen: Sequence[ServiceItem], language: str = "zh", *, name: str = "其其格") -> Receipt:
    """The receipt of such an application."""
    filled = application(chosen, language, name=name)
    return compose_receipt(filled, SHA256, code=CODE, catalogue=CATALOGUE, say=say(language))
