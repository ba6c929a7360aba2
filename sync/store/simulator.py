"""The simulated disk: one machine's, in memory, that loses power, fills up, fails and rots as it is told, by a seed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from kiosk.base.clock import Clock
from sync.store.disk import UNFINISHED
from sync.store.simulated.calls import FileCalls
from sync.store.simulated.node import Chance, Node
from sync.store.simulated.platter import Platter, Traffic
from sync.store.simulated.troubles import Trouble, failure
from sync.store.simulated.vfs import Machine, SqliteVfs

__all__ = ["Chance", "SimulatedDisk", "Traffic", "Trouble"]

# A terminal's flash card.
CAPACITY_BYTES = 8 << 30
_FOR_EVER = 1 << 62


def _at_once(_microseconds: int) -> None:
    """Waiting takes no time."""


class SimulatedDisk:
    """Implements Disk. `name` is its VFS; `pause_us` moves the simulated machine's clock on while something waits.

    One thread at a time may use it and what is opened on it. Close every connection, also those that a power cut or a
    signal killed, and then the disk.
    """

    def __init__(
        self,
        name: str,
        *,
        chance: Chance,
        clock: Clock,
        pause_us: Callable[[int], None] = _at_once,
        capacity_bytes: int = CAPACITY_BYTES,
    ) -> None:
        self.vfs = name
        self._capacity_bytes = capacity_bytes
        self._pause_us = pause_us
        self._sync_us = 0
        self._platter = Platter(chance, capacity_bytes)
        self._calls = FileCalls(self._platter, self._wait_for_sync)
        self._platter.on_dark = self._calls.end
        machine = Machine(lambda: clock.now().unix_ms, pause_us, chance)
        self._vfs = SqliteVfs(name, self._platter, self._calls, machine=machine)

    def create(self, path: Path) -> None:
        """Make the file when it does not exist."""
        self._platter.open(str(path))

    def size(self, path: Path) -> int | None:
        """The file's bytes; None when it does not exist."""
        node = self._platter.find(str(path))
        return None if node is None else len(node.data)

    def read_at(self, path: Path, at: int, size: int) -> bytes:
        """So many bytes from there, fewer at the end."""
        return self._platter.read(self._node(path), at, size)

    def free_bytes(self, path: Path) -> int:
        """Room for more, wherever it is."""
        return max(0, self._platter.capacity_bytes - self._platter.used_bytes)

    def make_folders(self, parent: Path, names: tuple[str, ...]) -> None:
        """Here a folder is no more than the beginning of a name."""

    def write_durably(self, path: Path, raw: bytes) -> None:
        """Beside it, sync, rename, sync of the folder."""
        unfinished = str(path) + UNFINISHED
        try:
            self._write(unfinished, raw)
            self._platter.rename(unfinished, str(path))
        except OSError:
            self._forget(unfinished)
            raise
        self._platter.sync_folder(str(path.parent))

    def allocate(self, path: Path, size: int) -> None:
        """A file of zeros."""
        try:
            self._write(str(path), bytes(size))
        except OSError:
            self._forget(str(path))
            raise
        self._platter.sync_folder(str(path.parent))

    def read(self, path: Path) -> bytes:
        """The file's content."""
        node = self._node(path)
        return self._platter.read(node, 0, len(node.data))

    def remove(self, path: Path) -> None:
        """Forget the file when it is there."""
        if self._platter.find(str(path)) is not None:
            self._platter.unlink(str(path))

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names of the files in the folder, sorted."""
        paths = (Path(name) for name in self._platter.names())
        return tuple(path.name for path in paths if path.parent == folder)

    def power_cut(self) -> None:
        """End every program at once; what was not synced is lost, kept or torn by chance, and so are names."""
        self.kill()
        self._platter.lose_power()

    def cut_power_after(self, changes: int) -> None:
        """Cut it in the middle of a write, sync or change of names, after so many more; the disk is dark until `power_on`."""
        self._platter.troubles.burn_after(changes)

    @property
    def dark(self) -> bool:
        """Whether the power that was to go has gone."""
        return self._platter.troubles.dark

    def power_on(self) -> None:
        """Have power again; a cut that was still to come is called off."""
        self._platter.troubles.power_on()

    def kill(self) -> None:
        """End every program as SIGKILL does: its locks are gone, and all that it wrote is kept."""
        self._vfs.raise_bug()
        self._calls.end()

    def fill(self, free_bytes: int = 0) -> None:
        """Leave so little room."""
        self._platter.capacity_bytes = self._platter.used_bytes + free_bytes

    def drain(self) -> None:
        """Have all the room again."""
        self._platter.capacity_bytes = self._capacity_bytes

    def fail(self, kind: Trouble, *, after: int = 0, count: int = _FOR_EVER) -> None:
        """From now on let so many operations of the kind succeed, then so many fail with EIO."""
        self._platter.troubles.order(kind, after=after, count=count)

    def protect(self) -> None:
        """Take no more writes, as a file system that found itself damaged."""
        self._platter.troubles.protect()

    def mend(self) -> None:
        """Work again; what was lost stays lost."""
        self._platter.troubles.mend()

    def undisturbed(self) -> AbstractContextManager[None]:
        """Look at what is on it without meeting, or using up, any failure it was told."""
        return self._platter.troubles.calm()

    def flip(self, path: Path, bit: int) -> None:
        """Let a bit of the file rot, counted from its first byte's lowest."""
        self._node(path).flip(bit)

    def slow(self, sync_us: int) -> None:
        """Let every sync take so long from now on."""
        self._sync_us = sync_us

    def files(self) -> dict[str, bytes]:
        """Every file's content by its path: what a thief would read."""
        nodes = ((name, self._platter.find(name)) for name in self._platter.names())
        return {name: bytes(node.data) for name, node in nodes if node is not None}

    def traffic(self) -> dict[str, Traffic]:
        """What was done, by path."""
        return self._platter.traffic()

    def struck(self) -> dict[Trouble, int]:
        """How many operations have failed as told."""
        return dict(self._platter.troubles.struck)

    def close(self) -> None:
        """Forget everything. Raises what went wrong in here unseen, and RuntimeError when connections are still open."""
        still_open = self._calls.open_names()
        self._calls.end()
        self._platter.forget()
        self._vfs.close()
        self._vfs.raise_bug()
        if still_open:
            raise RuntimeError(f"still open on the disk {self.vfs}: {', '.join(still_open)}")

    def _wait_for_sync(self) -> None:
        if self._sync_us:
            self._pause_us(self._sync_us)

    def _node(self, path: Path) -> Node:
        node = self._platter.find(str(path))
        if node is None:
            raise failure(errno.ENOENT)
        return node

    def _write(self, name: str, raw: bytes) -> None:
        node = self._platter.open(name)
        self._platter.resize(node, 0)
        self._platter.write(node, 0, raw, name=name)
        self._wait_for_sync()
        self._platter.sync(node, name)

    def _forget(self, name: str) -> None:
        # Who has no power clears nothing away.
        with suppress(OSError):
            self.remove(Path(name))
