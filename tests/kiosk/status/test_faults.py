"""Every fault has one code, words, and a line on the page of faults; no code is spoken of that has none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kiosk.base import errors
from kiosk.base.errors import Blame, KioskError
from kiosk.base.texts import LANGUAGES, Texts, read_texts
from kiosk.status.faults import FAULTS, Remedy, fault_of
from tests.docs.pages import page
from tests.gate.source import ROOT, Module, read
from tests.kiosk.status.codes import codes_in, errors_made, letters, named_codes

# The tree of kiosk/base/errors.py: which letter each kind of error speaks with.
LETTERS = {
    "LaneStuck": "B",
    "ConfigError": "G",
    "CatalogueError": "L",
    "DeviceError": "C",
    "CameraError": "V",
    "PrinterError": "P",
    "StoreError": "S",
    "SealError": "K",
    "ReceiptError": "R",
    "LinkError": "N",
}
# Who may be told to do what: nobody at the screen can mend what only a technician can.
HANDS = {
    Blame.DEVICE: {Remedy.CHECK_READER, Remedy.CHECK_PRINTER, Remedy.CHANGE_PAPER, Remedy.CALL_STAFF, Remedy.WAIT},
    Blame.CONFIGURATION: {Remedy.CALL_TECHNICIAN},
    Blame.PLATFORM: {Remedy.CALL_TECHNICIAN},
    Blame.LINK: {Remedy.WAIT},
    Blame.TERMINAL: {Remedy.CALL_TECHNICIAN, Remedy.CALL_STAFF, Remedy.WAIT},
}


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    """The product's source."""
    return read(ROOT)


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The product's texts."""
    return read_texts({name: (ROOT / "kiosk" / "texts" / f"{name}.toml").read_text("utf-8") for name in LANGUAGES})


def test_the_codes_spoken_of_are_exactly_those_of_the_catalogue(modules: list[Module]) -> None:
    spoken = codes_in(modules)
    assert {code: spoken[code] for code in spoken.keys() - FAULTS.keys()} == {}
    assert FAULTS.keys() - spoken.keys() == set(), "in the catalogue, but nothing ever says them"


def test_a_code_is_filed_under_itself_and_in_order() -> None:
    assert [fault.code for fault in FAULTS.values()] == sorted(FAULTS)
    assert all(code == fault.code and re.fullmatch(r"[A-Z]\d\d", code) for code, fault in FAULTS.items())
    assert len({fault.cause for fault in FAULTS.values()}) == len(FAULTS), "two faults with one cause are one fault"


def test_every_kind_of_error_has_its_own_letter(modules: list[Module]) -> None:
    kinds = {kind.__name__ for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, KioskError)}
    assert kinds == {*LETTERS, "KioskError"}
    assert {code[0] for code in FAULTS} == set(LETTERS.values())
    named = named_codes(modules)
    made = errors_made(modules, frozenset(LETTERS) - {"LaneStuck"})
    wrong = [where for where, kind, code in made if (said := letters(code, named)) and LETTERS[kind] not in said]
    assert len(made) > 40 and not wrong, "\n".join(wrong)
    assert KioskError("S01").text_key == "fault.S01.title"
    assert errors.LaneStuck("store").code == "B02"


def test_an_error_with_a_letter_not_its_own_would_be_seen() -> None:
    source = "raise StoreError('N01')\nBUSY = 'S03'\nraise LinkError(BUSY, 'x')\nraise StoreError(BUSY)"
    module = Module("sync/planted.py", source, ast.parse(source))
    made = errors_made([module], frozenset(LETTERS))
    named = named_codes([module])
    assert [LETTERS[kind] in letters(code, named) for _, kind, code in made] == [False, False, True]
    assert set(codes_in([module])) == {"N01", "S03"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_words_of_its_own(language: str, texts: Texts) -> None:
    for code in FAULTS:
        for part in ("title", "remedy"):
            assert not texts.is_gap(language, f"fault.{code}.{part}"), (language, code, part)
    titles = [texts.say(language, f"fault.{code}.title") for code in FAULTS]
    assert len(set(titles)) == len(titles), "two faults nobody could tell apart"
    keys = {key.split(".")[1] for key in texts.sentences[language] if re.match(r"fault\.[A-Z]", key)}
    assert keys == set(FAULTS)


@pytest.mark.parametrize("code", FAULTS)
def test_the_remedy_is_in_the_hands_of_whom_the_fault_is_blamed_on(code: str) -> None:
    assert FAULTS[code].remedy in HANDS[FAULTS[code].blame]


def test_every_remedy_is_somebody_s() -> None:
    assert {fault.remedy for fault in FAULTS.values()} == set(Remedy)


@pytest.mark.parametrize("code", ["", "Z99", "S1", "s01"])
def test_a_code_nobody_knows_is_the_program_s_own_mistake(code: str) -> None:
    assert fault_of(code) == FAULTS["B01"]


def test_the_page_of_faults_says_what_the_program_says(texts: Texts, root: Path) -> None:
    listed = [tuple(row) for row in page(root / "docs" / "faults.md").rows() if re.fullmatch(r"[A-Z]\d\d", row[0])]
    said = [
        (
            fault.code,
            str(fault.blame),
            fault.cause,
            *(texts.say("en", f"fault.{fault.code}.{part}").replace("\n", " ") for part in ("title", "remedy")),
            fault.remedy.replace("_", " "),
        )
        for fault in FAULTS.values()
    ]
    assert listed == said


def test_the_page_has_a_section_for_every_letter(root: Path) -> None:
    sections = re.findall(r"^## ([A-Z]): ", (root / "docs" / "faults.md").read_text("utf-8"), re.MULTILINE)
    assert sections == sorted(set(LETTERS.values()))
