"""The keys of terminals that this one knows: its own, and those of the list that the hub signed."""

from __future__ import annotations

from pathlib import Path

from app.keeping import kept_keys
from app.keystores import choice_of
from app.product import read_bytes
from kiosk.base.errors import SealError
from kiosk.base.settings import Settings
from sync.seal.devicelist import DeviceList, ListedDevice, read_device_list
from sync.seal.errors import ROLLED_BACK
from sync.seal.keylist import KeyList, read_key_list
from sync.seal.suite import Suite
from sync.store.disk import REAL_DISK

DEVICE_LIST = "devices.json"


def known_terminals(state_dir: Path, settings: Settings, suite: Suite) -> dict[str, ListedDevice]:
    """By the ids of their keys. Raises SealError K.. for keys or a list that nobody may believe, ConfigError G03."""
    own = kept_keys(state_dir, choice_of(settings.terminal)).signing_key(suite)
    known = {own.id: ListedDevice(settings.terminal.id, own.public, suspended=False)}
    if (state_dir / DEVICE_LIST).exists():
        hub = _hub(state_dir, settings, suite)
        known |= read_device_list(read_bytes(state_dir / DEVICE_LIST), hub=hub, suite=suite).by_key(suite)
    return known


def keep_list(state_dir: Path, raw: bytes, settings: Settings, suite: Suite) -> DeviceList:
    """Keep a list instead of the one before. Raises SealError K.. for one nobody may believe, K09 for an older one."""
    hub = _hub(state_dir, settings, suite)
    listed = read_device_list(raw, hub=hub, suite=suite)
    if (state_dir / DEVICE_LIST).exists():
        before = read_device_list(read_bytes(state_dir / DEVICE_LIST), hub=hub, suite=suite)
        if listed.issued_at_ms < before.issued_at_ms:
            raise SealError(ROLLED_BACK, "the list of terminals")
    REAL_DISK.write_durably(state_dir / DEVICE_LIST, raw)
    return listed


def _hub(state_dir: Path, settings: Settings, suite: Suite) -> KeyList:
    raw = read_bytes(state_dir / settings.hub.key_list)
    return read_key_list(raw, root_public=bytes.fromhex(settings.hub.root_key), suite=suite)
