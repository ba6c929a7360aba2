"""The hub's public keys as terminals are told them: one list, signed by a root key that the terminal's settings pin.

It says which suite the deployment uses, what envelopes are sealed to and when, and who signs for the hub. Since only the root
is pinned, the file itself may come by any way: from a clerk's stick, by mail, from the hub.
"""

from __future__ import annotations

import msgspec

from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.errors import SealError
from kiosk.delivery.model import Signed
from sync.seal.errors import EXPIRED, FORGED, KEY, OTHER_SUITE, UNROOTED
from sync.seal.keys import key_id
from sync.seal.signed import read_statement, sign_statement
from sync.seal.suite import Suite

DOMAIN = "doorstep-keys-v1"


class ListedSigning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key whose signature on acknowledgements and times is the hub's."""

    id: str
    public: bytes


class ListedSealing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key to seal to, between two instants in milliseconds since 1970, both included."""

    id: str
    public: bytes
    not_before_ms: int
    not_after_ms: int


class KeyList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the root states; `version` grows with every list, and in both tuples the oldest key comes first."""

    version: int
    suite: str
    issued_at_ms: int
    sealing: tuple[ListedSealing, ...]
    signing: tuple[ListedSigning, ...]


def write_key_list(keys: KeyList, *, root: bytes, suite: Suite) -> bytes:
    """The file's bytes: the list and the root's signature, as JSON."""
    signed = sign_statement(DOMAIN, keys, private=root, suite=suite)
    return msgspec.json.format(msgspec.json.encode(signed), indent=2) + b"\n"


def read_key_list(raw: bytes, *, root_public: bytes, suite: Suite) -> KeyList:
    """The list in the file's bytes, if the pinned root signed it for this suite.

    Raises SealError K01 for a damaged file, a list without keys or a root key that is none, K08 for another suite, K07 for another root.
    """
    told = peek(raw)
    # Before the signature, because in another suite it could not even be looked at; a list is refused here, never believed.
    if told.suite != suite.name:
        raise SealError(OTHER_SUITE, f"the hub's keys are for {told.suite!r}, the settings say {suite.name!r}")
    try:
        keys = read_statement(DOMAIN, _signed(raw), public=root_public, suite=suite, type=KeyList)
    except SealError as error:
        if error.code == FORGED:
            raise SealError(UNROOTED, "the hub's key list") from None
        raise
    _check(keys, suite)
    return keys


def peek(raw: bytes) -> KeyList:
    """What a list says of itself, believed by nobody but the hub that keeps it. Raises SealError K01 for a damaged file."""
    try:
        return msgspec.json.decode(_signed(raw).body, type=KeyList)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SealError(KEY, "the hub's key list is damaged") from None


def believed_ms(now: Moment, keys: KeyList, *, hub_time_ms: int) -> int:
    """The date a key's dates are held against: signed time only, never the terminal's own clock (ADR 0027).

    The hub's verified time, or the latest instant that the root or the hub ever signed, which can only be too early.
    """
    signed_ms = max(keys.issued_at_ms, hub_time_ms)
    return max(signed_ms, now.unix_ms) if now.confidence is TimeConfidence.VERIFIED else signed_ms


def newest_valid(keys: KeyList, at_ms: int) -> ListedSealing:
    """The key to seal to: of those valid at that instant the one that began last. Raises SealError K10 when there is none."""
    valid = [key for key in keys.sealing if key.not_before_ms <= at_ms <= key.not_after_ms]
    if not valid:
        raise SealError(EXPIRED, f"list {keys.version}")
    return max(reversed(valid), key=lambda key: key.not_before_ms)


def _signed(raw: bytes) -> Signed:
    try:
        return msgspec.json.decode(raw, type=Signed)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SealError(KEY, "the hub's key list is damaged") from None


def _check(keys: KeyList, suite: Suite) -> None:
    if keys.version < 1 or not keys.sealing or not keys.signing:
        raise SealError(KEY, "the hub's key list is empty")
    named = [(key.id, key.public) for key in keys.sealing] + [(key.id, key.public) for key in keys.signing]
    for id, public in named:
        suite.check_public(public)
        if key_id(public, suite) != id:
            raise SealError(KEY, "the hub's keys are not those their ids name")
