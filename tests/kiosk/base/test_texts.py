"""Sentences by key: falling back, gaps that are marked, gaps that are not."""

from __future__ import annotations

import re

import pytest

from kiosk.base.errors import ConfigError
from kiosk.base.texts import LANGUAGES, Sentence, Texts, read_texts
from tests.gate.source import ROOT

ZH = '[texts]\n"a.b" = "一"\n"a.c" = "{n} 个"\n"a.d" = { text = "三", clip = "d.opus" }\n'
EN = '[texts]\n"a.b" = "one"\n"a.c" = "{n} of them"\n"a.d" = "three"\n'
MN = 'confidence = "L"\ngaps = ["a.c", "a.d"]\n[texts]\n"a.b" = { text = "ᠨᠢᠭᠡ", confidence = "H" }\n'


EVEN = re.compile(r"\S(?:.*\S)?|(?:\S.*)?[,:] ", re.DOTALL)


def made(zh: str = ZH, mn: str = MN, en: str = EN) -> Texts:
    """Texts of three small files."""
    return read_texts({"zh": zh, "mn": mn, "en": en})


@pytest.fixture(scope="module")
def shipped() -> Texts:
    """The product's texts."""
    return read_texts({name: (ROOT / "kiosk" / "texts" / f"{name}.toml").read_text("utf-8") for name in LANGUAGES})


def test_a_gap_is_said_in_chinese_and_is_a_gap() -> None:
    texts = made()
    assert (texts.say("en", "a.b"), texts.say("mn", "a.d")) == ("one", "三")
    assert texts.is_gap("mn", "a.d") and not texts.is_gap("mn", "a.b") and not texts.is_gap("zh", "a.d")
    assert texts.table("mn") == {"a.b": "ᠨᠢᠭᠡ", "a.c": "{n} 个", "a.d": "三"}
    assert texts.faults() == []


def test_params_are_filled_in_every_language() -> None:
    assert [made().say(language, "a.c", n="3") for language in LANGUAGES] == ["3 个", "3 个", "3 of them"]


def test_a_sentence_carries_its_confidence_and_clip() -> None:
    texts = made()
    assert texts.sentence("zh", "a.d") == Sentence("三", "H", "d.opus")
    assert texts.sentence("mn", "a.b") == Sentence("ᠨᠢᠭᠡ", "H")
    assert made(mn='confidence = "L"\n[texts]\n"a.b" = "ᠨᠢᠭᠡ"').sentence("mn", "a.b").confidence == "L"


def test_what_is_in_no_language_or_lacks_a_param_is_a_bug() -> None:
    for key, params in (("a.x", {}), ("a.c", {"m": "3"})):
        with pytest.raises(KeyError):
            made().say("zh", key, **params)


def test_every_fault_of_the_files_is_told_at_once() -> None:
    mn = 'gaps = ["a.b", "a.x"]\n[texts]\n"a.b" = "ᠨᠢᠭᠡ"\n"a.y" = "?"\n'
    assert made(mn=mn, en='[texts]\n"a.b" = "one"').faults() == [
        "mn: a.c is missing and not marked as a gap",
        "mn: a.d is missing and not marked as a gap",
        "mn: a.b is marked as a gap but is there",
        "mn: a.x is not a key of zh",
        "mn: a.y is not a key of zh",
        "en: a.c is missing and not marked as a gap",
        "en: a.d is missing and not marked as a gap",
    ]


@pytest.mark.parametrize("files", [{}, {"zh": ZH, "mn": MN}, {"zh": ZH, "mn": "[texts", "en": EN}])
def test_a_file_that_cannot_be_read_is_a_coded_fault(files: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as told:
        read_texts(files)
    assert told.value.code == "G02"


def test_what_is_shipped_is_whole(shipped: Texts) -> None:
    """Chinese and English complete, Mongolian complete or marked; nothing empty, nothing with a space at its end."""
    assert shipped.faults() == [] and shipped.gaps["zh"] == shipped.gaps["en"] == frozenset()
    assert set(shipped.sentences["zh"]) == set(shipped.sentences["en"])
    every = [(language, key, one) for language in LANGUAGES for key, one in shipped.sentences[language].items()]
    assert [(language, key) for language, key, one in every if one.confidence not in ("H", "M", "L")] == []
    # "Still owed: " and ", " go before something else on the line.
    uneven = [(language, key) for language, key, one in every if not EVEN.fullmatch(one.text)]
    assert uneven == []


def test_english_is_english(shipped: Texts) -> None:
    """Chinese stands in it only where the product or a language names itself."""
    chinese = [
        key for key, one in shipped.sentences["en"].items() if any("\u4e00" <= char <= "\u9fff" for char in one.text)
    ]
    assert [key for key in chinese if not key.startswith(("app.name", "attract.zh", "language."))] == []
