"""The files of a simulated disk by name: room that ends, failures to order, and what a power cut does to all of them."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname

from sync.store.simulated.node import SECTOR, Chance, Node
from sync.store.simulated.troubles import Trouble, Troubles, failure


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was done under one file name since the disk was made, over all files that had it."""

    writes: int = 0
    bytes: int = 0
    syncs: int = 0


# Names that change at once: name, what it named before, what it names now.
_Renaming = tuple[tuple[str, Node | None, Node | None], ...]


class Platter:
    """Everything on one disk; failures are the OSError that the system call would raise.

    A name is durable once its folder was synced; until then a power cut may undo the latest changes of names, in order,
    as a journaling file system does.
    """

    def __init__(self, chance: Chance, capacity_bytes: int) -> None:
        self.capacity_bytes = capacity_bytes
        self.used_bytes = 0
        self.troubles = Troubles(self._go_dark)
        self.on_dark: Callable[[], None] = _nobody
        self._chance = chance
        self._names: dict[str, Node] = {}
        self._renamings: list[_Renaming] = []
        self._traffic: dict[str, list[int]] = {}

    def names(self) -> list[str]:
        """Every file's name, sorted."""
        return sorted(self._names)

    def forget(self) -> None:
        """Leave nothing of any file, and nothing in memory."""
        self._names.clear()
        self._renamings.clear()
        self.used_bytes = 0

    def find(self, name: str) -> Node | None:
        """What has the name; None when nothing has."""
        return self._names.get(name)

    def open(self, name: str) -> Node:
        """What has the name, made when nothing has."""
        if self.troubles.any:
            self.troubles.strike(Trouble.OPEN)
        node = self._names.get(name)
        if node is None:
            node = Node()
            self._rename((name, None, node))
        return node

    def unlink(self, name: str) -> None:
        """Forget the name; who has the file open keeps it."""
        self._rename((name, self._named(name), None))

    def rename(self, name: str, to: str) -> None:
        """Give the file another name in the same folder, all or nothing; what had that name loses it."""
        if dirname(name) != dirname(to):
            raise failure(errno.EXDEV)
        node = self._named(name)
        self._rename((name, node, None), (to, self._names.get(to), node))

    def read(self, node: Node, offset: int, count: int) -> bytes:
        """At most so many bytes from there."""
        if self.troubles.any:
            self.troubles.strike(Trouble.READ)
        return bytes(memoryview(node.data)[offset : offset + count])

    def write(self, node: Node, offset: int, chunk: bytes, *, name: str) -> None:
        """Write the chunk; as much as there is room for when there is not enough."""
        if self.troubles.any:
            self._write_troubled(node, offset, chunk)
        self._put(node, offset, chunk)
        traffic = self._counted(name)
        traffic[0] += 1
        traffic[1] += len(chunk)

    def resize(self, node: Node, length: int) -> None:
        """Cut the file, or fill it up with zeros."""
        if self.troubles.any:
            self.troubles.change()
        grown = length - len(node.data)
        if node.linked:
            if grown > max(0, self.capacity_bytes - self.used_bytes):
                raise failure(errno.ENOSPC)
            self.used_bytes += grown
        node.resize(length)

    def sync(self, node: Node, name: str) -> None:
        """Make the file's content durable, not its name."""
        if self.troubles.any:
            self.troubles.burn()
            try:
                self.troubles.strike(Trouble.SYNC)
            except OSError:
                node.fail_to_sync(self._chance)
                raise
        node.sync()
        self._counted(name)[2] += 1

    def sync_folder(self, folder: str) -> None:
        """Make the names in the folder durable."""
        if self.troubles.any:
            self.troubles.burn()
            self.troubles.strike(Trouble.SYNC)
        self._renamings = [names for names in self._renamings if dirname(names[0][0]) != folder]

    def lose_power(self) -> None:
        """Undo what was not synced, by chance; what stays is durable."""
        kept = self._chance(len(self._renamings) + 1)
        for names in reversed(self._renamings[kept:]):
            for name, before, _ in reversed(names):
                self._set(name, before)
        self._renamings.clear()
        for name in self.names():
            self._names[name].lose_power(self._chance)
        self.used_bytes = sum(len(node.data) for node in self._names.values())

    def traffic(self) -> dict[str, Traffic]:
        """What was done, by file name."""
        return {name: Traffic(*counts) for name, counts in self._traffic.items()}

    def _go_dark(self) -> None:
        self.on_dark()
        self.lose_power()

    def _counted(self, name: str) -> list[int]:
        try:
            return self._traffic[name]
        except KeyError:
            return self._traffic.setdefault(name, [0, 0, 0])

    def _named(self, name: str) -> Node:
        node = self._names.get(name)
        if node is None:
            raise failure(errno.ENOENT)
        return node

    def _rename(self, *names: tuple[str, Node | None, Node | None]) -> None:
        if self.troubles.any and not self.troubles.power_goes_now:
            self.troubles.change()
        self._renamings.append(names)
        for name, _, after in names:
            self._set(name, after)
        if self.troubles.power_goes_now:
            # Under way when the power goes: it can have happened.
            self.troubles.change()

    def _set(self, name: str, node: Node | None) -> None:
        displaced = self._names.pop(name, None)
        if displaced is not None:
            displaced.linked = False
            self.used_bytes -= len(displaced.data)
        if node is not None:
            node.linked = True
            self.used_bytes += len(node.data)
            self._names[name] = node

    def _put(self, node: Node, offset: int, chunk: bytes) -> None:
        grown = offset + len(chunk) - len(node.data)
        if grown > 0 and node.linked:
            room = max(0, self.capacity_bytes - self.used_bytes)
            if grown > room:
                fits = max(0, len(node.data) + room - offset) // SECTOR * SECTOR
                if fits:
                    self._put(node, offset, chunk[:fits])
                raise failure(errno.ENOSPC)
            self.used_bytes += grown
        node.write(offset, chunk)

    def _write_troubled(self, node: Node, offset: int, chunk: bytes) -> None:
        if self.troubles.power_goes_now:
            # Under way when the power goes: it can be torn.
            self._put(node, offset, chunk)
        self.troubles.change()
        self.troubles.strike(Trouble.WRITE)
        try:
            self.troubles.strike(Trouble.SHORT_WRITE)
        except OSError:
            self._put(node, offset, chunk[: len(chunk) // 2])
            raise


def _nobody() -> None:
    """No program runs on the disk."""
