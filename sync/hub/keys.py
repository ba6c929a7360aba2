"""The hub's own keys, derived from one master as the terminal's are."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.link.pin import HubPublicKeys
from sync.seal.errors import KEY
from sync.seal.keys import MASTER_BYTES, KeyStore, expand, key_id
from sync.seal.suite import Suite

_SALT = b"doorstep/hub/v1"


@dataclass(frozen=True, slots=True)
class HubKeys:
    """The private keys: `sealing` opens envelopes, `signing` signs statements; never shown by repr."""

    suite: Suite = field(repr=False)
    sealing: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    def public(self) -> HubPublicKeys:
        """What terminals pin."""
        suite = self.suite
        sealing, signing = suite.sealing_public(self.sealing), suite.signing_public(self.signing)
        return HubPublicKeys(suite.name, key_id(sealing, suite), sealing, key_id(signing, suite), signing)


def hub_keys(store: KeyStore, entropy: Entropy, *, suite: Suite) -> HubKeys:
    """The hub's keys, their master made and kept durably at the first call. Raises SealError K01."""
    master = store.load()
    if master is None:
        store.create(entropy.bytes(MASTER_BYTES))
        # Another process may have been first; what is kept counts, not what was made.
        master = store.load()
    if master is None or len(master) != MASTER_BYTES:
        raise SealError(KEY, "the hub's master was not kept")
    return hub_keys_of(master, suite)


def hub_keys_of(master: bytes, suite: Suite) -> HubKeys:
    """The keys of a master, with a purpose each. Raises SealError K01."""
    sealing, signing = (suite.private_key(expand(master, purpose, salt=_SALT)) for purpose in (b"sealing", b"signing"))
    return HubKeys(suite, sealing, signing)
