"""The master on its way to a TPM and to systemd: through pipes and the chip's own socket, in no file and on no command line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.swtpm import Swtpm

ROOT = Path(__file__).resolve().parents[3]
MASTER = bytes(range(0xC0, 0xE0))
# As bytes, which strace -x writes so, and as the digits of a key file.
SPELLINGS = ("".join(f"\\x{byte:02x}" for byte in MASTER), MASTER.hex())
KEEP = f"""
import sys, pathlib
from sync.seal.credential import Credential, CredentialKeyStore
from sync.seal.keyfile import FileKeyStore
from sync.seal.tpm import TpmKeyStore
from sync.seal.tpmtools import TpmTools
file, tcti = pathlib.Path(sys.argv[2]), sys.argv[3]
store = {{
    "tpm2": TpmKeyStore(file, TpmTools(tcti)),
    "systemd-creds": CredentialKeyStore(file, Credential("host+tpm2", tcti)),
    "file": FileKeyStore(file),
}}[sys.argv[1]]
store.create(bytes.fromhex("{MASTER.hex()}"))
assert store.load() == bytes.fromhex("{MASTER.hex()}")
"""
WRITE = re.compile(r"^\d+ +(?:write|pwrite64|writev|sendto|sendmsg)\(\d+<([^>]*)>")


def traced(place: str, folder: Path, tcti: str) -> list[str]:
    """Every line of strace in which the master shows: programs started with it, and what it was written to."""
    log = folder / "strace"
    (folder / "state").mkdir()
    command = ["strace", "-f", "-qq", "-y", "-x", "-s", "4096", "-o", str(log)]
    command += ["--trace=execve,write,pwrite64,writev,sendto,sendmsg", sys.executable, "-c", KEEP]
    subprocess.run([*command, place, str(folder / "state" / "key"), tcti], cwd=ROOT, timeout=50, check=True)
    lines = log.read_text("utf-8").splitlines()
    # The first program is this test's own script, which knows the master.
    return [line for line in lines[1:] if any(spelling in line for spelling in SPELLINGS)]


@pytest.mark.parametrize("place", ["tpm2", "systemd-creds"])
def test_only_pipes_and_the_chip_s_socket_see_it(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(tmp_path / "credential.secret"))
    with Swtpm() as tpm:
        tpm.measure("secure boot on")
        lines = traced(place, tmp_path, tpm.tcti)
    targets = [found[1] if (found := WRITE.match(line)) else line for line in lines]
    assert len(targets) >= 2, "it was never seen on its way"
    assert [target for target in targets if not target.startswith(("pipe:", "socket:", "UNIX"))] == []


def test_a_file_would_be_seen(tmp_path: Path) -> None:
    (line,) = traced("file", tmp_path, "")
    found = WRITE.match(line)
    assert found and found[1].endswith("/.key.new")
