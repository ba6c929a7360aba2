"""The hub's public keys, as the terminal's configuration pins them: one small JSON file."""

from __future__ import annotations

import msgspec

from kiosk.base.errors import SealError
from sync.seal.errors import KEY
from sync.seal.keys import key_id
from sync.seal.suite import Suite


class HubPublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key envelopes are sealed to and the key statements are signed by, raw, with their ids and their suite."""

    suite: str
    sealing_key_id: str
    sealing: bytes
    signing_key_id: str
    signing: bytes


def write_pin(keys: HubPublicKeys) -> bytes:
    """The file's bytes."""
    return msgspec.json.format(msgspec.json.encode(keys), indent=2) + b"\n"


def read_pin(raw: bytes, suite: Suite) -> HubPublicKeys:
    """The keys in the file's bytes; raises SealError K01 for another shape or suite, or keys that are not those their ids name."""
    try:
        keys = msgspec.json.decode(raw, type=HubPublicKeys)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SealError(KEY, "the file of the hub's public keys is damaged") from None
    if keys.suite != suite.name:
        raise SealError(KEY, f"the hub's public keys are for {keys.suite!r}")
    for public, named in ((keys.sealing, keys.sealing_key_id), (keys.signing, keys.signing_key_id)):
        suite.check_public(public)
        if key_id(public, suite) != named:
            raise SealError(KEY, "the hub's public keys are not those their ids name")
    return keys
