"""A VFS (https://www.sqlite.org/vfs.html) for the very SQLite that sqlcipher3 carries, its files on a platter.

Its structures are packed by hand, in the machine's own layout. No exception enters SQLite: an OSError becomes a result
code, and what nobody foresaw is kept until somebody asks.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_char_p, c_int, c_int64, c_void_p, memmove
from dataclasses import dataclass
from posixpath import dirname, join
from typing import Any

from sqlcipher3 import _sqlite3

from sync.store.simulated.calls import CANTOPEN, INT, INT64, IOERR, OK, POINTER, FileCalls
from sync.store.simulated.node import Chance, Node
from sync.store.simulated.platter import Platter

FULL = 13
READ, WRITE, FSYNC, TRUNCATE, FSTAT = (IOERR | n << 8 for n in (1, 3, 4, 6, 7))
DELETE, ACCESS, RESERVED, LOCK, CLOSE = (IOERR | n << 8 for n in (10, 13, 14, 15, 16))
SHM_LOCK, SHM_MAP, NOT_THERE = (IOERR | n << 8 for n in (20, 21, 23))

OPEN_READ_ONLY, OPEN_READ_WRITE, OPEN_CREATE, OPEN_DELETE_ON_CLOSE, OPEN_EXCLUSIVE = 0x1, 0x2, 0x4, 0x8, 0x10
# The main journal, a super-journal, a WAL.
OPEN_JOURNAL = 0x800 | 0x4000 | 0x80000
ACCESS_EXISTS = 0
# Both as SQLite's own VFS says on Linux, so that SQLite goes the same ways here; a power cut tears finer.
SECTOR_SIZE = 4096
POWERSAFE_OVERWRITE = 0x1000
LONGEST_NAME = 512
# SQLite counts time from noon in Greenwich on 24 November 4714 BC.
JULIAN_MS_OF_1970 = 210_866_760_000_000

_DOUBLE = struct.Struct("@d")
_SQLITE = ctypes.CDLL(_sqlite3.__file__)
_SQLITE.sqlite3_vfs_find.restype = c_void_p
_SQLITE.sqlite3_vfs_find.argtypes = [c_char_p]
_SQLITE.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
_SQLITE.sqlite3_vfs_unregister.argtypes = [c_void_p]

# Made once: a prototype is a type, and types are dear.
_OF_FILE = CFUNCTYPE(c_int, c_void_p)
_WITH_INT = CFUNCTYPE(c_int, c_void_p, c_int)
_WITH_LONG = CFUNCTYPE(c_int, c_void_p, c_int64)
_WITH_POINTER = CFUNCTYPE(c_int, c_void_p, c_void_p)
_TRANSFER = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_CONTROL = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)
_MAP = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int, c_void_p)
_THREE_INTS = CFUNCTYPE(c_int, c_void_p, c_int, c_int, c_int)
_BARRIER = CFUNCTYPE(None, c_void_p)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_ACCESS = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int, c_void_p)
_FULL_NAME = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int, c_void_p)
_FILL = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)

Call = Callable[..., int | None]


@dataclass(frozen=True, slots=True)
class Machine:
    """What SQLite asks of a machine besides its files."""

    now_ms: Callable[[], int]
    sleep_us: Callable[[int], None]
    chance: Chance


class SqliteVfs:
    """Known to SQLite by its name until it is closed."""

    def __init__(self, name: str, platter: Platter, calls: FileCalls, *, machine: Machine) -> None:
        self._platter = platter
        self._calls = calls
        self._machine = machine
        self._bug: BaseException | None = None
        self._name = name.encode()
        if _SQLITE.sqlite3_vfs_find(self._name):
            raise ValueError(f"there is a disk called {name} already")
        self._thunks: list[Any] = []
        self._methods = ctypes.create_string_buffer(self._file_methods())
        self._struct = ctypes.create_string_buffer(self._vfs_struct())
        _SQLITE.sqlite3_vfs_register(self._struct, 0)
        # SQLite holds addresses within this object, which Python cannot see.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))

    def close(self) -> None:
        """Let SQLite forget it. While connections are open their callbacks are kept, for ever: close them before."""
        _SQLITE.sqlite3_vfs_unregister(self._struct)
        if not self._calls.open_names():
            self._thunks.clear()
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(self))

    def raise_bug(self) -> None:
        """Raise what went wrong in here, if anything did; SQLite was told of an I/O error."""
        bug, self._bug = self._bug, None
        if bug is not None:
            raise bug

    def _file_methods(self) -> bytes:
        calls, call = self._calls, self._call
        pointers = (
            call(_OF_FILE, calls.close, CLOSE),
            call(_TRANSFER, calls.read, READ),
            call(_TRANSFER, calls.write, WRITE),
            call(_WITH_LONG, calls.truncate, TRUNCATE),
            call(_WITH_INT, calls.sync, FSYNC),
            call(_WITH_POINTER, calls.size, FSTAT),
            call(_WITH_INT, calls.lock, LOCK),
            call(_WITH_INT, calls.unlock, LOCK),
            call(_WITH_POINTER, calls.check_reserved, RESERVED),
            call(_CONTROL, calls.control, IOERR),
            call(_OF_FILE, lambda _file: SECTOR_SIZE, SECTOR_SIZE),
            call(_OF_FILE, lambda _file: POWERSAFE_OVERWRITE, POWERSAFE_OVERWRITE),
            call(_MAP, calls.map_index, SHM_MAP),
            call(_THREE_INTS, calls.lock_index, SHM_LOCK),
            # One thread at a time: there is nothing to order.
            call(_BARRIER, lambda _file: None, None),
            call(_WITH_INT, calls.unmap_index, SHM_MAP),
        )
        return struct.pack(f"@i{len(pointers)}P", 2, *pointers)

    def _vfs_struct(self) -> bytes:
        call = self._call
        pointers = (
            call(_OPEN, self._open, CANTOPEN),
            call(_DELETE, self._delete, DELETE),
            call(_ACCESS, self._access, ACCESS),
            call(_FULL_NAME, self._full_name, CANTOPEN),
            # Extensions are never loaded.
            *(0, 0, 0, 0),
            call(_FILL, self._randomness, 0),
            call(_WITH_INT, self._sleep, 0),
            call(_WITH_POINTER, self._julian_day, IOERR),
            call(_FILL, lambda _vfs, _count, _buffer: 0, 0),
            call(_WITH_POINTER, self._julian_ms, IOERR),
        )
        name = ctypes.create_string_buffer(self._name)
        self._thunks.append(name)
        head = (2, POINTER.size, LONGEST_NAME, 0, ctypes.addressof(name), 0)
        return struct.pack(f"@3i3P{len(pointers)}P", *head, *pointers)

    def _call(self, prototype: Any, function: Call, failure: int | None) -> int:
        def guarded(*arguments: Any) -> int | None:
            try:
                return function(*arguments)
            except OSError as error:
                return FULL if error.errno == errno.ENOSPC else failure
            except BaseException as bug:
                self._bug = self._bug or bug
                return failure

        thunk = prototype(guarded)
        self._thunks.append(thunk)
        return ctypes.cast(thunk, c_void_p).value or 0

    def _open(self, _vfs: int, raw: bytes | None, file: int, flags: int, result: int | None) -> int:
        # Whatever has no methods is not open.
        memmove(file, POINTER.pack(0), POINTER.size)
        name = os.fsdecode(raw) if raw else ""
        node = self._opened(name, flags) if raw else Node()
        if node is None:
            return CANTOPEN
        if self._platter.troubles.read_only and raw:
            flags = flags & ~(OPEN_READ_WRITE | OPEN_CREATE) | OPEN_READ_ONLY
        opened = self._calls.add(file, node, name)
        opened.journal = bool(flags & OPEN_JOURNAL)
        opened.ends = bool(flags & OPEN_DELETE_ON_CLOSE)
        if result:
            memmove(result, INT.pack(flags), INT.size)
        memmove(file, POINTER.pack(ctypes.addressof(self._methods)), POINTER.size)
        return OK

    def _opened(self, name: str, flags: int) -> Node | None:
        exists = self._platter.find(name) is not None
        if (exists and flags & OPEN_EXCLUSIVE) or (not exists and not flags & OPEN_CREATE):
            return None
        return self._platter.open(name)

    def _delete(self, _vfs: int, raw: bytes, sync_folder: int) -> int:
        name = os.fsdecode(raw)
        if self._platter.find(name) is None:
            return NOT_THERE
        self._platter.unlink(name)
        if sync_folder:
            self._platter.sync_folder(dirname(name))
        return OK

    def _access(self, _vfs: int, raw: bytes, asked: int, result: int) -> int:
        node = self._platter.find(os.fsdecode(raw))
        # To SQLite an empty journal is none.
        there = (
            bool(node and node.data)
            if asked == ACCESS_EXISTS
            else node is not None and not self._platter.troubles.read_only
        )
        memmove(result, INT.pack(there), INT.size)
        return OK

    def _full_name(self, _vfs: int, raw: bytes, room: int, result: int) -> int:
        name = os.fsencode(join("/", os.fsdecode(raw))) + b"\0"
        if len(name) > room:
            return CANTOPEN
        memmove(result, name, len(name))
        return OK

    def _randomness(self, _vfs: int, count: int, buffer: int) -> int:
        memmove(buffer, bytes(self._machine.chance(256) for _ in range(count)), count)
        return count

    def _sleep(self, _vfs: int, microseconds: int) -> int:
        self._machine.sleep_us(microseconds)
        return microseconds

    def _julian_day(self, _vfs: int, result: int) -> int:
        memmove(result, _DOUBLE.pack((self._machine.now_ms() + JULIAN_MS_OF_1970) / 86_400_000), _DOUBLE.size)
        return OK

    def _julian_ms(self, _vfs: int, result: int) -> int:
        memmove(result, INT64.pack(self._machine.now_ms() + JULIAN_MS_OF_1970), INT64.size)
        return OK
