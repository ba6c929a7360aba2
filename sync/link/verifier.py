"""Proof of statements: the hub's by the signing keys in the key list, a device's by the key it is known by."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from kiosk.base.errors import SealError
from kiosk.delivery.checkpoints import CHECKPOINT_DOMAIN, COUNTERSIGNATURE_DOMAIN
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, Checkpoint, Countersignature, HubTime, Signed
from sync.seal.errors import FORGED, MALFORMED
from sync.seal.keylist import KeyList
from sync.seal.keys import key_id
from sync.seal.signed import read_statement
from sync.seal.suite import Suite

StatementT = TypeVar("StatementT", bound=msgspec.Struct)


class DeviceVerifier:
    """Reads what one terminal's device has signed. Raises SealError K01 when its key is none."""

    def __init__(self, terminal: str, public: bytes, suite: Suite) -> None:
        self._terminal = terminal
        self._public = public
        self._key_id = key_id(public, suite)
        self._suite = suite

    def checkpoint(self, signed: Signed) -> Checkpoint | None:
        """The checkpoint, if this device signed it as one, for this terminal, and it names its key."""
        said = _read(CHECKPOINT_DOMAIN, signed, public=self._public, suite=self._suite, kind=Checkpoint)
        named = (self._terminal, self._key_id)
        return said if said is not None and (said.terminal, said.device_key_id) == named else None


class HubVerifier:
    """Implements kiosk.delivery.ports.Verifier: any listed key may have signed. Raises SealError K01 when one is none."""

    def __init__(self, keys: KeyList, suite: Suite) -> None:
        # In the order of the list: the oldest signs for as long as it is listed.
        self._signers = keys.signing
        self._suite = suite

    def acknowledgement(self, signed: Signed) -> Acknowledgement | None:
        """The acknowledgement, if a listed key signed it as one and it names that very key."""
        ack, signer = self._said(ACKNOWLEDGEMENT_DOMAIN, signed, kind=Acknowledgement)
        return ack if ack is not None and ack.hub_key_id == signer else None

    def time(self, signed: Signed) -> HubTime | None:
        """The hub's clock, if a listed key signed it as one."""
        return self._said(TIME_DOMAIN, signed, kind=HubTime)[0]

    def countersignature(self, signed: Signed) -> Countersignature | None:
        """The countersignature of a checkpoint, if a listed key signed it as one and it names that very key."""
        statement, signer = self._said(COUNTERSIGNATURE_DOMAIN, signed, kind=Countersignature)
        return statement if statement is not None and statement.hub_key_id == signer else None

    def _said(self, domain: str, signed: Signed, *, kind: type[StatementT]) -> tuple[StatementT | None, str]:
        """The statement, and the id of the listed key that signed it."""
        for signer in self._signers:
            statement = _read(domain, signed, public=signer.public, suite=self._suite, kind=kind)
            if statement is not None:
                return statement, signer.id
        return None, ""


def _read(domain: str, signed: Signed, *, public: bytes, suite: Suite, kind: type[StatementT]) -> StatementT | None:
    try:
        return read_statement(domain, signed, public=public, suite=suite, type=kind)
    except SealError as error:
        if error.code in (FORGED, MALFORMED):
            return None
        raise
