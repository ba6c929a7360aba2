"""The master in a file of its own, readable by the terminal's user alone."""

from __future__ import annotations

from pathlib import Path

from sync.seal.blob import damaged, keep_blob, read_blob
from sync.seal.keys import MASTER_BYTES


class FileKeyStore:
    """Implements KeyStore: 64 hex digits and a line feed in `path`, mode 0600."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> bytes | None:
        """The master, None without a file; raises SealError K01 if others may read it or it is damaged."""
        text = read_blob(self._path)
        if text is None:
            return None
        if len(text) != 2 * MASTER_BYTES + 1 or text[-1:] != b"\n":
            raise damaged(self._path)
        try:
            return bytes.fromhex(text.decode("ascii"))
        except ValueError:
            raise damaged(self._path) from None

    def create(self, master: bytes) -> None:
        """Keep a master durably; never over one that is there."""
        keep_blob(self._path, master.hex().encode("ascii") + b"\n")
