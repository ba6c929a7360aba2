"""Carrying sealed files from one folder to another: the missing ones only, each held against its name, which is its hash."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sync.store.attachments import FOLDERS
from sync.store.disk import REAL_DISK

_NAMED = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Carried:
    """How many were copied, were there already, and are not what their name says: those stay where they are."""

    copied: int
    there: int
    damaged: int


def for_ever() -> bool:
    """However long it takes: what a person at a door passes."""
    return True


def carry(source: Path, target: Path, *, goes_on: Callable[[], bool] = for_ever) -> Carried:
    """Copy what verifies, durably; a file that is there is not touched; what is left when it may not go on is for the next time.

    Failures are OSErrors.
    """
    copied = there = damaged = 0
    for folder in FOLDERS:
        for name in REAL_DISK.names(source / folder):
            if not _NAMED.fullmatch(name):
                continue
            if REAL_DISK.size(target / folder / name) is not None:
                there += 1
                continue
            if not goes_on():
                raise TimeoutError(errno.ETIMEDOUT, "files are left over")
            raw = REAL_DISK.read(source / folder / name)
            if hashlib.sha256(raw).hexdigest() != name:
                damaged += 1
                continue
            target.mkdir(exist_ok=True, mode=0o700)
            REAL_DISK.write_durably(target / folder / name, raw)
            copied += 1
    return Carried(copied, there, damaged)
