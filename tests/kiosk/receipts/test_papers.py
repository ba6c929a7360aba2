"""What the papers say: all of it, of the list and of nothing else, and of the person only what may stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

import msgspec
import pytest

from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.ids import grouped
from kiosk.base.texts import LANGUAGES
from kiosk.materials.model import Way
from kiosk.materials.rules import PROXY_PAPER
from kiosk.receipts.filled import commitment_sheet
from kiosk.receipts.guide import guide_sheet, told_once_sheet
from kiosk.receipts.notices import Lacking, Supplement, supplement_sheet
from kiosk.receipts.occasion import Occasion
from kiosk.receipts.sheet import Facts, Listing, Moments, Notice, Part, Roster, Sheet, Signing, Table
from kiosk.status.readiness import Look, Readiness, readiness_sheet
from tests.kiosk.receipts.papers import DESK, DOCUMENTS, HELD, ITEM, NAMED, PLACE, STROKES, paper
from tests.kiosk.receipts.samples import CATALOGUE, COLLECTED_MS, ID_NUMBER, NUMBER, application, receipt, say

P = TypeVar("P")
NAME = "欧阳娜娜"
KEPT = ("collection", "acceptance", "supplement", "told-once", "guide", "balance", "readiness")
AT = Moment(COLLECTED_MS, TimeConfidence.VERIFIED)
ZH = Occasion(PLACE, "zh", say("zh"), AT)


def strings(value: object) -> list[str]:
    """Everything a sheet says."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in strings(each)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in strings(getattr(value, name))]


def parts(sheet: Sheet) -> list[Part]:
    """Every part, in order."""
    return [*sheet.about, *(part for section in sheet.sections for part in section)]


def one(sheet: Sheet, kind: type[P], head: str = "") -> P:
    """The one part of a kind, under a head if it is named."""
    (found,) = [part for part in parts(sheet) if isinstance(part, kind) and head in ("", getattr(part, "head", ""))]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", KEPT)
def test_what_stays_names_nobody(document: str, language: str) -> None:
    said = "\n".join(strings(paper(document, language, name=NAME)))
    for secret in (NAME, NAME[-2:], ID_NUMBER, ID_NUMBER[6:14], ID_NUMBER[-4:]):
        assert secret not in said


@pytest.mark.parametrize("document", ["form", "commitment"])
def test_what_is_for_the_person_s_own_hands_names_them(document: str) -> None:
    said = strings(paper(document, name=NAME))
    assert NAME in said
    assert ID_NUMBER in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_every_sentence_is_whole(document: str, language: str) -> None:
    sheet = paper(document, language)
    assert [text for text in strings(sheet) if "{" in text] == []
    assert (sheet.gap != "") == (language == "mn")
    assert sheet.title
    assert sheet.foot


def test_no_two_papers_have_one_title() -> None:
    for language in LANGUAGES:
        assert len({paper(document, language).title for document in DOCUMENTS}) == len(DOCUMENTS)


def test_only_the_acceptance_has_both_moments_reached() -> None:
    collected, accepted = one(paper("collection"), Moments).moments
    assert (collected.reached, accepted.reached) == (True, False)
    both = one(paper("acceptance"), Moments)
    assert [moment.reached for moment in both.moments] == [True, True]
    assert [moment.when for moment in both.moments] == ["2026-11-23 10:42", "2026-11-25 09:20"]
    assert both.closing == ("30 个工作日从受理算起", "最晚 2027-01-08 办结")
    assert "不是受理通知书" in "".join(one(paper("collection"), Moments).closing)
    assert "不是受理通知书" not in "".join(strings(paper("acceptance")))


def test_a_guide_has_everything_that_is_published() -> None:
    sheet = paper("guide")
    said = strings(sheet)
    assert [part.head for part in parts(sheet) if isinstance(part, Listing)] == ["哪些人能办", "怎么办", "依据"]
    for words in (*NAMED.conditions, *NAMED.legal_basis, NAMED.fee.amount, NAMED.result.name):
        assert words in "\n".join(said)
    assert any(DESK.phone in text for text in said)
    assert any(DESK.hours in text for text in said)
    assert any("12345" in text for text in said)
    assert [row.name for row in one(sheet, Table).rows] == [material.zh for material in NAMED.materials]


def test_the_list_s_mongolian_name_stands_beside_the_chinese_one() -> None:
    own = NAMED.name.mn_Mong
    assert own is not None
    assert own in strings(paper("guide", "mn"))
    assert NAMED.name.zh in strings(paper("guide", "mn"))
    assert own not in strings(paper("guide", "zh"))


