"""Where a terminal keeps its things: key, database, receipts, under one directory of its own."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from app.keystores import KEY_FILES, KeyChoice, kept_in
from app.system import SystemClock, SystemEntropy
from kiosk.base.errors import ConfigError, SealError, StoreError
from kiosk.base.steps import Reached, unwatched
from sync.seal.errors import ELSEWHERE, KEY
from sync.seal.keys import DeviceKeys, derive, device_keys
from sync.store.rescue.pages import wal_of
from sync.store.store import Store, open_store

DATABASE_FILE = "terminal.db"
LOCK_FILE = "terminal.lock"
_OF_THE_DISK = {errno.EROFS: "S09", errno.ENOSPC: "S02", errno.EDQUOT: "S02", errno.EIO: "S04"}


def hold(state_dir: Path) -> IO[bytes]:
    """The directory, for this process alone until the file is closed or the process ends, however it ends.

    Two programs over one directory would each take the other's leases for a dead one's.
    Raises StoreError S02, S04 or S09 when the disk does not let it be written to, ConfigError G03 when the settings are to
    blame for that, G04 when another program holds it.
    """
    try:
        state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (state_dir / LOCK_FILE).open("wb")
    except OSError as error:
        if error.errno in _OF_THE_DISK:
            raise StoreError(_OF_THE_DISK[error.errno], str(state_dir)) from error
        raise ConfigError("G03", f"{state_dir}: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise ConfigError("G04", str(state_dir)) from error
    return lock


def terminal_keys(state_dir: Path, choice: KeyChoice = KeyChoice()) -> DeviceKeys:
    """The terminal's keys, their master made at the first start in the place that is chosen.

    A second master is never made: SealError K19 when there is one in another place, K01 when a database has lost its own.
    """
    store, kept = choice.store(state_dir), kept_in(state_dir)
    if kept and choice.place not in kept:
        raise SealError(ELSEWHERE, f"it is in {KEY_FILES[kept[0]]} ({kept[0]}), the settings say {choice.place}")
    left = (state_dir / DATABASE_FILE, wal_of(state_dir / DATABASE_FILE))
    if not kept and any(file.exists() for file in left) and store.load() is None:
        raise SealError(KEY, f"{DATABASE_FILE} is there, and its key is gone")
    return device_keys(store, SystemEntropy())


def kept_master(state_dir: Path, choice: KeyChoice = KeyChoice()) -> bytes:
    """The master of an existing terminal, wherever it is kept. Raises SealError K01 where there is none."""
    kept = kept_in(state_dir)
    place = kept[0] if kept and choice.place not in kept else choice.place
    master = choice.at(place).store(state_dir).load()
    if master is None:
        raise SealError(KEY, f"no key in {state_dir}")
    return master


def kept_keys(state_dir: Path, choice: KeyChoice = KeyChoice()) -> DeviceKeys:
    """The keys of an existing terminal. Raises SealError K01 where there are none."""
    return derive(kept_master(state_dir, choice))


def open_terminal_store(state_dir: Path, reached: Reached = unwatched, *, choice: KeyChoice = KeyChoice()) -> Store:
    """The store of an existing terminal, for doors that look at it. StoreError S04 where there is none."""
    if not (state_dir / DATABASE_FILE).is_file():
        raise StoreError("S04", f"no {DATABASE_FILE} in {state_dir}")
    return open_store(
        state_dir / DATABASE_FILE,
        kept_keys(state_dir, choice),
        clock=SystemClock(),
        entropy=SystemEntropy(),
        reached=reached,
    )


def swept(opening: Callable[[], Store]) -> Store:
    """The store of a terminal whose directory is held, after what crashes left of attachments was taken away.

    What cannot be taken away now is at the next start: it is no reason not to serve.
    """
    store = opening()
    with suppress(StoreError):
        store.attachments.sweep()
    return store
