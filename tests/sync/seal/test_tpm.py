"""The master in a TPM: opened by this chip alone, after any reboot, and by nothing that was measured differently."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.base.errors import SealError
from sync.seal.blob import checked, keep_blob
from sync.seal.keys import device_keys
from sync.seal.tpm import TpmBlob, TpmKeyStore, unmeasured
from sync.seal.tpmtools import TpmTools
from tests.swtpm import SECURE_BOOT, Swtpm
from tests.sync.support import CountedEntropy

MASTER = bytes(range(32))


@pytest.fixture
def tpm() -> Iterator[Swtpm]:
    with Swtpm() as tpm:
        yield tpm


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "device.tpm2"


def code_of(store: TpmKeyStore) -> str:
    """The code with which the store refuses to give the master."""
    with pytest.raises(SealError) as raised:
        store.load()
    return raised.value.code


def test_the_chip_gives_the_master_back_after_a_reboot(tpm: Swtpm, file: Path) -> None:
    store = TpmKeyStore(file, tpm.tools)
    assert store.load() is None
    first = device_keys(store, CountedEntropy(b"1"))
    tpm.reboot()
    assert device_keys(TpmKeyStore(file, tpm.tools), CountedEntropy(b"2")) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_a_second_creation_changes_nothing(tpm: Swtpm, file: Path) -> None:
    store = TpmKeyStore(file, tpm.tools)
    store.create(MASTER)
    store.create(b"\x02" * 32)
    assert store.load() == MASTER


def test_what_the_tools_of_others_unseal_is_the_master(tpm: Swtpm, file: Path, tmp_path: Path) -> None:
    """The TCG's template as anybody's tpm2-tools make it, and an object that is not ours alone to read."""
    TpmKeyStore(file, tpm.tools).create(MASTER)
    fields = halves_in(file)
    (tmp_path / "u").write_bytes(fields.public)
    (tmp_path / "r").write_bytes(fields.private)
    root = (
        "-C o -g sha256 -G ecc -c root -a restricted|decrypt|fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda"
    )
    for line in (
        f"createprimary -Q {root}",
        "flushcontext -t",
        "load -Q -C root -u u -r r -c sealed",
        "flushcontext -t",
    ):
        command = [f"tpm2_{line.split()[0]}", "-T", tpm.tcti, *line.split()[1:]]
        subprocess.run(command, cwd=tmp_path, timeout=20, check=True)
    done = subprocess.run(
        ["tpm2_unseal", "-T", tpm.tcti, "-c", "sealed"], cwd=tmp_path, capture_output=True, timeout=20, check=True
    )
    assert done.stdout == MASTER


def test_nothing_is_left_loaded(tpm: Swtpm, file: Path) -> None:
    tpm.measure("firmware")
    store = TpmKeyStore(file, tpm.tools, pcrs=(SECURE_BOOT,))
    store.create(MASTER)
    assert tpm.loaded() == b""
    assert store.load() == MASTER
    assert tpm.loaded() == b""
    tpm.measure("something else")
    assert code_of(store) == "K14"
    assert tpm.loaded() == b""


def test_another_chip_is_told_so(tpm: Swtpm, file: Path) -> None:
    TpmKeyStore(file, tpm.tools).create(MASTER)
    with Swtpm() as other:
        assert code_of(TpmKeyStore(file, other.tools)) == "K13"


def test_a_cleared_chip_is_another_one(tpm: Swtpm, file: Path) -> None:
    store = TpmKeyStore(file, tpm.tools)
    store.create(MASTER)
    tpm.tools.run("clear")
    assert code_of(store) == "K13"


def test_a_bound_key_opens_while_the_firmware_measures_the_same(tpm: Swtpm, file: Path) -> None:
    tpm.measure("secure boot on")
    TpmKeyStore(file, tpm.tools, pcrs=(SECURE_BOOT,)).create(MASTER)
    tpm.reboot("secure boot on")
    # What it is bound to stands in the blob; the settings only speak of a new one.
    assert TpmKeyStore(file, tpm.tools).load() == MASTER
    tpm.reboot("secure boot off")
    assert code_of(TpmKeyStore(file, tpm.tools)) == "K14"
    tpm.reboot("secure boot on")
    tpm.measure("one thing more")
    assert code_of(TpmKeyStore(file, tpm.tools)) == "K14"
    tpm.reboot("secure boot on")
    assert TpmKeyStore(file, tpm.tools).load() == MASTER


def test_a_bound_key_has_no_other_way_in(tpm: Swtpm, file: Path, tmp_path: Path) -> None:
    """The object refuses its (empty) password: the policy is the only door."""
    tpm.measure("secure boot on")
    TpmKeyStore(file, tpm.tools, pcrs=(SECURE_BOOT,)).create(MASTER)
    fields = halves_in(file)
    file.unlink()
    keep_blob(file, checked(TpmBlob(fields.public, fields.private)))
    assert code_of(TpmKeyStore(file, tpm.tools)) == "K01"


def test_an_unbound_key_does_not_care_what_was_measured(tpm: Swtpm, file: Path) -> None:
    TpmKeyStore(file, tpm.tools).create(MASTER)
    tpm.reboot("a firmware of next year")
    assert TpmKeyStore(file, tpm.tools).load() == MASTER


def test_what_nobody_measured_binds_nothing_and_is_refused(tpm: Swtpm, file: Path) -> None:
    with pytest.raises(SealError) as raised:
        TpmKeyStore(file, tpm.tools, pcrs=(SECURE_BOOT,)).create(MASTER)
    assert raised.value.code == "K15"
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (b"\x00" * 32, True),
        (b"\xff" * 32, True),
        (b"\x01" * 32, False),
        (b"\x01" * 32 + b"\x00" * 32, True),
        (b"\x00" * 31 + b"\x01", False),
    ],
)
def test_a_register_is_measured_or_not(values: bytes, expected: bool) -> None:
    assert unmeasured(values) is expected


@pytest.mark.parametrize("tcti", ["device:/dev/no-such-tpm", "swtpm:path=/no/such/socket", "nonsense"])
def test_no_chip(file: Path, tcti: str) -> None:
    with pytest.raises(SealError) as raised:
        TpmKeyStore(file, TpmTools(tcti)).create(MASTER)
    assert raised.value.code == "K11"
    assert list(file.parent.iterdir()) == []


def test_no_tools(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(file.parent))
    with pytest.raises(SealError) as raised:
        TpmKeyStore(file, TpmTools("device:/dev/tpmrm0")).create(MASTER)
    assert (raised.value.code, raised.value.detail) == ("K11", "tpm2_flushcontext is not installed")


def lock_out(tpm: Swtpm, folder: Path) -> None:
    """Guess wrong at somebody else's PIN until the chip has had enough."""
    run = tpm.tools.run
    run("dictionarylockout", "-s", "-n", "2", "-t", "9999", "-l", "9999")
    run("createprimary", "-Q", "-C", "o", "-g", "sha256", "-G", "ecc", "-p", "1234", "-c", f"{folder}/theirs")
    for _ in range(3):
        tpm.tools.flush()
        with pytest.raises(SealError):
            run("create", "-Q", "-C", f"{folder}/theirs", "-P", "0000", "-i", "-", "-u", f"{folder}/u", given=b"x")
    tpm.tools.flush()