def test_told_once_asks_for_what_the_list_asks_for_and_for_nothing_twice() -> None:
    two = (ITEM, CATALOGUE.item("temp-aid"))
    sheet = told_once_sheet(two, ZH, catalogue=CATALOGUE, desk=DESK)
    names = [row.name for row in one(sheet, Table).rows]
    assert set(names) == {material.zh for item in two for material in item.materials}
    assert len(names) < sum(len(item.materials) for item in two)
    assert one(sheet, Notice).body == "不在这张纸上的，不会再向您要。"
    # Two items, two limits: each stands under its name.
    assert [part.head for part in parts(sheet) if isinstance(part, Facts)][:2] == [item.name.zh for item in two]


def test_a_paper_for_proxies_is_said_to_be_one() -> None:
    listed = [material.id for material in ITEM.materials]
    rows = one(told_once_sheet((ITEM,), ZH, catalogue=CATALOGUE, desk=DESK), Table).rows
    assert rows[listed.index(PROXY_PAPER)].note == "替别人办才要。"


def test_an_item_known_in_outline_only_sends_to_the_window_for_its_conditions() -> None:
    light = next(item for item in CATALOGUE.items if item.fidelity == "light")
    sheet = guide_sheet(light, ZH, catalogue=CATALOGUE, desk=DESK)
    assert one(sheet, Listing, "哪些人能办").entries == (say("zh")("told.conditions.outline"),)


def test_a_supplement_says_everything_at_once_and_what_is_wrong_with_each() -> None:
    lacking = tuple(Lacking(f"材料 {number}", f"原因 {number}") for number in range(7))
    sheet = supplement_sheet(receipt((ITEM,)), Supplement("民政局", date(2026, 11, 26), lacking), ZH)
    rows = one(sheet, Table).rows
    assert [(row.name, row.note) for row in rows] == [(each.material, each.why) for each in lacking]
    assert one(sheet, Notice).title == "请尽早补齐"
    assert grouped(NUMBER) in strings(sheet)


def test_the_filled_form_has_every_answer_in_words() -> None:
    sheet = paper("form")
    facts = {row.label: row.value for part in parts(sheet) if isinstance(part, Facts) for row in part.rows}
    assert facts["出生日期"] == "1949-03-05"
    assert facts["现居住地区划"] == "白音塔拉嘎查"
    assert facts["家庭财产声明"] == "存款\n牲畜"
    assert facts["待遇发放账户（社保卡号）"] == "没填"
    assert facts["是否与经办人员、嘎查村干部有近亲属关系"] == "否"
    assert one(sheet, Roster).rows[0][0] == "巴特尔"
    assert one(sheet, Signing).strokes == STROKES


def test_a_commitment_is_of_what_was_promised_and_of_nothing_else() -> None:
    rows = one(paper("commitment"), Table).rows
    assert [row.name for row in rows] == [held.name_zh for held in HELD if held.way is Way.COMMITTED]
    assert one(paper("commitment"), Listing, "要符合的条件").entries == ITEM.conditions
    told = one(paper("commitment"), Listing, "机关告诉您").entries
    assert any("不承诺" in line for line in told)
    assert any("不实" in line for line in told)
    kept = tuple(held for held in HELD if held.way is not Way.COMMITTED)
    with pytest.raises(ValueError, match="promised"):
        commitment_sheet(application((ITEM,), held=kept), ZH, catalogue=CATALOGUE)


def test_the_signature_is_bound_to_what_the_screen_showed() -> None:
    made = application((ITEM,), held=HELD)
    other = msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, consent="consent-2"))
    seals = [one(commitment_sheet(each, ZH, catalogue=CATALOGUE), Signing).notes[-1] for each in (made, other)]
    assert all(seal.startswith("校验 ") for seal in seals)
    assert seals[0] != seals[1]


def test_a_slip_tells_every_fault_with_its_remedy_and_only_then_that_it_is_not_ready() -> None:
    good = Readiness((Look("settings"), Look("fonts")), "1.0", "2")
    assert one(readiness_sheet(good, ZH), Notice).title == "可以开门"
    bad = replace(good, looks=(Look("settings", ("G01", "G03", "G01")), Look("fonts")))
    sheet = readiness_sheet(bad, ZH)
    assert one(sheet, Notice).title == "还不能开门"
    settings, fonts = one(sheet, Table).rows
    assert (settings.answer, fonts.answer, fonts.note) == ("G01、G03", "好", "")
    assert settings.note.splitlines()[0] == say("zh")("fault.G01.title")


def test_a_clock_nobody_compared_is_told_on_every_paper() -> None:
    unsure = replace(ZH, at=Moment(COLLECTED_MS))
    sheet = told_once_sheet((ITEM,), unsure, catalogue=CATALOGUE, desk=DESK)
    assert (say("zh")("receipt.time_unverified"),) in sheet.foot
    assert (say("zh")("receipt.time_unverified"),) not in paper("told-once").foot
