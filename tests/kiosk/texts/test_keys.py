"""Every sentence that is asked for is there, and every sentence that is there is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.base.texts import LANGUAGES, Texts, read_texts
from tests.gate.source import ROOT, Module
from tests.kiosk.texts.keys import (
    FILLED,
    KEY,
    OTHER,
    PATTERN,
    filled,
    keys_of,
    product_modules,
    python_asks,
    python_strings,
    qml_strings,
    words,
)

GAP = re.compile(r"\{(\w+)\}")
REPLACED = re.compile(r'replace\("\{(\w+)\}"')
# Written like keys: a module, a file.
NOT_KEYS = ("app.main", "receipt.pdf")


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    """The product's Python."""
    return product_modules(ROOT)


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The product's texts."""
    return read_texts({name: (ROOT / "kiosk" / "texts" / f"{name}.toml").read_text("utf-8") for name in LANGUAGES})


def strings(modules: list[Module], root: Path) -> list[tuple[str, str]]:
    """Every text of the product with where it stands, put-together ones with {} in their gaps."""
    return [*python_strings(modules), *((where, text) for where, text, _ in qml_strings(root))]


def test_every_key_that_is_put_together_is_in_the_table(modules: list[Module], root: Path, texts: Texts) -> None:
    """With all that may stand in its gaps; nothing stands in the table that is not in the source."""
    heads = {key.split(".")[0] for key in texts.sentences["zh"]} | {"{}"}
    joined = {text for _, text in strings(modules, root) if "{}" in text and PATTERN.fullmatch(text)}
    found = {text for text in joined if text.split(".")[0] in heads and not text.startswith(("word.", "app."))}
    assert found == set(FILLED) | OTHER


def test_every_sentence_asked_for_is_there(modules: list[Module], root: Path, texts: Texts) -> None:
    known = set(texts.sentences["zh"])
    heads = {key.split(".")[0] for key in known}
    asked = [(ask.where, key) for ask in python_asks(modules) for key in keys_of(ask)]
    asked += [(where, text) for where, text, line in qml_strings(root) if "say[" in line and KEY.fullmatch(text)]
    asked += [("put together", key) for pattern in FILLED for key in filled(pattern)]
    asked += [("ui/viewmodels/texts.py", key) for key in words(modules)]
    missing = {(where, key) for where, key in asked if key.split(".")[0] in heads and key not in known}
    strange = sorted(f"{where}: {key}" for where, key in missing if key not in NOT_KEYS)
    assert not strange, "\n".join(strange)


def test_every_sentence_that_is_there_is_asked_for(modules: list[Module], root: Path, texts: Texts) -> None:
    asked = {text for _, text in strings(modules, root)} | words(modules)
    asked |= {key for pattern in FILLED for key in filled(pattern)}
    assert not set(texts.sentences["zh"]) - asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_of_a_sentence_is_filled_by_whoever_says_it(
    language: str, modules: list[Module], root: Path, texts: Texts
) -> None:
    """A language may leave a gap out, but never ask for what nobody gives; a person would read it as {braces}."""
    given: dict[str, set[str]] = {}
    handed_through: set[str] = set()
    for ask in python_asks(modules):
        for key in keys_of(ask):
            given.setdefault(key, set()).update(ask.given or ())
            handed_through |= {key} if ask.given is None else set()
    for where, text, _ in qml_strings(root):
        page = (root / where.rpartition(":")[0]).read_text("utf-8")
        given.setdefault(text, set()).update(REPLACED.findall(page))
    wanted = {key: set(GAP.findall(sentence.text)) for key, sentence in texts.sentences[language].items()}
    left = {key: gaps - given.get(key, set()) for key, gaps in wanted.items() if key not in handed_through}
    assert {key: gaps for key, gaps in left.items() if gaps} == {}
    assert len([key for key, gaps in wanted.items() if gaps]) > 30 or language == "mn"


def test_a_key_nobody_wrote_would_be_seen(modules: list[Module], texts: Texts) -> None:
    asked = {key for ask in python_asks(modules) for key in keys_of(ask)}
    assert {"card.reading.title", "offer.apply.short", "problem.mobile.start"} <= asked & set(texts.sentences["zh"])
    assert filled("fault.{}.{}")[:2] == ["fault.B01.title", "fault.B01.remedy"]