def test_a_chip_that_others_have_locked_still_opens(
    tpm: Swtpm, file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = TpmKeyStore(file, tpm.tools)
    store.create(MASTER)
    lock_out(tpm, tmp_path_factory.mktemp("theirs"))
    assert tpm.property("TPM2_PT_LOCKOUT_COUNTER") >= 2
    assert store.load() == MASTER


def test_a_key_that_is_guarded_against_guessing_is_told_to_be_locked(
    tpm: Swtpm, file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sealed by the tools' own defaults, under which a lock-out counts: what a provisioning of somebody else's would leave."""
    folder = tmp_path_factory.mktemp("theirs")
    root = "restricted|decrypt|fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda"
    run = tpm.tools.run
    run("createprimary", "-Q", "-C", "o", "-g", "sha256", "-G", "ecc", "-a", root, "-c", f"{folder}/root")
    tpm.tools.flush()
    halves = [f"{folder}/u", f"{folder}/r"]
    run("create", "-Q", "-C", f"{folder}/root", "-i", "-", "-u", halves[0], "-r", halves[1], given=MASTER)
    tpm.tools.flush()
    public, private = (Path(half).read_bytes() for half in halves)
    keep_blob(file, checked(TpmBlob(public, private)))
    assert TpmKeyStore(file, tpm.tools).load() == MASTER
    lock_out(tpm, folder)
    assert code_of(TpmKeyStore(file, tpm.tools)) == "K12"


def test_power_cuts_do_not_lock_the_chip(tpm: Swtpm, file: Path) -> None:
    store = TpmKeyStore(file, tpm.tools)
    store.create(MASTER)
    for _ in range(tpm.property("TPM2_PT_MAX_AUTH_FAIL") + 1):
        assert store.load() == MASTER
        tpm.cut_power()
    assert tpm.property("TPM2_PT_LOCKOUT_COUNTER") == 0


def test_we_never_count_as_a_guesser(tpm: Swtpm, file: Path) -> None:
    tpm.measure("secure boot on")
    store = TpmKeyStore(file, tpm.tools, pcrs=(SECURE_BOOT,))
    store.create(MASTER)
    tpm.reboot("secure boot off")
    assert [code_of(store) for _ in range(3)] == ["K14"] * 3
    assert tpm.property("TPM2_PT_LOCKOUT_COUNTER") == 0


@pytest.mark.parametrize("at", [0, 63, 64, 90, 200, -1])
def test_a_damaged_blob_is_no_matter_of_the_chip(tpm: Swtpm, file: Path, at: int) -> None:
    TpmKeyStore(file, tpm.tools).create(MASTER)
    raw = bytearray(file.read_bytes())
    raw[at] ^= 1
    file.write_bytes(raw)
    assert code_of(TpmKeyStore(file, tpm.tools)) == "K01"


def halves_in(file: Path) -> TpmBlob:
    """What stands in the blob."""
    return msgspec.json.decode(file.read_bytes().split(b"\n")[1], type=TpmBlob)
