"""Debian's tpm2-tools as subprocesses, and what a TPM's refusals mean."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, TPM_ABSENT, TPM_CHANGED, TPM_LOCKED, TPM_OTHER

# A real TPM takes up to a second for a primary key; one that does not answer at all is to be told, not waited for.
TOOL_S = 60
# TCG "TPM 2.0 Library", part 2, 6.6.3: in a code with this bit the upper bits only say which parameter or session.
_FORMAT_ONE = 0x080
# Larger ones are of the layers between us and the TPM.
_LARGEST = 0xFFF
_NUMBER = 0x0BF
_MEANINGS = {0x09F: TPM_OTHER, 0x09D: TPM_CHANGED, 0x128: TPM_CHANGED, 0x921: TPM_LOCKED}
_CODE = re.compile(rb"\(0x([0-9A-Fa-f]+)\)")
# What libtss2 says of a device that is not there, and systemd 252 of a policy before it asks the TPM at all.
_NO_DEVICE = re.compile(rb"tcti|TPM2 support is not", re.IGNORECASE)
_OTHER_PCRS = b"policy digest does not match"


@dataclass(frozen=True, slots=True)
class Said:
    """What a program answered: its exit code, its output (which may be the secret) and its complaints (which never hold it)."""

    code: int
    output: bytes
    complaints: bytes


@dataclass(frozen=True, slots=True)
class TpmTools:
    """The tools on one TPM, reached by a TCTI as libtss2 writes it: "device:/dev/tpmrm0"."""

    tcti: str

    def run(self, tool: str, *arguments: str, given: bytes = b"") -> bytes:
        """Its output; what is secret goes in and out by pipes. Raises SealError K11 to K14, K01 for any other refusal."""
        said = asked([f"tpm2_{tool}", "-T", self.tcti, *arguments], given, absent=TPM_ABSENT)
        if said.code:
            raise SealError(meaning(said.complaints) or KEY, f"tpm2_{tool} on {self.tcti}: {_numbers(said.complaints)}")
        return said.output

    def flush(self) -> None:
        """Free the TPM of the objects earlier calls left loaded: without a resource manager there is room for three."""
        self.run("flushcontext", "-t")

    def end_sessions(self) -> None:
        """The same for sessions, which only a policy and a tool that was killed leave behind."""
        self.run("flushcontext", "-l")


def asked(command: list[str], given: bytes, *, absent: str) -> Said:
    """Run a program to its end; raises SealError with the code `absent` when it is not there or does not end."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=TOOL_S, check=False)
    except FileNotFoundError:
        raise SealError(absent, f"{command[0]} is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        # Without its cause: a time-out carries the output along.
        raise SealError(absent, f"{command[0]}: {type(error).__name__}") from None
    return Said(done.returncode, done.stdout, done.stderr)


def meaning(complaints: bytes) -> str | None:
    """The code of what went wrong at the TPM; None when it was something else."""
    if _OTHER_PCRS in complaints:
        return TPM_CHANGED
    found = (_MEANINGS.get(_number(int(code, 16))) for code in _CODE.findall(complaints))
    return next((code for code in found if code), TPM_ABSENT if _NO_DEVICE.search(complaints) else None)


def _number(code: int) -> int:
    return code & _NUMBER if code & _FORMAT_ONE and code <= _LARGEST else code


def _numbers(complaints: bytes) -> str:
    return ", ".join(dict.fromkeys(f"0x{int(code, 16):x}" for code in _CODE.findall(complaints)))
