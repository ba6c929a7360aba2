"""Traditional Mongolian comes from the glossary alone, as sure as the glossary is, with its suffixes bound."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from kiosk.base.texts import LANGUAGES, Texts, read_texts
from tests.gate.source import ROOT

GLOSSARY = Path(__file__).with_name("glossary.json")
# The Mongolian block, with the narrow space that binds a suffix and the plain one between words.
SCRIPT = re.compile(r"[\u1800-\u18AF][\u1800-\u18AF\u202F ]*[\u1800-\u18AF]|[\u1800-\u18AF]")
# Case and possessive suffixes that are written apart; every one that the glossary uses is among them.
SUFFIXES = (
    "ᠶᠢᠨ ᠤᠨ ᠦᠨ ᠤ ᠦ ᠢ ᠶᠢ ᠳᠤ ᠳᠦ ᠲᠤ ᠲᠦ ᠳ᠋ᠤ ᠳ᠋ᠦ ᠠᠴᠠ ᠡᠴᠡ ᠪᠠᠷ ᠪᠡᠷ ᠢᠶᠠᠷ ᠢᠶᠡᠷ ᠲᠠᠢ ᠲᠡᠢ ᠪᠠᠨ ᠪᠡᠨ ᠢᠶᠠᠨ ᠢᠶᠡᠨ ᠯᠤᠭ᠎ᠠ ᠯᠦᠭᠡ"
).split()  # fmt: skip
LIST = Path("kiosk/catalogue/data")
WRITTEN = {".py", ".qml", ".js", ".toml", ".json"}
PLACES = ("app", "ui", "devices", "sync", "printers", "kiosk", "packaging")


@pytest.fixture(scope="module")
def glossary() -> dict[str, str]:
    """Every Mongolian wording with its confidence."""
    rows = json.loads(GLOSSARY.read_text("utf-8"))
    return {row["mn_Mong"]: row["mn_Mong_confidence"] for row in rows if row["mn_Mong"]}


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The product's texts."""
    return read_texts({name: (ROOT / "kiosk" / "texts" / f"{name}.toml").read_text("utf-8") for name in LANGUAGES})


def loose_suffixes(text: str) -> list[str]:
    """Suffixes behind a plain space, which a shaper draws with a false first tooth."""
    words = text.split(" ")
    return [word for word in words[1:] if word in SUFFIXES]


def test_the_glossary_is_there(glossary: dict[str, str]) -> None:
    assert len(glossary) > 60 and set(glossary.values()) == {"H", "M", "L"}


def test_every_mongolian_sentence_is_the_glossary_s_and_no_surer_than_it(
    texts: Texts, glossary: dict[str, str]
) -> None:
    own = {sentence.text: sentence.confidence for sentence in texts.sentences["mn"].values()}
    assert own.keys() - glossary.keys() == set()
    assert own == {text: glossary[text] for text in own}


def test_every_mongolian_text_awaits_a_native_reader() -> None:
    raw = tomllib.loads((ROOT / "kiosk" / "texts" / "mn.toml").read_text("utf-8"))
    assert raw["native_review"] == "required"
    assert all(row["native_review"] == "required" for row in json.loads(GLOSSARY.read_text("utf-8")))


def test_no_mongolian_word_stands_in_source_screens_or_settings(root: Path) -> None:
    """Words stand in the texts, the list's own names in the list; everything else names letters by their numbers."""
    files = (path for top in PLACES for path in sorted((root / top).rglob("*")) if path.suffix in WRITTEN)
    elsewhere = (path for path in files if not path.is_relative_to(root / LIST))
    found = [path for path in elsewhere if SCRIPT.search(path.read_text("utf-8"))]
    assert found == [root / "kiosk" / "texts" / "mn.toml"]


def test_the_list_binds_its_suffixes_too(root: Path) -> None:
    names = SCRIPT.findall((root / LIST / "catalogue.json").read_text("utf-8"))
    assert len(names) > 5 and [word for name in names for word in loose_suffixes(name)] == []


def test_no_suffix_hangs_behind_a_plain_space(texts: Texts, glossary: dict[str, str]) -> None:
    for text in (*glossary, *(sentence.text for sentence in texts.sentences["mn"].values())):
        assert loose_suffixes(text) == [], text.encode("unicode_escape")


def test_a_loose_suffix_would_be_seen() -> None:
    bound = "ᠵᠠᠬᠢᠷᠭᠠᠨ\u202fᠤ ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡ"
    assert loose_suffixes(bound) == []
    assert loose_suffixes(bound.replace("\u202f", " ")) == ["ᠤ"]
    assert SCRIPT.findall(f"x {bound} y") == [bound]
