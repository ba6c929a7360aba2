"""Where a terminal keeps its things: key, database, receipts, under one directory of its own."""

from __future__ import annotations

from pathlib import Path

from app.system import SystemClock, SystemEntropy
from kiosk.base.errors import StoreError
from kiosk.base.steps import Reached, unwatched
from sync.seal.keyfile import FileKeyStore
from sync.seal.keys import DeviceKeys, device_keys
from sync.store.store import Store, open_store

KEY_FILE = "device.key"
DATABASE_FILE = "terminal.db"


def terminal_keys(state_dir: Path) -> DeviceKeys:
    """The terminal's keys, made at the first start. Raises SealError K01."""
    return device_keys(FileKeyStore(state_dir / KEY_FILE), SystemEntropy())


def open_terminal_store(state_dir: Path, reached: Reached = unwatched) -> Store:
    """The store of an existing terminal, for doors that look at it. StoreError S01 where there is none."""
    if not (state_dir / DATABASE_FILE).is_file():
        raise StoreError("S01", f"no {DATABASE_FILE} in {state_dir}")
    return open_store(
        state_dir / DATABASE_FILE, terminal_keys(state_dir), clock=SystemClock(), entropy=SystemEntropy(), reached=reached
    )
