"""Proof of the hub's statements by the public key pinned in the terminal's configuration."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from kiosk.base.errors import SealError
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, HubTime, Signed
from sync.seal.errors import FORGED, MALFORMED
from sync.seal.keys import key_id
from sync.seal.signed import read_statement
from sync.seal.suite import Suite

StatementT = TypeVar("StatementT", bound=msgspec.Struct)


class HubVerifier:
    """Implements kiosk.delivery.ports.Verifier. Raises SealError K01 when the pinned key itself is none."""

    def __init__(self, hub_signing_public: bytes, suite: Suite) -> None:
        self._public = hub_signing_public
        self._key_id = key_id(hub_signing_public, suite)
        self._suite = suite

    def acknowledgement(self, signed: Signed) -> Acknowledgement | None:
        """The acknowledgement, if the pinned key signed it as one and it names that key."""
        ack = self._read(ACKNOWLEDGEMENT_DOMAIN, signed, kind=Acknowledgement)
        return ack if ack is not None and ack.hub_key_id == self._key_id else None

    def time(self, signed: Signed) -> HubTime | None:
        """The hub's clock, if the pinned key signed it as one."""
        return self._read(TIME_DOMAIN, signed, kind=HubTime)

    def _read(self, domain: str, signed: Signed, *, kind: type[StatementT]) -> StatementT | None:
        try:
            return read_statement(domain, signed, public=self._public, suite=self._suite, type=kind)
        except SealError as error:
            if error.code in (FORGED, MALFORMED):
                return None
            raise
