"""The hub's own keys, derived from one master as the terminal's are."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.link.pin import HubPublicKeys
from sync.seal.errors import KEY
from sync.seal.intl import INTL, sealing_public, signing_public
from sync.seal.keys import MASTER_BYTES, KeyStore, expand, key_id

_SALT = b"doorstep/hub/v1"


@dataclass(frozen=True, slots=True)
class HubKeys:
    """The private keys: `sealing` opens envelopes, `signing` signs statements; never shown by repr."""

    sealing: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    def public(self) -> HubPublicKeys:
        """What terminals pin."""
        sealing, signing = sealing_public(self.sealing), signing_public(self.signing)
        return HubPublicKeys(INTL, key_id(sealing), sealing, key_id(signing), signing)


def hub_keys(store: KeyStore, entropy: Entropy) -> HubKeys:
    """The hub's keys, their master made and kept durably at the first call. Raises SealError K01."""
    master = store.load()
    if master is None:
        store.create(entropy.bytes(MASTER_BYTES))
        # Another process may have been first; what is kept counts, not what was made.
        master = store.load()
    if master is None or len(master) != MASTER_BYTES:
        raise SealError(KEY, "the hub's master was not kept")
    return HubKeys(expand(master, b"sealing", salt=_SALT), expand(master, b"signing", salt=_SALT))
