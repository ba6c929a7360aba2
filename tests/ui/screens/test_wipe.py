"""After the wipe nothing of the person is left: in no view-model, no item of the window, no keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from kiosk.journey import events, states
from tests.ui.screens.conftest import Opened
from tests.ui.screens.measures import texts
from tests.ui.screens.stage import known_person
from tests.ui.screens.walks import whole
from ui.input.keyboard import KeyboardViewModel

PHONE = "13847881200"
A_PICTURE = "a picture"


def secrets() -> tuple[str, ...]:
    """What must not be found: parts of the name, number, address, telephone."""
    person = known_person()
    return (person.name[:2], person.id_number, person.id_number[-2:], "三组", PHONE, "138", "B24")


def values(root: QObject) -> Iterator[str]:
    """Every property of the view-models, as text; the dictionary of sentences is everybody's."""
    for child in root.findChildren(QObject):
        meta = child.metaObject()
        for index in range(meta.propertyCount()):
            name = str(meta.property(index).name())
            if name not in ("table", "words", "mongolian", "objectName", "division", "phone", "itemCount"):
                value = child.property(name)
                # Written out, a picture is the place it has in memory, in which any two digits are met by chance.
                yield (A_PICTURE if not value.isNull() else "") if isinstance(value, QImage) else str(value)


@pytest.mark.parametrize("stop", ["card read", "form 0", "form 1", "check", "submitted", "receipt no paper", "leave"])
def test_nothing_personal_is_left(opened: Callable[..., Opened], stop: str) -> None:
    shown = opened()
    assert any(reached == stop for reached in whole(shown.stage, "unemp-reg", "zh"))
    if stop == "form 1":
        shown.stage.post(events.AnswerEntered("mobile", PHONE))
    shown.settle()
    before = " ".join((*values(shown.stage.viewmodels), *texts(shown.window)))
    assert any(secret in before for secret in secrets()), "the test would prove nothing"
    shown.stage.of(KeyboardViewModel).press("q")
    shown.stage.state = states.Attracting()
    shown.stage.viewmodels.wipe()
    shown.settle()
    after = (*values(shown.stage.viewmodels), *texts(shown.window))
    left = [text for text in after if text == A_PICTURE or any(secret in text for secret in secrets())]
    assert not left
    assert shown.stage.of(KeyboardViewModel).property("composition") == ""


def test_the_next_person_begins_in_chinese_at_the_door(opened: Callable[..., Opened]) -> None:
    shown = opened()
    shown.stage.post(events.LanguageChosen("en"))
    shown.stage.viewmodels.wipe()
    shown.settle()
    assert shown.find("footer-helpline").isVisible()
    assert "这里能办" in " ".join(texts(shown.window))
