"""The master as a credential of systemd: encrypted by systemd-creds, or handed over by the service manager."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.base.errors import SealError
from sync.seal.blob import keep_blob, read_blob
from sync.seal.errors import CREDENTIAL, TPM_UNMEASURED, sealing
from sync.seal.keys import MASTER_BYTES
from sync.seal.tpmtools import Said, asked, meaning

# Part of what is encrypted: LoadCredentialEncrypted= must say the same.
NAME = "doorstep-device-key"
# systemd 252 goes on after this warning, when sealing and when opening alike.
_UNMEASURED = re.compile(rb"effectively (unenforced|not enforced)")

WithKey = Literal["auto", "host", "host+tpm2"]


@dataclass(frozen=True, slots=True)
class Credential:
    """How a new credential is encrypted, which TPM and PCRs that may take (() leaves PCR 7 to systemd), and where it is delivered."""

    with_key: WithKey
    tcti: str
    pcrs: tuple[int, ...] = ()
    delivered: Path | None = None


class CredentialKeyStore:
    """Implements KeyStore; what the service manager delivered comes before the blob at `path`."""

    def __init__(self, path: Path, credential: Credential) -> None:
        self._path = path
        self._credential = credential

    def load(self) -> bytes | None:
        """The master, None without a credential. Raises SealError K18 when it does not open, K11 to K14 when the TPM says why."""
        delivered = self._delivered()
        if delivered is not None:
            return delivered
        blob = read_blob(self._path)
        return None if blob is None else self._decrypt(blob)

    def create(self, master: bytes) -> None:
        """Encrypt and keep a master that was opened again; K15 when systemd warns that the PCRs it binds to hold nothing."""
        chosen = self._credential
        pcrs = [f"--tpm2-pcrs={'+'.join(map(str, chosen.pcrs))}"] if chosen.pcrs else []
        said = self._systemd("encrypt", f"--with-key={chosen.with_key}", *pcrs, given=master)
        if _UNMEASURED.search(said.complaints):
            raise SealError(TPM_UNMEASURED, "systemd-creds")
        if self._decrypt(said.output) != master:
            raise SealError(CREDENTIAL, "systemd-creds gives back another master")
        keep_blob(self._path, said.output)

    def _delivered(self) -> bytes | None:
        if self._credential.delivered is None:
            return None
        with sealing(NAME):
            try:
                master = (self._credential.delivered / NAME).read_bytes()
            except FileNotFoundError:
                return None
        if len(master) != MASTER_BYTES:
            raise SealError(CREDENTIAL, f"a credential of {len(master)} bytes was delivered")
        return master

    def _decrypt(self, blob: bytes) -> bytes:
        return self._systemd("decrypt", given=blob).output

    def _systemd(self, verb: str, *options: str, given: bytes) -> Said:
        device = f"--tpm2-device={self._credential.tcti}"
        said = asked(["systemd-creds", f"--name={NAME}", device, *options, verb, "-", "-"], given, absent=CREDENTIAL)
        if said.code:
            reason = said.complaints.decode(errors="replace").strip().rpartition("\n")[2]
            raise SealError(meaning(said.complaints) or CREDENTIAL, f"systemd-creds {verb}: {reason}")
        return said
