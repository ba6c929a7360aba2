"""The view-model behind the on-screen keyboards: what has been typed so far, what it may mean, and nothing afterwards."""

from PySide6.QtCore import Property, QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtQml import QmlElement

from ui.input.pinyin import Candidate, PinyinEngine

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

ROWS = {
    "pinyin": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "letters": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "digits": ("1234567890", "-/()#.,:@", "_+*=&!?"),
    "id": ("1234567890", "X", ""),
    "code": ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
}
# Longer input is not a word any more; it also bounds the work of one key.
LONGEST_COMPOSITION = 36


@QmlElement
class KeyboardViewModel(QObject):
    """Keys in, text out, sent to whatever item has the focus. It keeps no history and learns nothing; `wipe` forgets the rest."""

    changed = Signal()
    modeChanged = Signal()
    committed = Signal(str)
    erased = Signal()
    finished = Signal()

    def __init__(self, engine: PinyinEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._mode = "pinyin"
        self._shifted = False
        self._room = 800.0
        self._em = 44.0
        self._tint = QColor()
        self._letters = ""
        self._found: list[Candidate] = []
        self._starts: list[int] = [0]

    def _get_mode(self) -> str:
        return self._mode

    def _get_rows(self) -> list[str]:
        return [row.upper() if self._shifted else row for row in ROWS[self._mode]]

    def _get_composition(self) -> str:
        return self._engine.divided(self._letters) if self._letters else ""

    def _get_candidates(self) -> list[str]:
        return [candidate.text for candidate in self._page()]

    def _get_has_more(self) -> bool:
        return self._starts[-1] + len(self._page()) < len(self._found)

    def _get_has_less(self) -> bool:
        return len(self._starts) > 1

    def _get_shifted(self) -> bool:
        return self._shifted

    def _get_room(self) -> float:
        return self._room

    def _set_room(self, room: float) -> None:
        if room > 0 and room != self._room:
            self._room = room
            self._first_page()

    def _get_em(self) -> float:
        return self._em

    def _set_em(self, em: float) -> None:
        if em > 0 and em != self._em:
            self._em = em
            self._first_page()

    def _get_tint(self) -> QColor:
        return self._tint

    def _set_tint(self, tint: QColor) -> None:
        self._tint = tint

    mode = Property(str, _get_mode, notify=modeChanged)
    rows = Property(list, _get_rows, notify=modeChanged)
    shifted = Property(bool, _get_shifted, notify=modeChanged)
    composition = Property(str, _get_composition, notify=changed)
    candidates = Property(list, _get_candidates, notify=changed)
    hasMore = Property(bool, _get_has_more, notify=changed)
    hasLess = Property(bool, _get_has_less, notify=changed)
    room = Property(float, _get_room, _set_room, notify=changed)
    em = Property(float, _get_em, _set_em, notify=changed)
    tint = Property(QColor, _get_tint, _set_tint, notify=changed)

    @Slot(str)
    def press(self, key: str) -> None:
        """One key of the screen: a letter joins the composition in pinyin mode, everything else is written at once."""
        letter = key.isascii() and key.isalpha()
        divider = key == "'" and self._letters != ""
        if self._mode == "pinyin" and (letter or divider):
            if len(self._letters) < LONGEST_COMPOSITION:
                self._compose(self._letters + key.lower())
            return
        self._take_first()
        self._commit(key)

    @Slot(int, str, result=bool)
    def typed(self, key: int, text: str) -> bool:
        """A key of a hardware keyboard, offered before the box takes it; true when it was a matter of the composition."""
        if self._mode != "pinyin":
            return False
        if text.isascii() and text.isalpha():
            self.press(text)
            return True
        if not self._letters:
            return False
        page = self._page()
        if text.isdigit() and 0 < int(text) <= len(page):
            self.choose(int(text) - 1)
        elif key == Qt.Key.Key_Backspace:
            self.erase()
        elif key == Qt.Key.Key_Escape:
            self._compose("")
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_first()
        elif key == Qt.Key.Key_PageDown:
            self.nextPage()
        elif key == Qt.Key.Key_PageUp:
            self.previousPage()
        else:
            return False
        return True

    @Slot(int)
    def choose(self, index: int) -> None:
        """Write the candidate at this place of the page; letters it did not use stay in the composition."""
        page = self._page()
        if 0 <= index < len(page):
            rest = self._letters[page[index].used :].lstrip("'")
            self._commit(page[index].text)
            self._compose(rest)

    @Slot()
    def nextPage(self) -> None:
        """Show the candidates behind those shown."""
        if self._get_has_more():
            self._starts.append(self._starts[-1] + len(self._page()))
            self.changed.emit()

    @Slot()
    def previousPage(self) -> None:
        """Show the candidates before those shown."""
        if self._get_has_less():
            self._starts.pop()
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """Take back the last letter of the composition, else the character before the caret."""
        if self._letters:
            self._compose(self._letters[:-1])
            return
        target = QGuiApplication.focusObject()
        if target is not None:
            none = Qt.KeyboardModifier.NoModifier
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_Backspace, none))
        self.erased.emit()

    @Slot()
    def space(self) -> None:
        """Take the first candidate; without a composition, write a space."""
        if not self._take_first():
            self._commit(" ")

    @Slot()
    def finish(self) -> None:
        """Take the first candidate and say that writing is done."""
        self._take_first()
        self.finished.emit()

    @Slot()
    def sideKey(self) -> None:
        """The key beside the last row of letters: capitals in letters mode, else between pinyin and letters."""
        if self._mode == "letters":
            self._shifted = not self._shifted
            self.modeChanged.emit()
        else:
            self.switchMode("letters" if self._mode == "pinyin" else "pinyin")

    @Slot(str)
    def switchMode(self, mode: str) -> None:
        """Change the keys: "pinyin", "letters", "digits", "id" or "code"; an open composition is dropped."""
        if mode not in ROWS:
            raise ValueError(mode)
        self._compose("")
        self._shifted = False
        self._mode = mode
        self.modeChanged.emit()

    @Slot(str)
    def openFor(self, mode: str) -> None:
        """A box that wants this kind of keys has taken the focus."""
        self.switchMode(mode)

    @Slot()
    def wipe(self) -> None:
        """Forget everything typed and return to pinyin, as at the start of a visit."""
        self.switchMode("pinyin")

    def _page(self) -> list[Candidate]:
        """As many candidates as fit in the row: a character takes one em, a key 40 px more and 96 px at least, a gap 8 px."""
        left = self._room
        page: list[Candidate] = []
        for candidate in self._found[self._starts[-1] :]:
            left -= max(96.0, len(candidate.text) * self._em + 40) + 8
            if left < 0 and page:
                break
            page.append(candidate)
        return page

    def _first_page(self) -> None:
        self._starts = [0]
        self.changed.emit()

    def _compose(self, letters: str) -> None:
        if letters != self._letters or letters:
            self._letters = letters
            self._found = self._engine.candidates(letters) if letters else []
            self._show_preedit()
        self._first_page()

    def _take_first(self) -> bool:
        """Write the best candidate for all letters, or the letters themselves when they mean nothing; false without letters."""
        if not self._letters:
            return False
        while self._letters:
            best = self._found[0] if self._found else Candidate(self._letters, len(self._letters))
            rest = self._letters[best.used :].lstrip("'")
            self._commit(best.text)
            self._compose(rest)
        return True

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        self._send(event)
        self.committed.emit(text)

    def _show_preedit(self) -> None:
        shown = self._found[0].text if self._found else self._letters
        line = QTextCharFormat()
        line.setFontUnderline(True)
        if self._tint.isValid():
            line.setForeground(self._tint)
        kind = QInputMethodEvent.AttributeType.TextFormat
        self._send(QInputMethodEvent(shown, [QInputMethodEvent.Attribute(kind, 0, len(shown), line)]))

    def _send(self, event: QInputMethodEvent) -> None:
        target = QGuiApplication.focusObject()
        if target is not None:
            QCoreApplication.sendEvent(target, event)
