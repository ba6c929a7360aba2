"""Every sentence of the screen by its key, in the language of the visit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.base.texts import FALLBACK
from kiosk.journey.states import State
from ui.viewmodels.base import QVariantMap, ViewModel, lying
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# Words that are the same on every screen, as the components ask for them.
WORDS = (
    "back", "home", "helpline", "staff", "language", "larger", "louder", "nextPage", "previousPage", "page", "step", "keyPinyin",
    "keyLetters", "keyDigits", "keySpace", "keyDone", "keyErase", "keyNext", "keyPrevious", "keyShift", "or",
)  # fmt: skip

# Of these, the ones that hang in the frame of a Mongolian page.
FRAME = ("back", "home", "staff", "language", "larger", "louder")
HANGING = ("language.mn", "attract.start.mn", "choose.title", "choose.search")


@QmlElement
class TextsViewModel(ViewModel):
    """One map that notifies when the language changes, so that words change live."""

    tableChanged = Signal()
    wordsChanged = Signal()
    languageChanged = Signal()
    mongolianChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, language=FALLBACK, **_tables(ports, FALLBACK))

    @Property(QVariantMap, notify=tableChanged)
    def table(self) -> dict[str, str]:
        return self.shown("table", dict)

    @Property(QVariantMap, notify=wordsChanged)
    def words(self) -> dict[str, str]:
        return self.shown("words", dict)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self.shown("language", str)

    @Property(QVariantMap, notify=mongolianChanged)
    def mongolian(self) -> dict[str, str]:
        """The words that hang in columns, for the Mongolian page and the tile that leads to it; empty where there is a gap."""
        texts = self._ports.texts
        return {key: "" if texts.is_gap("mn", key) else texts.say("mn", key) for key in HANGING}

    def present(self, state: State) -> None:
        language = state.visit.language
        if language != self._shown["language"]:
            self.show(language=language, **_tables(self._ports, language))


def _tables(ports: Ports, language: str) -> dict[str, Any]:
    table = ports.texts.table(lying(language))
    words = {name: table[f"word.{name}"] for name in WORDS}
    hanging = {name: ports.texts.say(language, f"word.{name}") for name in FRAME}
    return {"table": table, "words": words | hanging}
