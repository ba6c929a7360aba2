"""View-models: they speak when a value changes and only then, mask what a neighbour could read, and add no rules of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.cards import CardProblem, CardStatus, ReaderState
from kiosk.forms.model import FieldKind, FormField
from kiosk.forms.words import dashed
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.receipts.model import PrintState
from tests.ui.screens.stage import PERSON, Stage, make_facts, read_files, to_card, to_form, to_item, to_known
from tests.ui.screens.walks import whole
from ui.viewmodels.card import CardViewModel
from ui.viewmodels.choose import ChooseViewModel
from ui.viewmodels.fields import masked, picked, standing
from ui.viewmodels.form import FormViewModel
from ui.viewmodels.guide import GuideViewModel
from ui.viewmodels.outcome import PAPER, OutcomeViewModel, spoken
from ui.viewmodels.texts import TextsViewModel
from ui.viewmodels.visit import VisitViewModel


@pytest.fixture
def stage(qapp: object) -> Stage:
    return Stage(make_facts(), read_files())


def field(stage: Stage, item: str, name: str, kind: FieldKind) -> FormField:
    listed = next(one for one in stage.facts.catalogue.item(item).form_fields if one.id == name)
    return FormField(listed, kind, required=True, options=listed.validation.options)


def test_a_state_shown_twice_is_told_once(stage: Stage) -> None:
    times: list[str] = []
    visit, choose = stage.of(VisitViewModel), stage.of(ChooseViewModel)
    visit.screenChanged.connect(lambda: times.append("screen"))
    choose.themesChanged.connect(lambda: times.append("themes"))
    stage.post(events.LanguageChosen("zh"))
    stage.show(stage.state)
    stage.show(stage.state)
    assert sorted(times) == ["screen", "themes"]


def test_typing_does_not_rebuild_the_boxes(stage: Stage) -> None:
    to_form(stage, "rp-alive")
    form = stage.of(FormViewModel)
    times: list[str] = []
    form.fieldsChanged.connect(lambda: times.append("fields"))
    form.valuesChanged.connect(lambda: times.append("values"))
    form.enter("mobile", "13")
    form.enter("mobile", "138")
    form.enter("mobile", "138")
    assert times == ["values", "values"]


def test_a_field_that_is_not_asked_cannot_be_answered(stage: Stage) -> None:
    to_form(stage, "rp-alive")
    posted = len(stage.posted)
    stage.of(FormViewModel).enter("applicant_name", "someone else")
    assert len(stage.posted) == posted


def test_the_language_changes_live_and_mongolian_stands_only_where_words_hang(stage: Stage) -> None:
    texts = stage.of(TextsViewModel)
    stage.post(events.LanguageChosen("en"))
    assert texts.shown("table", dict)["form.next"] == "Next"
    stage.show(replace(stage.state, visit=replace(stage.state.visit, language="mn")))
    assert texts.shown("words", dict)["back"] == "ᠪᠤᠴᠠᠬᠤ"
    lying = "".join(texts.shown("table", dict).values())
    assert not any("\u1800" <= char <= "\u18af" for char in lying)


def test_who_was_read_is_masked(stage: Stage) -> None:
    to_known(stage, "rp-alive")
    card = stage.of(CardViewModel)
    shown = " ".join(str(card.shown(name, str)) for name in ("name", "line1", "line2", "note"))
    assert PERSON.name not in shown
    assert PERSON.id_number[6:14] not in shown
    assert card.shown("line1", str) == "女　81 岁"


def test_names_numbers_and_cards_in_the_locked_panel_are_masked(stage: Stage) -> None:
    number = field(stage, "rp-alive", "id_number", FieldKind.ID_NUMBER)
    contact = field(stage, "hotline", "contact_name", FieldKind.TEXT)
    assert masked(number, "150824194503120027") == "1508 **** **** **** 27"
    assert masked(contact, "其其格玛") == "其其*"


def test_none_of_them_stands_alone_and_a_second_touch_takes_back(stage: Stage) -> None:
    several = field(stage, "unemp-reg", "train_need", FieldKind.MULTI_CHOICE)
    assert picked(several, ("家政",), "电焊") == ("家政", "电焊")
    assert picked(several, ("家政", "电焊"), "家政") == ("电焊",)
    assert picked(several, ("家政", "电焊"), "无") == ("无",)
    assert picked(several, ("无",), "家政") == ("家政",)


@pytest.mark.parametrize(
    ("kind", "raw", "shape"),
    [
        (FieldKind.DATE, "20261123", [2026, 11, 23]),
        (FieldKind.DATE, "", [0, 0, 0]),
        (FieldKind.CHOICE, "1", ["1"]),
        (FieldKind.YES_NO, "", []),
        (FieldKind.TEXT, "words", "words"),
        (FieldKind.TABLE, (("a", "b"),), [["a", "b"]]),
        (FieldKind.MULTI_CHOICE, ("a", "b"), ["a", "b"]),
    ],
)
def test_values_take_the_shape_of_their_component(stage: Stage, kind: FieldKind, raw: str, shape: object) -> None:
    assert standing(field(stage, "rp-alive", "mobile", kind), raw) == shape


def test_dates_and_codes_are_written_as_they_are_said() -> None:
    assert dashed("20261208") == "2026-12-08"
    assert dashed("20261208T093000") == "2026-12-08 09:30"
    assert spoken("P21") == "P 21"


def test_half_a_date_is_kept_and_no_date_is_none(stage: Stage) -> None:
    assert any(stop == "form 3" for stop in _stops(stage))
    form = stage.of(FormViewModel)
    asked = form.shown("fields", list)[0]["id"]
    form.pickDate(asked, 2020, 0, 0)
    assert form.shown("values", dict)[asked] == [2020, 0, 0]
    form.pickDate(asked, 0, 0, 0)
    assert stage.posted[-1] == events.AnswerEntered(asked, "")


def test_an_item_that_is_not_for_here_says_so_before_anything_is_asked(stage: Stage) -> None:
    to_item(stage, "si-proof")
    guide = stage.of(GuideViewModel)
    assert not guide.shown("canApply", bool)
    assert guide.shown("offerTitle", str)
    assert len(guide.shown("elsewhere", list)) == 4


@pytest.mark.parametrize("language", ["zh", "en", "mn"])
def test_every_item_of_the_list_can_be_read(stage: Stage, language: Language) -> None:
    stage.post(events.LanguageChosen(language))
    for item in stage.facts.catalogue.items:
        stage.post(events.ItemChosen(item.id))
        assert stage.of(GuideViewModel).shown("title", str), item.id
        assert len(stage.of(GuideViewModel).shown("facts", list)) == 4, item.id
        stage.post(events.BackPressed())


def test_everything_of_the_list_is_told_once(stage: Stage) -> None:
    to_item(stage, "dibao")
    item, guide = stage.facts.catalogue.item("dibao"), stage.of(GuideViewModel)
    assert guide.shown("conditions", list) == list(item.conditions)
    assert [row["name"] for row in guide.shown("materials", list)] == [one.zh for one in item.materials]
    said = "\n".join(row["value"] for row in guide.shown("details", list))
    assert all(basis in said for basis in item.legal_basis)


def test_a_missing_reader_is_told_unless_another_one_is_there(stage: Stage) -> None:
    to_card(stage, "rp-alive")
    card, inserting = stage.of(CardViewModel), stage.state
    assert isinstance(inserting, states.InsertingCard)
    gone = CardStatus("id", ReaderState.NO_READER)
    stage.show(replace(inserting, readers=(gone,)))
    assert card.shown("stage", str) == "closed"
    for fault, code in (("", "C02"), ("C04", "C04"), ("C06", "C06")):
        stage.show(replace(inserting, readers=(replace(gone, fault=fault),)))
        assert card.shown("title", str) == card.say(f"fault.{code}.title")
    stage.show(replace(inserting, readers=(gone, CardStatus("social", ReaderState.EMPTY))))
    assert card.shown("stage", str) == "insert"
    stage.show(replace(inserting, problem=IdentityRefusal.NAME_MISSING))
    assert card.shown("stage", str) == "wrong"
    stage.show(replace(inserting, readers=(gone,), problem=CardProblem.REMOVED))
    assert card.shown("stage", str) == "closed", "no card is to blame for a reader that is away"


@pytest.mark.parametrize(
    ("problem", "told"), [(None, "stuck"), (CardProblem.TIMEOUT, "stuck"), (CardProblem.MUTE, "mute")]
)
def test_a_reader_that_hangs_is_told_instead_of_the_time_it_took(
    stage: Stage, problem: CardProblem | None, told: str
) -> None:
    to_card(stage, "rp-alive")
    card, inserting = stage.of(CardViewModel), stage.state
    assert isinstance(inserting, states.InsertingCard)
    readers = (CardStatus("id", ReaderState.EMPTY), CardStatus("social", ReaderState.STUCK))
    stage.show(replace(inserting, readers=readers, problem=problem))
    assert card.shown("stage", str) == "wrong"
    assert card.shown("title", str) == read_files().say("zh", f"card.problem.{told}.title")


@pytest.mark.parametrize(
    ("devices", "slot", "both"),
    [
        ({"id_reader"}, "id", False),
        ({"ss_card_reader"}, "social", False),
        ({"id_reader", "ss_card_reader"}, "id", True),
    ],
)
def test_picture_and_words_follow_the_readers_there_are(qapp: object, devices: set[str], slot: str, both: bool) -> None:
    stage = Stage(make_facts(frozenset({*devices, "sign_pad", "receipt_printer"})), read_files())
    to_card(stage, "rp-alive")
    card, inserting = stage.of(CardViewModel), stage.state
    assert isinstance(inserting, states.InsertingCard)
    assert (card.shown("slot", str), card.shown("both", bool)) == (slot, both)
    assert card.shown("title", str) == card.say(f"card.insert.{slot}.title")
    for problem in (CardProblem.UNSUPPORTED, CardProblem.CLERK_CARD):
        stage.show(replace(inserting, problem=problem))
        use = card.say(f"card.problem.{problem}.lead" if both else f"card.use.{slot}")
        assert (card.shown("picture", str), card.shown("lead", str)) == (str(problem), use)
    # An ID card in the slot for chips: where nothing reads ID cards, no picture may send it to a place there is not.
    stage.show(replace(inserting, readers=(CardStatus("chip", ReaderState.WRONG_SLOT),)))
    told, picture = ("wrong_slot", "wrong_slot") if "id_reader" in devices else ("unsupported", "no_id_reader")
    assert card.shown("picture", str) == picture
    assert card.shown("title", str) == card.say(f"card.problem.{told}.title")


def test_every_state_of_the_paper_has_a_word(stage: Stage) -> None:
    assert set(PAPER) == set(PrintState)
    assert stage.of(OutcomeViewModel).shown("paper", str) == "printing"


def _stops(stage: Stage) -> list[str]:
    stops = []
    for stop in whole(stage, "unemp-reg", "zh"):
        stops.append(stop)
        if stop == "form 3":
            break
    return stops
