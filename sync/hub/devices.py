"""The hub's word on which terminal has which key."""

from __future__ import annotations

from sync.hub.database import HubDatabase
from sync.hub.keys import HubKeys
from sync.hub.terminals import TerminalStatus, all_terminals
from sync.seal.devicelist import ListedDevice, write_device_list


def listed_devices(database: HubDatabase) -> tuple[ListedDevice, ...]:
    """Every registered terminal's key. Raises StoreError."""
    with database.reading() as connection:
        records = all_terminals(connection)
    return tuple(
        ListedDevice(one.id, one.public_key, suspended=one.status is not TerminalStatus.ACTIVE) for one in records
    )


def device_list(database: HubDatabase, keys: HubKeys, *, at_ms: int) -> tuple[bytes, int]:
    """The signed list as a file's bytes, and how many terminals are in it. Raises StoreError."""
    devices = listed_devices(database)
    return write_device_list(devices, at_ms, hub=keys.signing, suite=keys.suite), len(devices)
