"""What a receipt says: everything that was agreed, nothing that could betray the person."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.base.clock import TimeConfidence
from kiosk.materials.model import Material, Verification, Way
from kiosk.receipts.codes import verification_code
from kiosk.receipts.compose import compose_receipt
from kiosk.receipts.model import Receipt
from tests.kiosk.receipts.samples import (
    CATALOGUE,
    CODE,
    DIBAO,
    ID_NUMBER,
    NUMBER,
    SHA256,
    WAYS,
    application,
    items,
    receipt,
    say,
)

ITEM = CATALOGUE.item(DIBAO)


def _with(*held: Material, language: str = "zh") -> Receipt:
    filled = application((ITEM,), language, held=held)
    return compose_receipt(filled, SHA256, code=CODE, catalogue=CATALOGUE, say=say(language))


def _material(way: Way, until: str = "", *, verification: Verification = Verification.NONE, pages: int = 0) -> Material:
    listed = ITEM.materials[0]
    return Material(ITEM.id, listed.id, listed.zh, way, verification, until, ("ff",) * pages)


@pytest.mark.parametrize("name", ["欧阳娜娜", "其其格", "Oyungerel Batmunkh", "买买提江·艾合买提"])
@pytest.mark.parametrize("language", ["zh", "en", "mn"])
def test_nothing_of_a_receipt_names_the_person(name: str, language: str) -> None:
    kept = msgspec.json.encode(receipt(items(3), language, name=name)).decode()
    assert name not in kept
    assert name[-2:] not in kept
    assert ID_NUMBER not in kept
    assert ID_NUMBER[-4:] not in kept
    assert ID_NUMBER[6:14] not in kept


def test_number_masked_person_and_both_codes() -> None:
    made = receipt((ITEM,))
    assert (made.number, made.applicant, made.id_tail) == (NUMBER, "其其*", "**28")
    assert (made.qr_text, made.verification_code) == (CODE, verification_code(SHA256))
    assert made.collected == "2026-11-23 10:42"


@pytest.mark.parametrize(
    ("confidence", "note"),
    [(TimeConfidence.UNVERIFIED, say("zh")("receipt.time_unverified")), (TimeConfidence.VERIFIED, "")],
)
def test_a_time_nobody_compared_is_said_to_be_so(confidence: TimeConfidence, note: str) -> None:
    filled = application((ITEM,), confidence=confidence)
    assert compose_receipt(filled, SHA256, code=CODE, catalogue=CATALOGUE, say=say("zh")).time_note == note


@pytest.mark.parametrize(
    ("material", "answer"),
    [
        (_material(Way.CARD_READ), "已读卡"),
        (_material(Way.SIGNED), "已签名"),
        (_material(Way.WAIVED), "免交"),
        (_material(Way.WAIVED, verification=Verification.PENDING), "免交 · 待核验"),
        (_material(Way.CAPTURED, pages=3), "已拍 3 页"),
        (_material(Way.COMMITTED), "已承诺"),
        (_material(Way.DEFERRED, "2026-12-07"), "后补"),
        (_material(Way.NOT_PROVIDED), "没有交"),
    ],
)
def test_every_way_has_its_words(material: Material, answer: str) -> None:
    assert [row.satisfied for row in _with(material).materials] == [answer]


def test_every_way_is_tried_above() -> None:
    assert {way for way, *_ in WAYS} == set(Way)


@pytest.mark.parametrize("until", ["2026-12-07", "20261207"])
def test_what_is_owed_has_its_day(until: str) -> None:
    made = _with(_material(Way.DEFERRED, until), _material(Way.SIGNED))
    assert made.owed == (f"{ITEM.materials[0].zh}，12 月 7 日前补",)


def test_what_is_owed_without_a_day_waits_for_word() -> None:
    assert _with(_material(Way.DEFERRED)).owed == (f"{ITEM.materials[0].zh}，等通知再补",)


def test_pending_verification_is_explained_only_when_something_is_pending() -> None:
    pending = _with(_material(Way.WAIVED, verification=Verification.PENDING))
    assert "pending_note" in pending.words
    assert "pending_note" not in _with(_material(Way.WAIVED)).words


def test_a_paper_that_two_items_want_is_listed_once() -> None:
    same = _material(Way.CARD_READ)
    other = msgspec.structs.replace(same, item_id="another")
    assert len(_with(same, other).materials) == 1
    assert len(_with(same, _material(Way.SIGNED)).materials) == 2


def test_days_are_promised_only_for_one_item_with_known_working_days() -> None:
    days = ITEM.time_limits.committed.value
    assert receipt((ITEM,)).words["limit"] == f"{days} 个工作日从受理算起"
    assert receipt(items(2)).words["limit"] == say("zh")("receipt.limit")
    immediate = CATALOGUE.item("rp-alive")
    assert immediate.time_limits.committed.unit == "immediate"
    assert receipt((immediate,)).words["limit"] == say("zh")("receipt.limit")


def test_english_takes_the_list_s_english_names() -> None:
    made = receipt((ITEM,), "en")
    assert made.items == (ITEM.name.en,)
    assert [row.name for row in made.materials] == [listed.en for listed in ITEM.materials]
    assert made.authority == next(body.en for body in CATALOGUE.authorities if body.id == ITEM.authority)


def test_an_item_the_list_no_longer_has_keeps_the_name_it_was_filled_in_with() -> None:
    filled = application((ITEM,), "en")
    empty = msgspec.structs.replace(CATALOGUE, items=())
    made = compose_receipt(filled, SHA256, code=CODE, catalogue=empty, say=say("en"))
    assert made.items == (ITEM.name.zh,)


def test_the_receipt_never_calls_itself_an_acceptance() -> None:
    words = receipt((ITEM,)).words
    assert words["title"] == "收件回执"
    assert words["not_acceptance"] == "本回执不是受理通知书"
    assert "受理回执" not in "".join(words.values())


@pytest.mark.parametrize("language", ["zh", "en", "mn"])
def test_every_sentence_is_asked_for_with_its_parameters(language: str) -> None:
    words = receipt(items(3), language).words
    assert words.pop("reprint").count("{copy}") == 1
    assert not [word for word in words.values() if "{" in word or not word.strip()]
