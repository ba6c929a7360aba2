"""The master sealed by a TPM 2.0: the blob lies on the disk, and only this chip opens it."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.base.errors import SealError
from sync.seal.blob import checked, keep_blob, read_checked
from sync.seal.errors import KEY, TPM_UNMEASURED, sealing
from sync.seal.tpmtools import TpmTools

# The TCG's template of a storage root key: made anew from the chip's own seed each time, nothing is written into the chip.
_ROOT = ("-C", "o", "-g", "sha256", "-G", "ecc")
_ROOT_ATTRIBUTES = "restricted|decrypt|fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda"
# "noda": there is no PIN to guess, so a TPM that others have locked out still opens it, and we never lock it out.
_OPEN = "fixedtpm|fixedparent|noda|userwithauth"
_BY_POLICY = "fixedtpm|fixedparent|noda"
_PCR_BYTES = 32


class TpmBlob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sealed object's two halves as the TPM wrote them, and the PCRs it is bound to."""

    public: bytes
    private: bytes
    pcrs: tuple[int, ...] = ()
    version: Literal[1] = 1


class TpmKeyStore:
    """Implements KeyStore; `pcrs` binds a new master to what the firmware measured, () to the chip alone."""

    def __init__(self, path: Path, tools: TpmTools, *, pcrs: tuple[int, ...] = ()) -> None:
        self._path = path
        self._tools = tools
        self._pcrs = pcrs

    def load(self) -> bytes | None:
        """The master, None without a blob. Raises SealError K01 for damage, K11 to K14 for what the TPM says."""
        blob = read_checked(self._path, TpmBlob)
        return None if blob is None else self._unseal(blob)

    def create(self, master: bytes) -> None:
        """Seal and keep a master that the TPM has opened again; K15 when the PCRs to bind to were never measured."""
        blob = self._seal(master)
        if self._unseal(blob) != master:
            raise SealError(KEY, "the TPM gives back another master")
        keep_blob(self._path, checked(blob))

    def _seal(self, master: bytes) -> TpmBlob:
        run = self._tools.run
        with self._root() as (folder, root):
            attributes = ["-a", _OPEN]
            if self._pcrs:
                attributes = ["-a", _BY_POLICY, "-L", self._policy(folder)]
            halves = ["-u", f"{folder}/public", "-r", f"{folder}/private"]
            run("create", "-Q", "-C", root, "-g", "sha256", *attributes, "-i", "-", *halves, given=master)
            return TpmBlob((folder / "public").read_bytes(), (folder / "private").read_bytes(), self._pcrs)

    def _unseal(self, blob: TpmBlob) -> bytes:
        run = self._tools.run
        with self._root() as (folder, root):
            (folder / "public").write_bytes(blob.public)
            (folder / "private").write_bytes(blob.private)
            sealed = f"{folder}/sealed"
            run("load", "-Q", "-C", root, "-u", f"{folder}/public", "-r", f"{folder}/private", "-c", sealed)
            self._tools.flush()
            return run("unseal", "-c", sealed, *(["-p", f"pcr:{_bank(blob.pcrs)}"] if blob.pcrs else []))

    @contextmanager
    def _root(self) -> Generator[tuple[Path, str]]:
        """A folder for what the tools hand each other, none of it secret outside the TPM, and the root key in it."""
        with sealing("tpm"), tempfile.TemporaryDirectory(prefix="doorstep-") as name:
            root = f"{name}/root"
            self._tools.end_sessions()
            self._tools.flush()
            try:
                self._tools.run("createprimary", "-Q", *_ROOT, "-a", _ROOT_ATTRIBUTES, "-c", root)
                yield Path(name), root
            finally:
                self._tools.flush()

    def _policy(self, folder: Path) -> str:
        values, policy = f"{folder}/pcrs", f"{folder}/policy"
        self._tools.run("pcrread", "-Q", "-o", values, _bank(self._pcrs))
        if unmeasured((folder / "pcrs").read_bytes()):
            raise SealError(TPM_UNMEASURED, _bank(self._pcrs))
        self._tools.run("createpolicy", "-Q", "--policy-pcr", "-l", _bank(self._pcrs), "-f", values, "-L", policy)
        return policy


def unmeasured(values: bytes) -> bool:
    """Whether one of these PCRs is as it was at power-on: a policy over it would hold on any machine with this chip."""
    each = [values[at : at + _PCR_BYTES] for at in range(0, len(values), _PCR_BYTES)]
    return any(set(value) <= {0x00} or set(value) <= {0xFF} for value in each)


def _bank(pcrs: tuple[int, ...]) -> str:
    return "sha256:" + ",".join(map(str, pcrs))
