"""The hub's keyring: every generation of private keys it ever had, and the signed list that tells terminals the public halves.

A generation is one master in a file of its own, `hub-1.key`, `hub-2.key` and on. Old ones stay: what was sealed to them may still
lie in a terminal's queue, and opens as long as they are there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from sync.seal.errors import KEY, sealing
from sync.seal.keyfile import FileKeyStore
from sync.seal.keylist import KeyList, ListedSealing, ListedSigning, peek, read_key_list, write_key_list
from sync.seal.keys import MASTER_BYTES, KeyPair, KeyStore, expand, key_id
from sync.seal.suite import Suite
from sync.seal.suites import suite_named

LIST_FILE = "hub-keys.json"
GENERATIONS = "hub-*.key"
_SALT = b"doorstep/hub/v1"

ListedT = TypeVar("ListedT", ListedSealing, ListedSigning)


@dataclass(frozen=True, slots=True)
class HubKeys:
    """The suite, every private key that opens envelopes by its id, and the key statements are signed with."""

    suite: Suite
    signing: KeyPair
    opening: Mapping[str, bytes] = field(repr=False)
    listed: KeyList


@dataclass(frozen=True, slots=True)
class Generation:
    """The keys of one master: `sealing` opens envelopes, `signing` signs statements."""

    sealing: KeyPair
    signing: KeyPair


@dataclass(frozen=True, slots=True)
class Rotation:
    """A list to come: when it is issued, for how long its new sealing key is valid, which ids are left out of it."""

    at_ms: int
    valid_ms: int
    dropped: frozenset[str] = frozenset()


def load_keys(directory: Path) -> HubKeys:
    """The keyring in a directory. Raises SealError K01 when there is no list, or it names a key that is not there."""
    listed = peek(_read(directory))
    suite = suite_named(listed.suite)
    generations = [_generation(file, suite) for file in sorted(directory.glob(GENERATIONS))]
    held = {made.signing.id: made.signing for made in generations}
    opening = {made.sealing.id: made.sealing.private for made in generations}
    lacking = {key.id for key in listed.signing} - set(held) | {key.id for key in listed.sealing} - set(opening)
    if lacking:
        raise SealError(KEY, f"{', '.join(sorted(lacking))}: listed, and not in {directory}")
    # The oldest that is listed: terminals that have not been given this list yet know that one, and perhaps no other.
    return HubKeys(suite, held[listed.signing[0].id], opening, listed)


def rotate(directory: Path, root: bytes, rotation: Rotation, *, suite: Suite, entropy: Entropy) -> KeyList:
    """Make a new generation and list it, newest last; the first list when there was none.

    Raises SealError K07 when another root signed the present list, K08 when it is of another suite, K01 for what cannot be kept.
    """
    before = _before(directory, root, suite)
    version = 1 if before is None else before.version + 1
    made = _new_generation(directory, version, suite=suite, entropy=entropy)
    end_ms = rotation.at_ms + rotation.valid_ms
    sealing_key = ListedSealing(made.sealing.id, made.sealing.public, rotation.at_ms, end_ms)
    signing_key = ListedSigning(made.signing.id, made.signing.public)
    listed = KeyList(
        version=version,
        suite=suite.name,
        issued_at_ms=rotation.at_ms,
        sealing=(*_kept(before.sealing if before else (), rotation.dropped), sealing_key),
        signing=(*_kept(before.signing if before else (), rotation.dropped), signing_key),
    )
    _replace(directory / LIST_FILE, write_key_list(listed, root=root, suite=suite))
    return listed


def root_key(store: KeyStore, entropy: Entropy, *, suite: Suite) -> bytes:
    """The private key that signs lists, its master made at the first call. Raises SealError K01."""
    return suite.private_key(expand(_master(store, entropy), b"root", salt=_SALT))


def _before(directory: Path, root: bytes, suite: Suite) -> KeyList | None:
    if not (directory / LIST_FILE).exists():
        return None
    return read_key_list(_read(directory), root_public=suite.signing_public(root), suite=suite)


def _new_generation(directory: Path, version: int, *, suite: Suite, entropy: Entropy) -> Generation:
    """On the disk before it is listed; a rotation that was cut short finds the file it made."""
    file = directory / GENERATIONS.replace("*", str(version))
    _master(FileKeyStore(file), entropy)
    return _generation(file, suite)


def _generation(file: Path, suite: Suite) -> Generation:
    master = FileKeyStore(file).load()
    if master is None:
        raise SealError(KEY, f"{file.name} was not kept")
    return generation_of(master, suite)


def generation_of(master: bytes, suite: Suite) -> Generation:
    """The keys of a master, with a purpose each. Raises SealError K01."""
    sealing_key, signing_key = (
        suite.private_key(expand(master, purpose, salt=_SALT)) for purpose in (b"sealing", b"signing")
    )
    return Generation(
        _named(sealing_key, suite.sealing_public(sealing_key), suite),
        _named(signing_key, suite.signing_public(signing_key), suite),
    )


def _named(private: bytes, public: bytes, suite: Suite) -> KeyPair:
    return KeyPair(private, public, key_id(public, suite))


def _master(store: KeyStore, entropy: Entropy) -> bytes:
    master = store.load()
    if master is None:
        store.create(entropy.bytes(MASTER_BYTES))
        # Another process may have been first; what is kept counts, not what was made.
        master = store.load()
    if master is None:
        raise SealError(KEY, "the master was not kept")
    return master


def _kept(keys: tuple[ListedT, ...], dropped: frozenset[str]) -> tuple[ListedT, ...]:
    return tuple(key for key in keys if key.id not in dropped)


def _read(directory: Path) -> bytes:
    try:
        return (directory / LIST_FILE).read_bytes()
    except FileNotFoundError:
        raise SealError(KEY, f"no {LIST_FILE} in {directory}; `kiosk hub keys rotate` makes the first") from None
    except OSError as error:
        raise SealError(KEY, f"{LIST_FILE}: {error.strerror}") from None


def _replace(path: Path, raw: bytes) -> None:
    """Old or new after a power cut, never half of either."""
    with sealing("key list"):
        fresh = path.with_name(f".{path.name}.new")
        with fresh.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
