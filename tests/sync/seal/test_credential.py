"""The master as systemd's credential: made and opened by the real systemd-creds, or handed over by a service manager."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from kiosk.base.errors import SealError
from sync.seal.credential import NAME, Credential, CredentialKeyStore
from sync.seal.keys import device_keys
from sync.seal.tpm import TpmKeyStore
from tests.swtpm import SECURE_BOOT, Swtpm
from tests.sync.support import CountedEntropy

MASTER = bytes(range(32))
NO_TPM = "device:/dev/no-such-tpm"
HOST = Credential("host", NO_TPM)


@pytest.fixture(autouse=True)
def host_secret(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A host's own secret for this test: this machine's is neither read nor made."""
    secret = tmp_path_factory.mktemp("host") / "credential.secret"
    monkeypatch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(secret))
    return secret


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "device.cred"


def code_of(store: CredentialKeyStore) -> str:
    """The code with which the store refuses to give the master."""
    with pytest.raises(SealError) as raised:
        store.load()
    return raised.value.code


def on(tpm: Swtpm, *pcrs: int) -> Credential:
    """Bound to this host and this chip."""
    return Credential("host+tpm2", tpm.tcti, pcrs)


def test_the_host_gives_the_master_back(file: Path) -> None:
    store = CredentialKeyStore(file, HOST)
    assert store.load() is None
    first = device_keys(store, CountedEntropy(b"1"))
    assert device_keys(CredentialKeyStore(file, HOST), CountedEntropy(b"2")) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_a_second_creation_changes_nothing(file: Path) -> None:
    store = CredentialKeyStore(file, HOST)
    store.create(MASTER)
    store.create(b"\x02" * 32)
    assert store.load() == MASTER


def test_a_unit_file_can_name_the_blob(file: Path) -> None:
    """What LoadCredentialEncrypted= does: the name inside must be the name asked for, and the 32 bytes come out."""
    CredentialKeyStore(file, HOST).create(MASTER)
    asked = ["systemd-creds", f"--name={NAME}", "decrypt", str(file), "-"]
    assert subprocess.run(asked, capture_output=True, timeout=20, check=True).stdout == MASTER
    asked[1] = "--name=another"
    assert subprocess.run(asked, capture_output=True, timeout=20, check=False).returncode == 1


def test_what_was_delivered_comes_first(file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    delivered = tmp_path_factory.mktemp("credentials")
    store = CredentialKeyStore(file, Credential("host", NO_TPM, delivered=delivered))
    store.create(MASTER)
    assert store.load() == MASTER, "nothing was delivered"
    (delivered / NAME).write_bytes(b"\x05" * 32)
    assert store.load() == b"\x05" * 32
    file.unlink()
    assert store.load() == b"\x05" * 32, "the blob may lie wherever the unit file says"
    (delivered / NAME).write_bytes(b"\x05" * 31)
    assert code_of(store) == "K18"


def test_a_stolen_blob_does_not_open_at_another_host(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CredentialKeyStore(file, HOST).create(MASTER)
    monkeypatch.setenv("SYSTEMD_CREDENTIAL_SECRET", str(tmp_path / "another"))
    assert code_of(CredentialKeyStore(file, HOST)) == "K18"
    (tmp_path / "other").mkdir()
    CredentialKeyStore(tmp_path / "other" / "device.cred", HOST).create(MASTER)
    assert code_of(CredentialKeyStore(file, HOST)) == "K18"


def test_a_changed_blob_does_not_open(file: Path) -> None:
    CredentialKeyStore(file, HOST).create(MASTER)
    raw = bytearray(base64.b64decode(file.read_bytes()))
    raw[-1] ^= 1
    file.write_bytes(base64.b64encode(raw))
    assert code_of(CredentialKeyStore(file, HOST)) == "K18"


def test_host_and_chip_together(file: Path, host_secret: Path) -> None:
    with Swtpm() as tpm:
        tpm.measure("secure boot on")
        CredentialKeyStore(file, on(tpm, SECURE_BOOT)).create(MASTER)
        tpm.reboot("secure boot on")
        assert CredentialKeyStore(file, on(tpm)).load() == MASTER
        tpm.reboot("secure boot off")
        assert code_of(CredentialKeyStore(file, on(tpm))) == "K14"
        with Swtpm() as other:
            other.measure("secure boot on")
            assert code_of(CredentialKeyStore(file, on(other))) == "K13"
        assert code_of(CredentialKeyStore(file, HOST)) == "K11"
        tpm.reboot("secure boot on")
        host_secret.unlink()
        assert code_of(CredentialKeyStore(file, on(tpm))) == "K18"


def test_power_cuts_lock_a_chip_against_systemd_and_not_against_us(file: Path, tmp_path: Path) -> None:
    """systemd 252 seals objects that count for the lock-out; a start in which one was used and no shutdown followed is a guess."""
    with Swtpm() as tpm:
        tpm.measure("secure boot on")
        ours = TpmKeyStore(tmp_path / "device.tpm2", tpm.tools, pcrs=(SECURE_BOOT,))
        ours.create(MASTER)
        CredentialKeyStore(file, on(tpm)).create(MASTER)
        for _ in range(tpm.property("TPM2_PT_MAX_AUTH_FAIL")):
            assert CredentialKeyStore(file, on(tpm)).load() == MASTER
            tpm.cut_power("secure boot on")
        assert code_of(CredentialKeyStore(file, on(tpm))) == "K12"
        assert ours.load() == MASTER


@pytest.mark.parametrize("pcrs", [(), (SECURE_BOOT,)])
def test_systemd_s_warning_that_it_binds_to_nothing_is_heard(file: Path, pcrs: tuple[int, ...]) -> None:
    with Swtpm() as tpm, pytest.raises(SealError) as raised:
        CredentialKeyStore(file, on(tpm, *pcrs)).create(MASTER)
    assert raised.value.code == "K15"
    assert list(file.parent.iterdir()) == []


def test_no_chip_and_no_systemd(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SealError) as raised:
        CredentialKeyStore(file, Credential("host+tpm2", NO_TPM)).create(MASTER)
    assert raised.value.code == "K11"
    monkeypatch.setenv("PATH", str(file.parent))
    with pytest.raises(SealError) as raised:
        CredentialKeyStore(file, HOST).create(MASTER)
    assert (raised.value.code, raised.value.detail) == ("K18", "systemd-creds is not installed")
    assert list(file.parent.iterdir()) == []
