"""The trail of a terminal's audit: signed by its device, judged by its own key and the hub's."""

from __future__ import annotations

from functools import partial

from app.output import complain
from kiosk.base.errors import StoreError
from kiosk.delivery.checkpoints import CHECKPOINT_DOMAIN
from kiosk.delivery.model import Countersignature, Signed
from sync.link.verifier import DeviceVerifier, HubVerifier
from sync.seal.keylist import KeyList
from sync.seal.keys import KeyPair, key_id
from sync.seal.signed import sign_statement
from sync.seal.suite import Suite
from sync.store.errors import AUDIT_BROKEN
from sync.store.store import Store
from sync.store.trail import Judges, SqliteTrail, verify_recent


def trail_of(store: Store, terminal: str, *, device: KeyPair, suite: Suite) -> SqliteTrail:
    """The trail over a store, for its sync lane."""
    sign = partial(sign_statement, CHECKPOINT_DOMAIN, private=device.private, suite=suite)
    return SqliteTrail(store.db, store.audit, sign, terminal=terminal, device_key_id=device.id, ballast=store.ballast)


def judges_of(terminal: str, device_public: bytes, *, hub: KeyList, suite: Suite) -> Judges:
    """Who tells this terminal's checkpoints, and this hub's countersignatures of them, from any others."""
    device, verifier = DeviceVerifier(terminal, device_public, suite), HubVerifier(hub, suite)
    named = (terminal, key_id(device_public, suite))

    def countersignature(signed: Signed) -> Countersignature | None:
        said = verifier.countersignature(signed)
        return said if said is not None and (said.terminal, said.device_key_id) == named else None

    return Judges(device.checkpoint, countersignature, frozenset(key.id for key in hub.signing))


class AuditWatch:
    """Looks at what is new in the audit at each call to the hub, whom it is told; a technician reads it on standard error, once.

    No citizen is stopped or told: what they hand in is not what is in doubt, and there is nothing they can do.
    """

    def __init__(self, judges: Judges) -> None:
        self._judges = judges
        self._told = ""

    def look(self, store: Store) -> str:
        """S07 while the audit does not add up, else nothing; milliseconds, whatever its age. Raises StoreError S.. ."""
        try:
            verify_recent(store.db, store.audit, self._judges)
        except StoreError as error:
            if error.code != AUDIT_BROKEN:
                raise
            if not self._told:
                complain(error)
            self._told = error.code
            return error.code
        self._told = ""
        return ""
