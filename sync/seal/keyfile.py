"""The master in a file of its own, readable by the terminal's user alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, sealing
from sync.seal.keys import MASTER_BYTES

_OTHERS = 0o077


class FileKeyStore:
    """Implements KeyStore: 64 hex digits and a line feed in `path`, mode 0600."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> bytes | None:
        """The master, None without a file; raises SealError K01 if others may read it or it is damaged."""
        with sealing("key file"):
            try:
                text = self._read()
            except FileNotFoundError:
                return None
        if len(text) != 2 * MASTER_BYTES + 1 or text[-1:] != b"\n":
            raise SealError(KEY, "the key file is damaged")
        try:
            return bytes.fromhex(text.decode("ascii"))
        except ValueError:
            raise SealError(KEY, "the key file is damaged") from None

    def create(self, master: bytes) -> None:
        """Keep a master durably: written, fsynced, named, its folder fsynced; never over one that is there."""
        with sealing("key file"):
            handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(master.hex().encode("ascii") + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
                self._name(Path(name))
            finally:
                Path(name).unlink()

    def _read(self) -> bytes:
        with self._path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & _OTHERS:
                raise SealError(KEY, "the key file may be read by others")
            return file.read(2 * MASTER_BYTES + 2)

    def _name(self, written: Path) -> None:
        # A link, not a rename: of two processes that start at once the second must not replace the first one's master.
        try:
            self._path.hardlink_to(written)
        except FileExistsError:
            return
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
