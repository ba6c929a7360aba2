"""A simulated SAM behind a pseudo-terminal, so that it is reached through the same serial port driver as a real one."""

from __future__ import annotations

import os
import pty
import select
import tty

from devices.sam.simulator import SimulatedSam

_BITS_A_BYTE = 10
# What a UART hands over at once; at 9600 baud 17 ms of the line.
_PIECE = 16


class PtyPort:
    """One pseudo-terminal; `serve` blocks the lane it is called on until another one calls `stop`."""

    def __init__(self, sam: SimulatedSam, baud: int) -> None:
        self._sam = sam
        self._byte_s = _BITS_A_BYTE / baud
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self._woken, self._wake = os.pipe()
        self.port = os.ttyname(self._theirs)

    def serve(self) -> None:
        """Answers what comes, as fast as the line is."""
        while True:
            ready, _, _ = select.select([self._ours, self._woken], [], [])
            if self._woken in ready:
                return
            if not self._send(self._sam.hear(os.read(self._ours, 1024))):
                return

    def stop(self) -> None:
        """Ends `serve`; may be called from another lane."""
        os.write(self._wake, b"\0")

    def close(self) -> None:
        """The cable is pulled: the port is gone for whoever has it open."""
        for number in (self._ours, self._theirs, self._woken, self._wake):
            os.close(number)

    def _send(self, answer: bytes) -> bool:
        """Each piece once the line would have carried it; False when asked to stop meanwhile."""
        for at in range(0, len(answer), _PIECE):
            piece = answer[at : at + _PIECE]
            if select.select([self._woken], [], [], len(piece) * self._byte_s)[0]:
                return False
            os.write(self._ours, piece)
        return True
