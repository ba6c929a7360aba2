"""Where a terminal keeps its things: key, database, receipts, under one directory of its own."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from app.system import SystemClock, SystemEntropy
from kiosk.base.errors import ConfigError, StoreError
from kiosk.base.steps import Reached, unwatched
from sync.seal.keyfile import FileKeyStore
from sync.seal.keys import DeviceKeys, device_keys
from sync.store.store import Store, open_store

KEY_FILE = "device.key"
DATABASE_FILE = "terminal.db"
LOCK_FILE = "terminal.lock"


def hold(state_dir: Path) -> IO[bytes]:
    """The directory, for this process alone until the file is closed or the process ends, however it ends.

    Two programs over one directory would each take the other's leases for a dead one's.
    Raises ConfigError G03 when it cannot be written to, G04 when another program holds it.
    """
    try:
        state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (state_dir / LOCK_FILE).open("wb")
    except OSError as error:
        raise ConfigError("G03", f"{state_dir}: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise ConfigError("G04", str(state_dir)) from error
    return lock


def terminal_keys(state_dir: Path) -> DeviceKeys:
    """The terminal's keys, made at the first start. Raises SealError K01."""
    return device_keys(FileKeyStore(state_dir / KEY_FILE), SystemEntropy())


def open_terminal_store(state_dir: Path, reached: Reached = unwatched) -> Store:
    """The store of an existing terminal, for doors that look at it. StoreError S01 where there is none."""
    if not (state_dir / DATABASE_FILE).is_file():
        raise StoreError("S01", f"no {DATABASE_FILE} in {state_dir}")
    return open_store(
        state_dir / DATABASE_FILE,
        terminal_keys(state_dir),
        clock=SystemClock(),
        entropy=SystemEntropy(),
        reached=reached,
    )
