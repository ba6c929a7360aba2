"""A stand-in for pyscard's low-level module: one reader's world whose every function can be told what to answer."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable
from types import ModuleType

SUCCESS, TIMEOUT, NO_SERVICE = 0x00000000, 0x8010000A, 0x8010001D
NO_READERS, UNKNOWN_READER = 0x8010002E, 0x80100009
EMPTY, PRESENT, MUTE = 0x10, 0x20, 0x200
PNP = "\\\\?PnP?\\Notification"


class World:
    """What PC/SC would see. `answers[function]` holds results, or exceptions, given once each before anything else."""

    def __init__(self) -> None:
        self.readers = ["Fake Reader 00 00"]
        self.flags = EMPTY
        self.atr = b""
        self.answers: defaultdict[str, deque[int | Exception]] = defaultdict(deque)
        self.called: list[str] = []
        self.established_at: list[float] = []
        self.card: Callable[[bytes], bytes] = lambda _: b"\x6a\x82"
        self.module = ModuleType("scard")
        for name in ("EstablishContext", "ReleaseContext", "ListReaders", "GetStatusChange", "Cancel", "Connect"):
            setattr(self.module, f"SCard{name}", getattr(self, f"_{name}"))
        for name in ("BeginTransaction", "EndTransaction", "Disconnect", "Transmit"):
            setattr(self.module, f"SCard{name}", getattr(self, f"_{name}"))

    def insert(self, card: Callable[[bytes], bytes], atr: bytes = b"\x3b\x00") -> None:
        """Puts a card in; the event counter moves on by one for each insertion and removal."""
        self.card, self.atr = card, atr
        self.flags = (self.flags & 0xFFFF0000) + 0x10000 | PRESENT

    def remove(self) -> None:
        """Takes it out."""
        self.atr = b""
        self.flags = (self.flags & 0xFFFF0000) + 0x10000 | EMPTY

    def _result(self, function: str) -> int:
        self.called.append(function)
        if not self.answers[function]:
            return SUCCESS
        answer = self.answers[function].popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _EstablishContext(self, scope: int) -> list[int]:
        self.established_at.append(time.monotonic())
        return [self._result("EstablishContext"), 7]

    def _ReleaseContext(self, context: int) -> int:
        return self._result("ReleaseContext")

    def _ListReaders(self, context: int, groups: list[str]) -> list[object]:
        return [self._result("ListReaders") or (SUCCESS if self.readers else NO_READERS), self.readers]

    def _GetStatusChange(self, context: int, timeout_ms: int, known: list[tuple[str, int]]) -> list[object]:
        result = self._result("GetStatusChange")
        views = [(name, 0 if name == PNP else self.flags, list(self.atr)) for name, _ in known]
        unchanged = all(name == PNP or flags == self.flags for name, flags in known)
        return [result or (TIMEOUT if unchanged else SUCCESS), views]

    def _Cancel(self, context: int) -> int:
        return self._result("Cancel")

    def _Connect(self, context: int, reader: str, share: int, protocols: int) -> list[int]:
        return [self._result("Connect"), 11, 1]

    def _BeginTransaction(self, card: int) -> int:
        return self._result("BeginTransaction")

    def _EndTransaction(self, card: int, disposition: int) -> int:
        return self._result("EndTransaction")

    def _Disconnect(self, card: int, disposition: int) -> int:
        return self._result(f"Disconnect {disposition}")

    def _Transmit(self, card: int, protocol: int, command: list[int]) -> list[object]:
        result = self._result("Transmit")
        return [result, [] if result else list(self.card(bytes(command)))]
