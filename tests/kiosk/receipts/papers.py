"""One sheet of every document, as a terminal at a gacha would make it, in any language and size and for any name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import msgspec

from kiosk.applications.model import Application, Place, Signature, Timestamp
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.ids import reference_number
from kiosk.cards import Authenticity, CardContent, CardKind
from kiosk.forms.build import build_form, locked_answers
from kiosk.forms.choices import place_options
from kiosk.forms.model import Answer, AnswerSource, Form, Raw
from kiosk.identity.model import Identity
from kiosk.materials.model import Material, Verification, Way
from kiosk.receipts.balance import Balance, balance_sheet
from kiosk.receipts.collection import collection_sheet
from kiosk.receipts.compose import compose_receipt
from kiosk.receipts.filled import commitment_sheet, form_sheet
from kiosk.receipts.guide import Desk, guide_sheet, told_once_sheet
from kiosk.receipts.model import PrintSize
from kiosk.receipts.notices import Acceptance, Lacking, Supplement, acceptance_sheet, supplement_sheet
from kiosk.receipts.occasion import Occasion
from kiosk.receipts.sheet import Sheet
from kiosk.status.readiness import Look, Readiness, readiness_sheet
from tests.kiosk.receipts.samples import (
    CATALOGUE,
    CODE,
    COLLECTED_MS,
    DIBAO,
    ID_NUMBER,
    SHA256,
    application,
    say,
)

ITEM = CATALOGUE.item(DIBAO)
# The one item whose Mongolian name the list has.
NAMED = CATALOGUE.item("mi-enrol")
PLACE = Place("150824100205", "白音塔拉嘎查便民服务站", "B24")
DEVICES = frozenset({"id_reader", "ss_card_reader", "doc_camera", "sign_pad", "receipt_printer"})
DESK = Desk(DEVICES, "0478-5550105", "8:30–17:30")
HELD = tuple(
    Material(ITEM.id, listed.id, listed.zh, way, verification, until, sha256)
    for listed, (way, verification, until, sha256) in zip(
        ITEM.materials,
        (
            (Way.CARD_READ, Verification.NONE, "", ()),
            (Way.WAIVED, Verification.PENDING, "", ()),
            (Way.SIGNED, Verification.NONE, "", ()),
            (Way.SIGNED, Verification.NONE, "", ()),
            (Way.COMMITTED, Verification.NONE, "", ()),
            (Way.NOT_PROVIDED, Verification.NONE, "", ()),
        ),
        strict=True,
    )
)
ANSWERS: Mapping[str, Raw] = {
    "residence_division": "150824100205", "residence_address": "白音塔拉嘎查二组 17 号", "mobile": "13947800001",
    "family": (("巴特尔", "150821195103110017", "配偶", "慢性病", "务农", "600"), ("乌云", "150821198806240026", "女儿", "健康", "打零工", "1800")),
    "annual_income": "14400", "property": ("存款", "牲畜"), "livestock": "12", "hardship": "因病", "expenses": "9800",
    "relative_of_staff": "0",
}  # fmt: skip
# 其其格 in running hand: not real letters, but strokes as long and as many.
STROKES = (
    ((120, 90, 0), (205, 84, 40), (290, 96, 80)), ((170, 50, 200), (166, 150, 260), (150, 240, 320)),
    ((240, 48, 420), (246, 140, 460), (252, 232, 520)), ((110, 238, 600), (200, 230, 640), (310, 244, 700)),
    ((420, 92, 900), (520, 80, 950), (600, 90, 990)), ((470, 48, 1100), (462, 160, 1160), (440, 242, 1220)),
    ((560, 52, 1300), (566, 150, 1350), (580, 238, 1400)), ((700, 60, 1500), (700, 250, 1600)),
    ((660, 110, 1700), (750, 100, 1750)), ((800, 70, 1800), (860, 130, 1850), (790, 250, 1950), (930, 240, 2050)),
)  # fmt: skip


def _filled(language: str, name: str) -> tuple[Application, Form]:
    card = CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name=name,
        id_number=ID_NUMBER,
        ethnicity="蒙古",
        address="内蒙古自治区巴彦淖尔市乌拉特中旗白音塔拉嘎查 17 号",
    )
    identity = Identity(card)
    form = build_form(
        (ITEM,), identity, DEVICES, places=place_options(CATALOGUE, PLACE.division, station="白音塔拉嘎查")
    )
    given = {key: Answer(value, AnswerSource.PERSON) for key, value in ANSWERS.items()}
    made = application((ITEM,), language, name=name, held=HELD)
    document = msgspec.structs.replace(made.document, answers={**locked_answers(form, identity), **given})
    signature = Signature("0" * 64, STROKES, Timestamp(COLLECTED_MS - 60_000, TimeConfidence.VERIFIED))
    return msgspec.structs.replace(made, document=document, signature=signature), form


def _receipt(occasion: Occasion, name: str) -> Sheet:
    made, _ = _filled(occasion.language, name)
    receipt = compose_receipt(made, SHA256, code=CODE, catalogue=CATALOGUE, say=occasion.say)
    return replace(collection_sheet(receipt), size=occasion.size)


def _acceptance(occasion: Occasion, name: str) -> Sheet:
    made, _ = _filled(occasion.language, name)
    receipt = compose_receipt(made, SHA256, code=CODE, catalogue=CATALOGUE, say=occasion.say)
    act = Acceptance(
        receipt.authority, "乌中民受〔2026〕0412号", "150824-2026-0031875", "2026-11-25 09:20", date(2027, 1, 8)
    )
    return acceptance_sheet(receipt, act, occasion)


def _supplement(occasion: Occasion, name: str) -> Sheet:
    made, _ = _filled(occasion.language, name)
    receipt = compose_receipt(made, SHA256, code=CODE, catalogue=CATALOGUE, say=occasion.say)
    lacking = (
        Lacking("家庭经济状况核对授权书", "女儿乌云没有签名，请她签上"),
        Lacking("病历、残疾证等刚性支出证明", "照片看不清第二页，请重拍"),
    )
    return supplement_sheet(
        receipt, Supplement(receipt.authority, date(2026, 11, 26), lacking, date(2026, 12, 10)), occasion
    )


def _form(occasion: Occasion, name: str) -> Sheet:
    made, form = _filled(occasion.language, name)
    return form_sheet(made, form, occasion, catalogue=CATALOGUE)


def _commitment(occasion: Occasion, name: str) -> Sheet:
    made, _ = _filled(occasion.language, name)
    return commitment_sheet(made, occasion, catalogue=CATALOGUE)


def _balance(occasion: Occasion, _: str) -> Sheet:
    waiting = tuple(reference_number("B24", number) for number in (21, 22))
    return balance_sheet(
        Balance(date(2026, 11, 23), 8, 8, 6, waiting, missing=(reference_number("B24", 19),)), occasion
    )


def _readiness(occasion: Occasion, _: str) -> Sheet:
    looks = (Look("settings", ("G01",)), Look("readers"), Look("list"), Look("texts"), Look("fonts", ("P11",)))
    return readiness_sheet(Readiness(looks, "0.1.0", CATALOGUE.version), occasion)


DOCUMENTS: Mapping[str, Callable[[Occasion, str], Sheet]] = {
    "collection": _receipt,
    "acceptance": _acceptance,
    "told-once": lambda occasion, _: told_once_sheet((ITEM,), occasion, catalogue=CATALOGUE, desk=DESK),
    "supplement": _supplement,
    "guide": lambda occasion, _: guide_sheet(NAMED, occasion, catalogue=CATALOGUE, desk=DESK),
    "commitment": _commitment,
    "form": _form,
    "balance": _balance,
    "readiness": _readiness,
}
# Those that say whose they are.
PERSONAL = ("collection", "acceptance", "supplement", "commitment", "form")


def paper(document: str, language: str = "zh", size: PrintSize = PrintSize.ORDINARY, *, name: str = "其其格") -> Sheet:
    """The document, made at a quarter to eleven on the day of the samples."""
    at = Moment(COLLECTED_MS + 180_000, TimeConfidence.VERIFIED)
    return DOCUMENTS[document](Occasion(PLACE, language, say(language), at, size), name)
