"""What a key is kept in: one small file, written whole, durably and once, readable by its owner alone."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, sealing

BLOB_MAX = 1 << 14
_OTHERS = 0o077
_DIGEST_DIGITS = 64

Fields = TypeVar("Fields", bound=msgspec.Struct)


def keep_blob(path: Path, raw: bytes) -> None:
    """Written, fsynced, named, its folder fsynced; never over one that is there. Raises SealError K01.

    Whoever dies on the way leaves the whole file or none under this name, and the next one to write sweeps up the rest.
    """
    with sealing(path.name), _folder(path) as folder:
        written = _unnamed(path)
        written.unlink(missing_ok=True)
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two programs that start at once the second must not replace the first one's master.
        with suppress(FileExistsError):
            path.hardlink_to(written)
        written.unlink()
        os.fsync(folder)


def forget_blob(path: Path) -> None:
    """Remove it for good, with what a killed `keep_blob` may have left beside it. Raises SealError K01."""
    with sealing(path.name), _folder(path) as folder:
        _unnamed(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        os.fsync(folder)


def read_blob(path: Path) -> bytes | None:
    """Its bytes, None where there is none; raises SealError K01 if others may touch it or it is too long to be one."""
    with sealing(path.name):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            if os.fstat(file.fileno()).st_mode & _OTHERS:
                raise SealError(KEY, f"{path.name} may be read by others")
            raw = file.read(BLOB_MAX + 1)
    if len(raw) > BLOB_MAX:
        raise damaged(path)
    return raw


def checked(fields: msgspec.Struct) -> bytes:
    """Fields behind the SHA-256 of their bytes: what tells a damaged blob from one that does not open."""
    body = msgspec.json.encode(fields)
    return hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body + b"\n"


def read_checked(path: Path, type: type[Fields]) -> Fields | None:
    """The fields `checked` wrote to `path`, None where there are none; raises SealError K01 for damage."""
    raw = read_blob(path)
    if raw is None:
        return None
    digest, body = raw[:_DIGEST_DIGITS], raw[_DIGEST_DIGITS + 1 : -1]
    if raw != digest + b"\n" + body + b"\n" or hashlib.sha256(body).hexdigest().encode("ascii") != digest:
        raise damaged(path)
    try:
        return msgspec.json.decode(body, type=type)
    except msgspec.MsgspecError:
        raise damaged(path) from None


def damaged(path: Path) -> SealError:
    """What is said of a file that was not written by this program, or has changed since."""
    return SealError(KEY, f"{path.name} is damaged")


def _unnamed(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


@contextmanager
def _folder(path: Path) -> Generator[int]:
    """The folder, for one writer at a time; the lock ends with its process."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)
