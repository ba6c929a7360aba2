"""Every sentence of the screen by its key, in the language of the visit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.base.texts import FALLBACK
from kiosk.journey.states import State
from ui.viewmodels.base import QVariantMap, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# Words that are the same on every screen, as the components ask for them.
WORDS = (
    "back", "home", "helpline", "staff", "language", "larger", "louder", "nextPage", "previousPage", "page", "step", "keyPinyin",
    "keyLetters", "keyDigits", "keySpace", "keyDone", "keyErase", "keyNext", "keyPrevious", "keyShift", "or",
)  # fmt: skip


@QmlElement
@QmlUncreatable("made by the window")
class TextsViewModel(ViewModel):
    """One map that notifies when the language changes, so that words change live."""

    sayChanged = Signal()
    wordsChanged = Signal()
    languageChanged = Signal()
    mongolianChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, language=FALLBACK, **_tables(ports, FALLBACK))

    @Property(QVariantMap, notify=sayChanged)
    def say(self) -> dict[str, str]:
        return self._shown["say"]

    @Property(QVariantMap, notify=wordsChanged)
    def words(self) -> dict[str, str]:
        return self._shown["words"]

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._shown["language"]

    @Property(str, notify=mongolianChanged)
    def mongolian(self) -> str:
        """The language's own name in its own script, whatever is spoken now."""
        return self._ports.texts.say("mn", "language.mn")

    @Property(str, notify=mongolianChanged)
    def mongolianStart(self) -> str:
        return self._ports.texts.say("mn", "attract.start.mn")

    @Property(str, notify=mongolianChanged)
    def mongolianSearch(self) -> str:
        return self._ports.texts.say("mn", "choose.search")

    def present(self, state: State) -> None:
        language = state.visit.language
        if language != self._shown["language"]:
            self.show(language=language, **_tables(self._ports, language))


def _tables(ports: Ports, language: str) -> dict[str, Any]:
    table = ports.texts.table(language)
    return {"say": table, "words": {name: table[f"word.{name}"] for name in WORDS}}
