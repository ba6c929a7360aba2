"""What the played printer does with what it was sent: dots, moves, letters, cuts, and the questions that are answered in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from printers.emulator.paper import Strip

NUL, LF, DLE, ESC, FS, GS = 0x00, 0x0A, 0x10, 0x1B, 0x1C, 0x1D
# Bytes after the letter of a command. What is not here has none, and does nothing.
_OF_ESC = {**dict.fromkeys(b"!-3=EGJMRTVadt{", 1), **dict.fromkeys(b"$c\\", 2), ord("p"): 3}
_OF_GS = {**dict.fromkeys(b"!BHarfhw", 1), **dict.fromkeys(b"LPW", 2)}
_OF_FS = {**dict.fromkeys(b"!-CW", 1), ord("S"): 2}
_OF_DLE = {0x04: 1, 0x05: 1}
_ARGUMENTS: Mapping[int, Mapping[int, int]] = {ESC: _OF_ESC, GS: _OF_GS, FS: _OF_FS, DLE: _OF_DLE}
_LETTER_DOTS, _LINE_ROWS = 12, 30
# ESC J moves in these parts of an inch until GS P says otherwise; a driver that forgets to say so is seen at once.
_STEPS_AN_INCH = 360


class Did(Enum):
    """What one step came to."""

    WAITED = auto()
    WORKED = auto()
    BURNT = auto()


@dataclass(frozen=True, slots=True)
class _Picture:
    """A raster that has begun: its rows come one by one, and nothing else is understood before the last."""

    row_bytes: int
    rows: int
    left: int


class Interpreter:
    """Takes from the front of a buffer what it can do now, one row or one command at a time."""

    def __init__(self, strip: Strip, dpi: float, *, cut: Callable[[], None], asked: Callable[[int], None]) -> None:
        self._strip = strip
        self._dpi = dpi
        self._cut = cut
        self._asked = asked
        self.unasked = 0
        self._steps = float(_STEPS_AN_INCH)
        self._line = ""
        self._picture: _Picture | None = None

    @property
    def midway(self) -> bool:
        """Whether half of a picture is burnt."""
        return self._picture is not None and self._picture.left <= self._picture.rows // 2

    def step(self, buffer: bytearray) -> Did:
        """One thing, taken out of the buffer; WAITED when more bytes must come first."""
        if self._picture is not None:
            return self._burn(buffer, self._picture)
        if not buffer:
            return Did.WAITED
        if buffer[0] in _ARGUMENTS:
            return self._command(buffer)
        self._letter(buffer.pop(0))
        return Did.WORKED

    def _burn(self, buffer: bytearray, picture: _Picture) -> Did:
        if len(buffer) < picture.row_bytes:
            return Did.WAITED
        self._strip.burn(bytes(buffer[: picture.row_bytes]))
        del buffer[: picture.row_bytes]
        self._picture = replace(picture, left=picture.left - 1) if picture.left > 1 else None
        return Did.BURNT

    def _letter(self, byte: int) -> None:
        if byte == LF:
            self._write()
        elif byte >= 0x20:
            self._line += chr(byte) if byte < 0x7F else "#"
            if len(self._line) * _LETTER_DOTS >= self._strip.width:
                self._write()

    def _write(self) -> None:
        if self._line:
            self._strip.write(self._line)
        else:
            self._strip.move(_LINE_ROWS)
        self._line = ""

    def _command(self, buffer: bytearray) -> Did:
        size = _size(buffer)
        if size is None or len(buffer) < size:
            return Did.WAITED
        command = bytes(buffer[:size])
        del buffer[:size]
        match command[0], command[1]:
            case (0x1B, 0x40):
                self._line, self._steps = "", float(_STEPS_AN_INCH)
            case (0x1B, 0x4A):
                self._move(command[2])
            case (0x1B, 0x64):
                self._strip.move(command[2] * _LINE_ROWS)
            case (0x1B, 0x69 | 0x6D) | (0x1D, 0x56):
                self._finish()
            case (0x1D, 0x50):
                self._steps = float(command[3] or _STEPS_AN_INCH)
            case (0x1D, 0x61):
                self.unasked = command[2]
            case (0x1D, 0x72):
                self._asked(command[2])
            case (0x1D, 0x76):
                self._begin(command)
        return Did.WORKED

    def _move(self, steps: int) -> None:
        if self._line:
            self._write()
        self._strip.move(round(steps * self._dpi / self._steps))

    def _finish(self) -> None:
        if self._line:
            self._write()
        self._cut()

    def _begin(self, command: bytes) -> None:
        row_bytes = int.from_bytes(command[4:6], "little")
        rows = int.from_bytes(command[6:8], "little")
        if row_bytes and rows:
            self._picture = _Picture(row_bytes, rows, rows)


def _size(buffer: bytearray) -> int | None:
    """How long the command at the front is; None when that is not said yet."""
    if len(buffer) < 2:
        return None
    lead, letter = buffer[0], buffer[1]
    if (lead, letter) == (GS, 0x76):
        return 8
    if (lead, letter) == (DLE, 0x14):
        return _after(buffer, 2, lambda function: 10 if function == 8 else 5)
    if (lead, letter) == (GS, 0x56):
        return _after(buffer, 2, lambda kind: 4 if kind in (0x41, 0x42, 0x61, 0x62, 0x67, 0x68) else 3)
    if letter == 0x28 and lead in (GS, FS, ESC):
        return _after(buffer, 4, lambda _: 5 + int.from_bytes(buffer[3:5], "little"))
    return 2 + _ARGUMENTS[lead].get(letter, 0)


def _after(buffer: bytearray, at: int, size: Callable[[int], int]) -> int | None:
    return size(buffer[at]) if len(buffer) > at else None
