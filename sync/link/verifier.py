"""Proof of the hub's statements by the signing keys in the key list."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from kiosk.base.errors import SealError
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, HubTime, Signed
from sync.seal.errors import FORGED, MALFORMED
from sync.seal.keylist import KeyList, ListedSigning
from sync.seal.signed import read_statement
from sync.seal.suite import Suite

StatementT = TypeVar("StatementT", bound=msgspec.Struct)


class HubVerifier:
    """Implements kiosk.delivery.ports.Verifier: any listed key may have signed. Raises SealError K01 when one is none."""

    def __init__(self, keys: KeyList, suite: Suite) -> None:
        # In the order of the list: the oldest signs for as long as it is listed.
        self._signers = keys.signing
        self._suite = suite

    def acknowledgement(self, signed: Signed) -> Acknowledgement | None:
        """The acknowledgement, if a listed key signed it as one and it names that very key."""
        for signer in self._signers:
            ack = self._read(ACKNOWLEDGEMENT_DOMAIN, signed, signer, kind=Acknowledgement)
            if ack is not None:
                return ack if ack.hub_key_id == signer.id else None
        return None

    def time(self, signed: Signed) -> HubTime | None:
        """The hub's clock, if a listed key signed it as one."""
        told = (self._read(TIME_DOMAIN, signed, signer, kind=HubTime) for signer in self._signers)
        return next((time for time in told if time is not None), None)

    def _read(self, domain: str, signed: Signed, signer: ListedSigning, *, kind: type[StatementT]) -> StatementT | None:
        try:
            return read_statement(domain, signed, public=signer.public, suite=self._suite, type=kind)
        except SealError as error:
            if error.code in (FORGED, MALFORMED):
                return None
            raise
