"""Writing on the screen: what the keyboard sends arrives in the box, and nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.ui.components.conftest import Stage


def box_of(stage: Stage, field: str) -> QQuickItem:
    stage.call(stage.item(field), "focusField")
    box = stage.view.activeFocusItem()
    assert box.inherits("QQuickTextInput")
    return box


def press(stage: Stage, letters: str) -> None:
    for letter in letters:
        stage.keys.press(letter)


def hardware(stage: Stage, letters: str) -> None:
    for letter in letters:
        QTest.keyClick(stage.view, Qt.Key(ord(letter.upper())))


def test_pinyin_shows_its_best_word_while_typing_and_writes_it_when_chosen(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    press(shown, "gacha")
    assert (box.property("text"), box.property("preeditText")) == ("乌拉特中旗", "嘎查")
    assert shown.keys.property("composition") == "ga cha"
    shown.keys.choose(0)
    assert (box.property("text"), box.property("preeditText")) == ("乌拉特中旗嘎查", "")
    assert shown.keys.property("candidates") == []


def test_a_word_for_the_first_letters_leaves_the_rest(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    press(shown, "wanghaoran")
    shown.keys.choose(shown.keys.property("candidates").index("王"))
    assert box.property("text") == "乌拉特中旗王"
    assert shown.keys.property("composition") == "hao ran"


def test_the_keys_on_the_screen_are_the_same_as_the_hardware_ones(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    hardware(shown, "sumu")
    QTest.keyClick(shown.view, Qt.Key.Key_Space)
    assert box.property("text") == "乌拉特中旗苏木"
    hardware(shown, "nh")
    QTest.keyClick(shown.view, Qt.Key.Key_1)
    assert box.property("text") == "乌拉特中旗苏木你好"
    hardware(shown, "5")
    assert box.property("text").endswith("你好5")


def test_erasing_takes_letters_first_and_then_characters(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    press(shown, "ga")
    for _ in range(3):
        shown.keys.erase()
    assert (box.property("text"), box.property("preeditText")) == ("乌拉特中", "")


def test_a_touched_key_does_not_take_the_focus(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    key = shown.item("key-g")
    at = key.mapToScene(key.boundingRect().center()).toPoint()
    QTest.mouseClick(shown.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    shown.settle()
    assert shown.view.activeFocusItem() is box
    assert shown.keys.property("composition") == "g"


def test_every_candidate_shown_fits_in_its_row(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box_of(shown, "written")
    for letters in ("s", "shi", "wulatezhongqi", "yi"):
        shown.keys.wipe()
        press(shown, letters)
        shown.settle()
        for _ in range(4):
            last = [item for item in shown.items() if item.objectName().startswith("candidate-")][-1]
            turner = last.parentItem().parentItem()
            assert last.x() + last.width() <= turner.width() - 2 * (96 + 8)
            shown.keys.nextPage()
            shown.settle()


def test_pages_of_candidates_turn_without_loss(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box_of(shown, "written")
    press(shown, "shi")
    seen = list(shown.keys.property("candidates"))
    first = list(seen)
    while shown.keys.property("hasMore"):
        shown.keys.nextPage()
        seen += shown.keys.property("candidates")
    assert len(seen) == len(set(seen)) > 40
    while shown.keys.property("hasLess"):
        shown.keys.previousPage()
    assert shown.keys.property("candidates") == first


def test_capitals_digits_and_done(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    finished: list[bool] = []
    shown.keys.finished.connect(lambda: finished.append(True))
    shown.keys.switchMode("letters")
    shown.keys.sideKey()
    press(shown, shown.keys.property("rows")[0][0])
    shown.keys.switchMode("digits")
    press(shown, "7")
    shown.keys.switchMode("pinyin")
    press(shown, "hao")
    shown.keys.finish()
    assert box.property("text") == "乌拉特中旗Q7好"
    assert finished == [True]


def test_an_identity_number_takes_digits_and_one_x(stage: Callable[..., Stage]) -> None:
    shown = stage("Digits")
    box = box_of(shown, "written")
    assert shown.keys.property("mode") == "id"
    press(shown, "X12345678901234567X9")
    assert box.property("text") == "12345678901234567X"


def test_nothing_is_left_after_wiping(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box = box_of(shown, "written")
    press(shown, "zhangyuhan")
    shown.keys.wipe()
    assert box.property("preeditText") == ""
    held = [value for value in vars(shown.keys).values() if isinstance(value, (str, list))]
    assert "zhangyuhan" not in repr(held)
    assert (shown.keys.property("composition"), shown.keys.property("candidates")) == ("", [])


def test_what_is_typed_does_not_change_what_is_offered(stage: Callable[..., Stage]) -> None:
    shown = stage("Form")
    box_of(shown, "written")
    press(shown, "shi")
    before = shown.keys.property("candidates")
    for _ in range(5):
        shown.keys.choose(3)
        press(shown, "shi")
    assert shown.keys.property("candidates") == before
