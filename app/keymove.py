"""Moves a terminal's master from one place to another; at every instant at least one of them opens, and never to another key."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.asking import ask_passphrase
from app.keystores import KEY_FILES, KeyChoice, kept_in
from app.system import SystemEntropy
from kiosk.base.errors import SealError
from kiosk.base.settings import KeyPlace
from sync.seal.blob import forget_blob
from sync.seal.errors import KEY, TWO_MASTERS
from sync.seal.passphrase import PassphraseKeyStore


class MoveStep(StrEnum):
    """What has been done and is on the disk; tests end the process at each."""

    OPENED = "opened"
    CREATED = "created"
    COMPARED = "compared"
    REMOVED = "removed"


def unwatched(_: MoveStep) -> None:
    """Nobody counts the steps."""


def move_key(
    state_dir: Path, choice: KeyChoice, to: KeyPlace, *, reached: Callable[[MoveStep], None] = unwatched
) -> list[KeyPlace]:
    """Move the master to `to` and nowhere else, going on where an earlier move was interrupted; the places it was removed from.

    The directory must be held. Raises SealError K01 when there is no key, K20 when two places hold different ones;
    then, and when any of them does not open, all stay as they are.
    """
    kept = kept_in(state_dir)
    masters = [_master(state_dir, choice.at(place)) for place in kept]
    if not masters:
        raise SealError(KEY, f"no key in {state_dir}")
    if not all(hmac.compare_digest(master, masters[0]) for master in masters):
        raise SealError(TWO_MASTERS, ", ".join(KEY_FILES[place] for place in kept))
    reached(MoveStep.OPENED)
    if to not in kept:
        _create(state_dir, choice.at(to), masters[0], reached=reached)
    reached(MoveStep.COMPARED)
    old = [place for place in kept if place != to]
    for place in old:
        forget_blob(state_dir / KEY_FILES[place])
        reached(MoveStep.REMOVED)
    return old


def copy_key(file: Path, master: bytes) -> None:
    """Keep a copy of a master in a file of its own, under a new passphrase that is asked for twice.

    A TPM or a host that breaks takes its key along; with the copy the queue opens on another machine.
    Raises SealError K01 when the file is there already; whatever fails leaves none.
    """
    if file.exists():
        raise SealError(KEY, f"{file} is there already")
    store = PassphraseKeyStore(file, ask_passphrase, SystemEntropy())
    try:
        store.create(master)
        if not hmac.compare_digest(store.load() or b"", master):
            raise SealError(TWO_MASTERS, file.name)
    except SealError:
        forget_blob(file)
        raise


def _create(state_dir: Path, choice: KeyChoice, master: bytes, *, reached: Callable[[MoveStep], None]) -> None:
    """Keep the master there and read it back; what does not give it back is removed again."""
    try:
        choice.store(state_dir).create(master)
        reached(MoveStep.CREATED)
        if not hmac.compare_digest(_master(state_dir, choice), master):
            raise SealError(TWO_MASTERS, KEY_FILES[choice.place])
    except SealError:
        forget_blob(state_dir / KEY_FILES[choice.place])
        raise


def _master(state_dir: Path, choice: KeyChoice) -> bytes:
    master = choice.store(state_dir).load()
    if master is None:
        raise SealError(KEY, f"{KEY_FILES[choice.place]} is gone")
    return master
