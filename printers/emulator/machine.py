"""The played printer: takes bytes in, works them off as far as its condition lets it, and says what such a printer says."""

from __future__ import annotations

import os
import re

from printers.emulator.conditions import Condition, bits_of
from printers.emulator.interpreter import Did, Interpreter
from printers.emulator.paper import Strip, Tray
from printers.escpos.profiles import PrinterProfile

# A receipt is 84 kB: one that stops midway has some of it here, and the rest has not left the terminal.
BUFFER_BYTES = 16 << 10
# Of a roll that ends in the middle of the next paper.
LAST_ROWS = 400
SLOW_ROWS, SLOW_S = 64, 0.05
_ASKED = re.compile(rb"\x10\x04[\x01-\x04]")
_REALTIME_FIXED, _UNASKED_FIXED = 0x12, (0x10, 0x00, 0x00, 0x00)


class EmulatedPrinter:
    """One printer. `play` may be called from any lane; everything else belongs to the one that serves it."""

    def __init__(self, profile: PrinterProfile, tray: Tray) -> None:
        self._profile = profile
        self._tray = tray
        self._strip = Strip(profile.width_dots)
        self._buffer = bytearray()
        self._out = bytearray()
        self._tail = b""
        self._told = Condition.WELL
        self._left: int | None = None
        self.condition = Condition.WELL
        self.woken, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._interpreter = self._switched_on()

    def play(self, condition: Condition) -> None:
        """From now on it is like that; whoever waits for it is woken."""
        self.condition = condition
        os.write(self._wake, b"\0")

    def awake(self) -> None:
        """Whoever waits has been woken."""
        while True:
            try:
                os.read(self.woken, 64)
            except BlockingIOError:
                return

    def close(self) -> None:
        """Nobody is woken any more."""
        os.close(self.woken)
        os.close(self._wake)

    @property
    def room(self) -> int:
        """How many bytes it takes now."""
        return BUFFER_BYTES - len(self._buffer)

    @property
    def pace_s(self) -> float | None:
        """When it is to be let work again without anything having come; None when that is not needed."""
        return SLOW_S if self.condition is Condition.SLOW and self._buffer else None

    def hear(self, raw: bytes) -> None:
        """Takes the bytes in; a question in real time is answered now, also from the middle of a picture's dots."""
        if self.condition is Condition.OFF:
            return
        heard = self._tail + raw
        for question in _ASKED.findall(heard):
            self._say(bytes([_REALTIME_FIXED | bits_of(self.condition).realtime[question[-1] - 1]]))
        self._tail = heard[-2:]
        self._buffer += raw

    def work(self) -> None:
        """Works off what it can now; switched off, it forgets."""
        self._notice()
        self._work()
        if self.condition is Condition.OFF:
            self._interpreter = self._switched_on()

    def _work(self) -> None:
        rows = 0
        while not bits_of(self.condition).stopped and self.condition is not Condition.OFF:
            if self.condition is Condition.SLOW and rows >= SLOW_ROWS:
                return
            before = self._strip.rows
            did = self._interpreter.step(self._buffer)
            if did is Did.WAITED:
                return
            rows += did is Did.BURNT
            self._wear(max(0, self._strip.rows - before))

    def said(self) -> bytes:
        """What it has said since it was last asked for it."""
        raw, self._out = bytes(self._out), bytearray()
        return raw

    def _wear(self, rows: int) -> None:
        """What becomes of it by printing: the roll ends, or the power goes in the middle of a picture."""
        if self.condition is Condition.RUNS_OUT:
            self._left = (LAST_ROWS if self._left is None else self._left) - rows
            if self._left <= 0:
                self._left = None
                self.condition = Condition.PAPER_OUT
                self._notice()
        elif self.condition is Condition.DIES and self._interpreter.midway:
            self.condition = Condition.OFF

    def _switched_on(self) -> Interpreter:
        """It knows nothing of before; what hangs out of it hangs there still."""
        self._buffer, self._out, self._tail = bytearray(), bytearray(), b""
        return Interpreter(self._strip, self._profile.dpi, cut=self._fall, asked=self._answer)

    def _fall(self) -> None:
        dots = self._strip.cut()
        if dots:
            self._tray.lay(self._strip.width, dots)

    def _answer(self, question: int) -> None:
        if question in (1, 49):
            self._say(bytes([bits_of(self.condition).paper]))

    def _notice(self) -> None:
        """With ASB switched on it tells a change by itself."""
        if self.condition is not self._told:
            self._told = self.condition
            if self._interpreter.unasked:
                bits = bits_of(self.condition).unasked
                self._say(bytes(fixed | bit for fixed, bit in zip(_UNASKED_FIXED, bits, strict=True)))

    def _say(self, raw: bytes) -> None:
        if self.condition is not Condition.MUTE and self._profile.answers != "nothing":
            self._out += raw
