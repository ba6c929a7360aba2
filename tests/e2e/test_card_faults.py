"""A person gets through every fault of cards and readers: played through the doors at a running terminal, told, and got over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import slots
from devices import deck
from kiosk.cards import CardProblem, ReaderState
from kiosk.forms.document import BIRTH, EXPIRY, NUMBER
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.outbox.model import EntryState
from tests.app.stage import ITEM, stage_in
from tests.e2e.conftest import Table, opened
from ui.viewmodels.card import CardViewModel

ROOT = Path(__file__).resolve().parents[2]
GOOD = "herder"
PROBLEM = "card.problem.{}.title", "card.problem.{}.lead"
# Acts at the doors of `kiosk`, and the sentences the screen must then say.
Fault = tuple[str, tuple[str, ...]]


def problem(act: str, name: CardProblem) -> Fault:
    return act, tuple(key.format(name) for key in PROBLEM)


def refused(act: str, name: IdentityRefusal) -> Fault:
    return act, ("card.problem.identity.title", f"identity.refused.{name}")


def away(act: str, code: str) -> Fault:
    return act, (f"fault.{code}.title", "card.closed.lead", f"fault.{code}.remedy")


FAULTS: dict[str, tuple[Fault, ...]] = {
    "handling": (
        problem("card yank", CardProblem.REMOVED),
        problem("card exchange", CardProblem.CHANGED),
        problem("card mute", CardProblem.MUTE),
    ),
    "placing": (
        problem("card reverse", CardProblem.MUTE),
        problem("card misplace over-eighty", CardProblem.WRONG_SLOT),
        problem("card misplace social-security", CardProblem.INSERT),
    ),
    "waiting": (
        problem("card stall", CardProblem.TIMEOUT),
        problem("card hold", CardProblem.BUSY),
        problem("card stick", CardProblem.STUCK),
        away("reader unplug", "C02"),
        away("reader stop", "C01"),
        ("card break", ("fault.C03.title", "fault.C03.remedy")),
    ),
    "cards": (
        problem("card insert unknown", CardProblem.UNSUPPORTED),
        problem("card insert locked", CardProblem.DENIED),
        problem("card insert damaged", CardProblem.DAMAGED),
        ("card insert passport", ("card.problem.citizen_card_asked.title", "identity.refused.citizen_card_asked")),
        problem("card insert pace-document", CardProblem.PACE_ONLY),
    ),
    "reader": tuple(away(f"reader fail {code}", code) for code in deck.SAM_FAULTS),
    "identity": (
        refused("card insert nameless", IdentityRefusal.NAME_MISSING),
        refused("card insert wrong-number", IdentityRefusal.NUMBER_INVALID),
        refused("card insert wrong-birthday", IdentityRefusal.BIRTH_DATE_MISMATCH),
    ),
}
# Told on the pages of the document's key instead, or after them: test_a_document_that_its_key_opens; the last one at the
# signature: tests/app/test_two_readers.py. A clerk's card asks for its PIN where an office is known (tests/app/test_visit_clerk.py),
# and is told where none is: tests/kiosk/journey/test_clerking.py.
ELSEWHERE = {
    CardProblem.CLERK_CARD,
    CardProblem.KEY_NEEDED,
    CardProblem.KEY_WRONG,
    IdentityRefusal.NUMBER_MISSING,
    IdentityRefusal.OTHER_PERSON,
}
PRINTED = {NUMBER: "E99000017", BIRTH: "19740812", EXPIRY: "20330415"}


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that comes to nothing is given up after a second."""
    monkeypatch.setattr(slots, "SESSION_S", 1.0)


def door(table: Table, act: str) -> None:
    """`kiosk` in a process of its own, while the terminal serves."""
    command = [sys.executable, "-m", "app.main", *act.split(), "--state-dir", str(table.stage.directory)]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    table.wait(lambda: process.poll() is not None)
    said = process.communicate()
    assert process.returncode == 0, (act, said)


def at_the_card(table: Table) -> states.InsertingCard | None:
    """The page that asks for a card, if it is shown."""
    return table.state if isinstance(table.state, states.InsertingCard) else None


