"""A TPM 2.0 in software (swtpm), with a firmware of our own: it measures what a test tells it to, at every start."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.base.errors import SealError
from sync.seal.tpmtools import TpmTools

SECURE_BOOT = 7
TRIES = 500


class Swtpm:
    """One chip: its seeds live as long as the object, its PCRs until `reboot`. The socket's path is short: it may have 107 bytes."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="doorstep-tpm-"))
        self.tcti = f"swtpm:path={self.place}/socket"
        self.tools = TpmTools(self.tcti)

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        shutil.rmtree(self.place)

    def reboot(self, *measured: str) -> None:
        """Shut down in order and start again; the firmware measures these into PCR 7."""
        self.tools.run("shutdown", "-c")
        self.cut_power(*measured)

    def cut_power(self, *measured: str) -> None:
        """The same without a warning, which a TPM counts as an attempt to guess."""
        self._stop()
        self._start()
        for what in measured:
            self.measure(what)

    def measure(self, what: str) -> None:
        """Extend PCR 7, as a firmware does with what it is about to run."""
        self.tools.run("pcrextend", f"{SECURE_BOOT}:sha256={hashlib.sha256(what.encode()).hexdigest()}")

    def loaded(self) -> bytes:
        """The objects and sessions that fill the TPM's few places; b"" when there are none."""
        return self.tools.run("getcap", "handles-transient") + self.tools.run("getcap", "handles-loaded-session")

    def property(self, name: str) -> int:
        """A variable property such as TPM2_PT_LOCKOUT_COUNTER."""
        lines = self.tools.run("getcap", "properties-variable").decode().splitlines()
        return next(int(line.partition(":")[2], 16) for line in lines if line.startswith(f"{name}:"))

    def _start(self) -> None:
        # However the tests end, it ends with them.
        command = ["setpriv", "--pdeathsig", "KILL", "swtpm", "socket", "--tpm2", "--flags", "startup-clear"]
        command += ["--tpmstate", f"dir={self.place}"]
        command += ["--server", f"type=unixio,path={self.place}/socket"]
        command += ["--ctrl", f"type=unixio,path={self.place}/socket.ctrl"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(TRIES):
            try:
                self.tools.flush()
            except SealError:
                assert self._process.poll() is None, "swtpm ended"
            else:
                return
        raise RuntimeError("swtpm does not answer")

    def _stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)
