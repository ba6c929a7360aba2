"""A finger on the glass posts what it means: languages, themes, letters, choices, strokes, grades."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF

from kiosk.feedback.model import Grade
from kiosk.journey import events, states
from kiosk.materials.model import Way
from kiosk.receipts.model import PrintState
from tests.ui.screens.clerks import CLERK, sign_in
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import items
from tests.ui.screens.stage import to_card, to_form, to_item
from tests.ui.screens.walks import whole
from ui.viewmodels.form import FormViewModel
from ui.viewmodels.materials import MaterialsViewModel

Open = Callable[..., Opened]


def stop_at(shown: Opened, name: str, item: str = "unemp-reg") -> None:
    """Walk until this stop, then forget what was posted on the way."""
    assert any(stop == name for stop in whole(shown.stage, item, "zh"))
    shown.stage.posted.clear()
    shown.settle()


def last(shown: Opened) -> events.Event:
    """What was posted last."""
    return shown.stage.posted[-1]


def test_a_language_is_chosen_and_the_visit_begins(opened: Open) -> None:
    shown = opened()
    shown.touch("language-en")
    assert shown.stage.posted == [events.LanguageChosen("en")]
    assert isinstance(shown.stage.state, states.ChoosingItem)
    assert shown.find("footer-back").property("text") == "Back"


def test_the_picture_at_the_door_can_be_touched_too(opened: Open) -> None:
    shown = opened()
    shown.touch_at(QPoint(540, 500))
    assert shown.stage.posted == [events.Touched()]


def test_a_theme_then_an_item_then_back(opened: Open) -> None:
    shown = opened()
    shown.touch("language-zh")
    shown.touch("theme.elders")
    shown.touch("item-elder-80")
    assert shown.stage.posted[-2:] == [events.ThemeChosen("theme.elders"), events.ItemChosen("elder-80")]
    shown.touch("start")
    assert last(shown) == events.ApplyPressed()
    shown.touch("footer-back")
    assert last(shown) == events.BackPressed()


def test_searching_by_letters_on_the_glass(opened: Open) -> None:
    shown = opened()
    shown.touch("language-zh")
    shown.touch("search")
    for letter in "yanglao":
        shown.touch(f"key-{letter}")
    shown.touch("candidate-0")
    assert last(shown) == events.QueryChanged("养老")
    shown.touch("key-done")
    shown.touch("item-rp-enrol")
    assert last(shown) == events.ItemChosen("rp-enrol")


def test_back_leaves_the_search_before_the_screen(opened: Open) -> None:
    shown = opened()
    shown.touch("language-zh")
    shown.touch("search")
    shown.touch("footer-back")
    assert isinstance(shown.stage.state, states.ChoosingItem)
    assert events.BackPressed() not in shown.stage.posted
    assert shown.find("theme.elders").isVisible()


def test_digits_choices_and_what_is_wrong(opened: Open) -> None:
    shown = opened()
    to_form(shown.stage, "rp-alive")
    shown.settle()
    shown.touch("next")
    problems = shown.stage.of(FormViewModel).shown("problems", dict)
    assert problems, "an empty page is said to be empty"
    field = next(iter(problems))
    chosen = shown.stage.of(FormViewModel).shown("fields", list)[0]["options"][0]["value"]
    shown.stage.of(FormViewModel).pick(field, chosen)
    assert last(shown) == events.AnswerEntered(field, chosen)


def test_a_telephone_number_is_typed_with_fingers(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "form 1")
    box = shown.find("question-mobile")
    shown.touch_at(box.mapToScene(QPointF(200, box.height() - 50)).toPoint())
    for digit in "138":
        shown.touch(f"key-{digit}")
    assert last(shown) == events.AnswerEntered("mobile", "138")
    shown.touch("key-done")
    shown.touch("next")
    assert last(shown) == events.Confirmed()
    assert "手机号是 11 位" in shown.stage.of(FormViewModel).shown("problems", dict)["mobile"]


def test_a_table_is_written_row_by_row(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "form 2", "dibao")
    shown.touch("add-row")
    cell = shown.find("cell-0")
    shown.touch_at(cell.mapToScene(QPointF(200, cell.height() - 50)).toPoint())
    for letter in "nihao":
        shown.touch(f"key-{letter}")
    shown.touch("candidate-0")
    shown.touch("key-done")
    shown.touch("row-done")
    entered = shown.stage.posted[-1]
    assert isinstance(entered, events.AnswerEntered)
    assert entered.raw == (("你好", "", "", "", "", ""),)
    shown.touch("row-0")
    shown.touch("remove-row")
    entered = shown.stage.posted[-1]
    assert isinstance(entered, events.AnswerEntered)
    assert entered.raw == ()


def test_a_promise_is_read_before_it_is_made_and_can_be_refused(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "materials", "mi-offsite")
    shown.touch("paper-1")
    materials = shown.stage.of(MaterialsViewModel)
    assert [option["value"] for option in materials.shown("choosing", dict)["options"]] == [
        Way.CAPTURED,
        Way.COMMITTED,
        Way.DEFERRED,
    ]
    materials.choose("committed")
    shown.settle()
    assert not shown.stage.posted
    shown.touch("keep")
    assert not shown.stage.posted, "refused: nothing is promised"
    materials.choose("committed")
    shown.settle()
    shown.touch("agree")
    assert shown.stage.posted == [events.WayChosen("mi-offsite", "proof", Way.COMMITTED)]


def test_each_part_can_be_changed_from_the_last_look(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "check", "rp-alive")
    shown.touch("edit0")
    assert shown.stage.posted == [events.EditAsked(0)]


def test_a_finger_signs_in_thousandths_of_the_width(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "sign")
    pad = shown.find("pad")
    left = pad.mapToScene(QPointF(0, 0)).toPoint()
    shown.touch_at(left + QPoint(98, 98), left + QPoint(492, 246), left + QPoint(886, 98))
    shown.touch("signed")
    signed = shown.stage.posted[-1]
    assert isinstance(signed, events.SignatureDone)
    (stroke,) = signed.strokes
    assert [(round(x, -1), round(y, -1)) for x, y, _ in (stroke[0], stroke[-1])] == [(100, 100), (900, 100)]
    assert isinstance(shown.stage.state, states.Submitting)


def test_no_paper_leaves_three_ways_and_the_number(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "receipt no paper")
    assert shown.find("number").property("number") == "B24 0000 017X"
    shown.touch("none")
    assert shown.stage.posted == [events.PaperAnswered("none")]
    shown.stage.post(events.PaperChanged(PrintState.UNCERTAIN))
    shown.settle()
    shown.touch("came-out")
    assert last(shown) == events.PaperAnswered("came_out")


def test_rating_has_no_answer_before_one_is_touched(opened: Open) -> None:
    shown = opened()
    stop_at(shown, "rate")
    with_words = [item for item in (shown.find("skip"),) if item.property("text")]
    assert with_words
    shown.touch("skip")
    assert shown.stage.posted == [events.RatingSkipped()]


def test_a_grade_with_a_reason_is_sent(opened: Open) -> None:
    shown = opened(scale=1.6)
    stop_at(shown, "rate")
    shown.touch("grade-2")
    assert not shown.stage.posted
    shown.touch("send")
    rated = shown.stage.posted[-1]
    assert isinstance(rated, events.Rated)
    assert (rated.grade, rated.reasons) == (Grade.DISSATISFIED, ())


def test_help_and_the_warning_are_answered(opened: Open) -> None:
    shown = opened()
    to_item(shown.stage, "dibao")
    shown.settle()
    shown.touch("footer-staff")
    assert isinstance(shown.stage.state, states.AskingHelp)
    shown.touch("help-back")
    assert isinstance(shown.stage.state, states.ReadingGuide)
    shown.stage.post(events.TimedOut())
    shown.settle()
    shown.touch("still-here")
    assert isinstance(shown.stage.state, states.ReadingGuide)


def test_larger_letters_and_other_colours_are_chosen_by_touch(opened: Open) -> None:
    shown = opened()
    shown.touch("tool-larger")
    shown.touch("scale-1.6")
    shown.touch("contrast-dark")
    shown.touch("settings-done")
    assert shown.window.color().name() == "#000000"
    shown.stage.viewmodels.wipe()
    shown.settle()
    assert shown.window.color().name() == "#faf7f0"


def test_nobody_agrees_to_a_page_they_were_not_shown(opened: Open) -> None:
    """The check page of a long application is turned to its end before its button means "I agree"."""
    shown = opened()
    stop_at(shown, "check", "dibao")
    pages = 1
    while shown.stage.posted == []:
        assert pages < 10
        shown.touch("next")
        shown.settle()
        pages += 1
    assert pages > 2
    assert shown.stage.posted == [events.Confirmed()]


def test_a_box_shows_what_is_known_of_it(opened: Open) -> None:
    shown = opened()
    to_form(shown.stage, "rp-alive")
    shown.settle()
    shown.stage.post(events.AnswerEntered("mobile", "13904780000"))
    shown.settle()
    assert shown.find("line-mobile").property("text") == "13904780000"


def test_a_witness_is_called_by_touch_and_stands_in_the_form_by_name_and_locked(opened: Open) -> None:
    shown = opened()
    to_form(shown.stage, "rp-alive")
    shown.stage.post(events.AnswerEntered("auth_method", "工作人员/协办员见证认证"))
    shown.settle()
    shown.touch("call-clerk")
    assert isinstance(shown.stage.state, states.InsertingClerkCard)
    sign_in(shown.stage)
    shown.settle()
    named = f"{CLERK.name}（{CLERK.number}）"
    written = [item.property("text") for item in items(shown.window.contentItem())]
    assert named in written
    with pytest.raises(LookupError):
        shown.find("call-clerk")


def test_a_clerk_is_called_from_the_page_that_asks_for_a_card(opened: Open) -> None:
    shown = opened()
    to_card(shown.stage, "rp-alive")
    shown.settle()
    shown.touch("call-clerk")
    assert isinstance(shown.stage.state, states.InsertingClerkCard)