def met(table: Table, fault: Fault) -> None:
    """The fault is played, the screen says what is wrong and what to do, and the visit is where it was."""
    act, keys = fault
    door(table, act)
    texts = table.kiosk.terminal.product.texts
    if act == "card break":
        table.wait(lambda: isinstance(table.state, states.Faulted))
        assert table.says(keys[0]) and table.says(keys[1])
        table.post(events.Confirmed())
    else:
        title = texts.say(table.language, keys[0])
        table.wait(lambda: at_the_card(table) is not None and table.shown(CardViewModel, "title") == title)
        assert [key for key in keys if not table.says(key)] == [], act
    here = at_the_card(table)
    assert here is not None and here.visit.item_ids == (ITEM,) and here.visit.identity is None, act


# Both languages' words are compared in tests/ui/screens/test_card_faults.py; here each group is played in one.
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("group", "language"),
    [("handling", "zh"), ("placing", "en"), ("waiting", "en"), ("cards", "zh"), ("reader", "zh"), ("identity", "en")],
)
def test_every_fault_is_told_and_got_over(tmp_path: Path, qtbot: QtBot, group: str, language: Language) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        table.walk(table.person(lambda: None), states.InsertingCard)
        for fault in FAULTS[group]:
            met(table, fault)
        if table.shown(CardViewModel, "stage") == "closed":
            door(table, "reader plug")
            table.wait(lambda: table.shown(CardViewModel, "stage") == "insert")
        door(table, f"card insert {GOOD}")
        table.walk(table.person(lambda: None), states.Submitted)
    assert stage_in(tmp_path).entries() == [EntryState.QUEUED]


@pytest.mark.parametrize(("card", "language"), [("expired", "zh"), ("social-security", "en")])
def test_what_is_no_fault_goes_on(tmp_path: Path, qtbot: QtBot, card: str, language: Language) -> None:
    with opened(stage_in(tmp_path), qtbot, language) as table:
        table.walk(table.person(lambda: None), states.InsertingCard)
        door(table, f"card slow {card}")
        table.wait(lambda: isinstance(table.state, states.ConfirmingIdentity))
        assert table.says("identity.expired" if card == "expired" else "card.note.social")
        table.walk(table.person(lambda: None), states.Submitted)
    assert stage_in(tmp_path).entries() == [EntryState.QUEUED]


def keyed(table: Table, number: str) -> None:
    """What opens a document is entered, and the card answers."""
    for name, text in (PRINTED | {NUMBER: number}).items():
        table.post(events.AnswerEntered(name, text), events.Confirmed())
    table.wait(lambda: not isinstance(table.state, states.ReadingCard))


def test_a_document_that_its_key_opens(tmp_path: Path, qtbot: QtBot) -> None:
    with opened(stage_in(tmp_path), qtbot) as table:
        # Of what is offered here, one of the few things a passport's holder may apply for.
        table.walk(table.person(lambda: None, item="hotline"), states.InsertingCard)
        door(table, "card insert travel-permit")
        table.wait(lambda: isinstance(table.state, states.KeyingDocument))
        keyed(table, "E99000018")
        assert isinstance(table.state, states.KeyingDocument) and table.says("problem.document.wrong")
        keyed(table, PRINTED[NUMBER])
        assert at_the_card(table) is not None and table.says("identity.refused.number_missing")
        door(table, "card insert passport")
        table.wait(lambda: isinstance(table.state, states.KeyingDocument))
        keyed(table, PRINTED[NUMBER])
        assert isinstance(table.state, states.ConfirmingIdentity)


def test_nothing_that_can_go_wrong_is_left_out() -> None:
    """Each problem and refusal has its fault above, each act its problem; a new one wants its own."""
    told = {key for faults in FAULTS.values() for _, keys in faults for key in keys}
    for name in CardProblem:
        assert (PROBLEM[0].format(name) in told) is (name not in ELSEWHERE), name
    for refusal in IdentityRefusal:
        assert (f"identity.refused.{refusal}" in told) is (refusal not in ELSEWHERE), refusal
    acts = {act.split()[1] for faults in FAULTS.values() for act, _ in faults}
    assert set(deck.MISHAPS) - {"slow"} <= acts
    wrong = {ReaderState.EMPTY, ReaderState.PRESENT, ReaderState.NO_READER, ReaderState.NO_SERVICE}
    assert all(CardProblem(state) for state in ReaderState if state not in wrong)
