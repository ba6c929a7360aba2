"""What SQLite asks of an open file (sqlite3_io_methods), answered from a platter.

SQLite names a file by the address of its sqlite3_file; numbers come and go through its memory.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Callable
from ctypes import memmove, memset, string_at
from posixpath import dirname

from sync.store.simulated.locks import NONE, FileLocks, IndexLocks
from sync.store.simulated.node import Node
from sync.store.simulated.platter import Platter
from sync.store.simulated.troubles import failure

# Result codes, https://www.sqlite.org/rescode.html
OK, BUSY, IOERR, NOTFOUND, CANTOPEN = 0, 5, 10, 12, 14
SHORT_READ = IOERR | 2 << 8

SHM_UNLOCK, SHM_SHARED = 1, 4
INT = struct.Struct("@i")
INT64 = struct.Struct("@q")
POINTER = struct.Struct("@P")


class Shared:
    """What all who have one file open share: its locks and its WAL index."""

    __slots__ = ("index", "locks", "openers", "regions", "users")

    def __init__(self) -> None:
        self.openers = 0
        self.locks = FileLocks()
        self.index = IndexLocks()
        self.regions: list[ctypes.Array[ctypes.c_char]] = []
        self.users: set[int] = set()


class OpenFile:
    """A file as one connection has it open; dead when power or program ended under it."""

    __slots__ = ("dead", "ends", "journal", "name", "node", "shared")

    def __init__(self, node: Node, name: str, shared: Shared) -> None:
        self.node = node
        self.name = name
        self.shared = shared
        self.dead = False
        # SQLite makes a journal's name durable with its first sync; of the database's own name nobody takes care.
        self.journal = False
        self.ends = False


class FileCalls:
    """The open files of one disk. Failures are OSErrors; the caller turns them into result codes."""

    def __init__(self, platter: Platter, pause_for_sync: Callable[[], None]) -> None:
        self._platter = platter
        self._pause = pause_for_sync
        self._files: dict[int, OpenFile] = {}
        self._shared: dict[Node, Shared] = {}

    def add(self, file: int, node: Node, name: str) -> OpenFile:
        """Begin with a file that was opened."""
        shared = self._shared.setdefault(node, Shared())
        shared.openers += 1
        opened = self._files[file] = OpenFile(node, name, shared)
        return opened

    def end(self) -> None:
        """Whoever has a file open is dead: nothing but its closing succeeds any more, and its locks are gone."""
        for opened in self._files.values():
            opened.dead = True
        self._shared = {}

    def open_names(self) -> list[str]:
        """The files that nobody has closed, dead ones too."""
        return sorted(opened.name for opened in self._files.values())

    def close(self, file: int) -> int:
        opened = self._files.pop(file)
        shared = opened.shared
        shared.locks.unlock(file, NONE)
        self._leave_index(file, shared)
        shared.openers -= 1
        if not opened.dead:
            if shared.openers == 0:
                del self._shared[opened.node]
            if opened.ends and opened.node.linked:
                self._platter.unlink(opened.name)
        return OK

    def read(self, file: int, buffer: int, count: int, offset: int) -> int:
        chunk = self._platter.read(self._alive(file).node, offset, count)
        memmove(buffer, chunk, len(chunk))
        if len(chunk) == count:
            return OK
        memset(buffer + len(chunk), 0, count - len(chunk))
        return SHORT_READ

    def write(self, file: int, buffer: int, count: int, offset: int) -> int:
        opened = self._alive(file)
        self._platter.write(opened.node, offset, string_at(buffer, count), name=opened.name)
        return OK

    def truncate(self, file: int, length: int) -> int:
        self._platter.resize(self._alive(file).node, length)
        return OK

    def sync(self, file: int, _flags: int) -> int:
        opened = self._alive(file)
        self._pause()
        self._platter.sync(opened.node, opened.name)
        if opened.journal:
            self._platter.sync_folder(dirname(opened.name))
            opened.journal = False
        return OK

    def size(self, file: int, result: int) -> int:
        memmove(result, INT64.pack(len(self._alive(file).node.data)), INT64.size)
        return OK

    def lock(self, file: int, level: int) -> int:
        return OK if self._alive(file).shared.locks.lock(file, level) else BUSY

    def unlock(self, file: int, level: int) -> int:
        self._files[file].shared.locks.unlock(file, level)
        return OK

    def check_reserved(self, file: int, result: int) -> int:
        memmove(result, INT.pack(self._alive(file).shared.locks.reserved()), INT.size)
        return OK

    def control(self, _file: int, _operation: int, _argument: int | None) -> int:
        return NOTFOUND

    def map_index(self, file: int, region: int, size: int, extend: int, result: int) -> int:
        shared = self._alive(file).shared
        regions = shared.regions
        if not regions and self._platter.troubles.read_only:
            return CANTOPEN
        shared.users.add(file)
        while extend and len(regions) <= region:
            regions.append(ctypes.create_string_buffer(size))
        address = ctypes.addressof(regions[region]) if region < len(regions) else 0
        memmove(result, POINTER.pack(address), POINTER.size)
        return OK

    def lock_index(self, file: int, first: int, count: int, flags: int) -> int:
        mask = ((1 << count) - 1) << first
        if flags & SHM_UNLOCK:
            self._files[file].shared.index.release(file, mask)
            return OK
        index = self._alive(file).shared.index
        taken = index.share(file, mask) if flags & SHM_SHARED else index.exclude(file, mask)
        return OK if taken else BUSY

    def unmap_index(self, file: int, _delete: int) -> int:
        self._leave_index(file, self._files[file].shared)
        return OK

    def _leave_index(self, file: int, shared: Shared) -> None:
        shared.index.leave(file)
        shared.users.discard(file)
        if not shared.users:
            # As the first to open does on a real disk: the index is made anew from the WAL.
            shared.regions.clear()

    def _alive(self, file: int) -> OpenFile:
        opened = self._files[file]
        if opened.dead:
            raise failure(errno.EIO)
        return opened
