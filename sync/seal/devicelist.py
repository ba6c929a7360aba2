"""The terminals' public keys as a terminal or a clerk is told them: one list, signed by a key of the hub's that the root lists.

It is what codes of receipts and envelopes from paper are checked with where there is no line. Since the hub signs it, the
file itself may come by any way, as the list of the hub's own keys does.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kiosk.base.errors import SealError
from kiosk.delivery.model import Signed
from sync.seal.errors import FORGED, KEY, OTHER_SUITE
from sync.seal.keylist import KeyList
from sync.seal.keys import KeyPair, key_id
from sync.seal.signed import read_statement, sign_statement
from sync.seal.suite import Suite

DOMAIN = "doorstep-devices-v1"


class ListedDevice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One terminal, the public half of the key it signs with, and whether it may deliver at present."""

    terminal: str
    public: bytes
    suspended: bool


class DeviceList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the hub states: every terminal it knew at that time."""

    suite: str
    issued_at_ms: int
    hub_key_id: str
    devices: tuple[ListedDevice, ...]

    def by_key(self, suite: Suite) -> dict[str, ListedDevice]:
        """The terminals by the ids of their keys."""
        return {key_id(device.public, suite): device for device in self.devices}


def write_device_list(devices: Sequence[ListedDevice], at_ms: int, *, hub: KeyPair, suite: Suite) -> bytes:
    """The file's bytes: the list and the hub's signature, as JSON."""
    listed = DeviceList(suite.name, at_ms, hub.id, tuple(sorted(devices, key=lambda device: device.terminal)))
    signed = sign_statement(DOMAIN, listed, private=hub.private, suite=suite)
    return msgspec.json.format(msgspec.json.encode(signed), indent=2) + b"\n"


def read_device_list(raw: bytes, *, hub: KeyList, suite: Suite) -> DeviceList:
    """The list in the file's bytes, if a key that the hub's list names signed it.

    Raises SealError K01 for a damaged file, K08 for another suite, K03 when no listed key signed it.
    """
    try:
        signed = msgspec.json.decode(raw, type=Signed)
        told = msgspec.json.decode(signed.body, type=DeviceList)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SealError(KEY, "the list of terminals is damaged") from None
    if told.suite != suite.name:
        raise SealError(OTHER_SUITE, f"the list of terminals is for {told.suite!r}, the settings say {suite.name!r}")
    signer = next((key for key in hub.signing if key.id == told.hub_key_id), None)
    if signer is None:
        raise SealError(FORGED, "the list of terminals")
    return read_statement(DOMAIN, signed, public=signer.public, suite=suite, type=DeviceList)
