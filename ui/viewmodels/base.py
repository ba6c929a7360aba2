"""The base of every view-model: values that notify when they change, sentences in the visit's language, a wipe."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlAnonymous

from kiosk.base.texts import FALLBACK
from kiosk.journey.events import Event
from kiosk.journey.states import Faulted, State
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# Names the type generator writes down as they are; at run time Qt takes Python's own list and dict.
QVariantList = list
QVariantMap = dict

Row = dict[str, Any]
T = TypeVar("T")


@QmlAnonymous
class ViewModel(QObject):
    """Holds what is shown by name; a name's signal is emitted only when its value differs from before."""

    def __init__(self, ports: Ports, **blank: Any) -> None:
        super().__init__()
        self._ports = ports
        self._blank = blank
        self._shown: dict[str, Any] = dict(blank)
        self._language = "zh"

    def render(self, state: State) -> None:
        """Show this state; what a view-model has no use for changes nothing."""
        self._language = state.visit.language
        self.present(state)

    def present(self, state: State) -> None:
        """The part of `render` each view-model writes."""

    def wipe(self) -> None:
        """Forget everything of the visit."""
        self._language = "zh"
        self.show(**self._blank)

    def show(self, **values: Any) -> None:
        """Set all values, then tell which have changed."""
        changed = [name for name, value in values.items() if self._shown[name] != value]
        self._shown.update(values)
        for name in changed:
            getattr(self, f"{name}Changed").emit()

    def shown(self, name: str, kind: type[T]) -> T:
        """The present value of a name, which is of this kind."""
        value = self._shown[name]
        assert isinstance(value, kind)
        return value

    def post(self, event: Event) -> None:
        """Tell the runner what the person did."""
        self._ports.post(event)

    def say(self, key: str, /, **params: str) -> str:
        """A sentence in the language of the visit; lines that lie are Chinese on a Mongolian page, whose script hangs."""
        return self._ports.texts.say(lying(self._language), key, **params)

    def flat(self, key: str, /, **params: str) -> str:
        """The sentence without its own line breaks, for a place that breaks lines itself."""
        return self.say(key, **params).replace("\n", " " if self._language == "en" else "")


def lying(language: str) -> str:
    """The language of everything that is written from left to right."""
    return FALLBACK if language == "mn" else language


def fault_code(state: State) -> str:
    """The code of the fault that is shown, if one is."""
    return state.code if isinstance(state, Faulted) else ""
