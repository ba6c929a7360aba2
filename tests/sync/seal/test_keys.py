"""The device's keys: derived by the RFC, kept in a file that others cannot read, made once however many start at once."""

from __future__ import annotations

import hashlib
import hmac
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from sync.seal.keyfile import FileKeyStore
from sync.seal.keys import derive, device_keys, expand, key_id
from sync.seal.suites import suite_named
from tests.sync.seal.kit import Ends
from tests.sync.support import KEYS, CountedEntropy

MAKE = """
import sys; from pathlib import Path
from sync.seal.keyfile import FileKeyStore; from sync.seal.keys import device_keys; from sync.seal.suites import suite_named
from tests.sync.support import CountedEntropy
print(device_keys(FileKeyStore(Path(sys.argv[1])), CountedEntropy(sys.argv[2].encode())).signing_key(suite_named("gm")).id)
"""


@given(
    secret=st.binary(min_size=1, max_size=64), purpose=st.binary(max_size=40), salt=st.binary(min_size=1, max_size=40)
)
def test_expansion_is_the_rfc(secret: bytes, purpose: bytes, salt: bytes) -> None:
    """RFC 5869 §2.2 and §2.3 for one block, written out."""
    prk = hmac.digest(salt, secret, "sha256")
    assert expand(secret, purpose, salt=salt) == hmac.digest(prk, purpose + b"\x01", "sha256")


def test_the_keys_differ_from_each_other_and_from_device_to_device() -> None:
    other = derive(b"\x08" * 32)
    six = {KEYS.database, KEYS.signing, KEYS.drafts, other.database, other.signing, other.drafts}
    assert len(six) == 6
    assert derive(b"\x07" * 32) == KEYS


def test_keys_do_not_show_themselves() -> None:
    assert repr(KEYS) == "DeviceKeys()"


def test_a_key_is_named_by_its_suites_hash(both: Ends) -> None:
    digest = {"intl": hashlib.sha256(b"abc").hexdigest(), "gm": hashlib.new("sm3", b"abc").hexdigest()}
    assert key_id(b"abc", both.suite) == digest[both.suite.name][:16]
    assert both.signer.id == key_id(both.signer.public, both.suite)


def test_a_signing_key_shows_no_private_half(both: Ends) -> None:
    assert str(both.signer.private) not in repr(both.signer)
    assert both.signer == KEYS.signing_key(both.suite)


def test_a_terminals_key_stays_what_it_was() -> None:
    """Hubs know terminals by this: what is derived from a master may never change."""
    known = {
        "intl": "d545d3c280bf5e967d508037d9fe306986c4a34a3f5f7958c753e3f6ec658621",
        "gm": "0420b21c7d527fb49bc810e59f2c0a32886b0ef2b56ec07ce2cb6d443789ea7f112fc50e26aa41e70227d1b01c66bd5f01733add178d3d96d856067cde5139fd1b",
    }
    assert {name: KEYS.signing_key(suite_named(name)).public.hex() for name in known} == known


def test_the_master_is_made_once_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "device.key"
    first = device_keys(FileKeyStore(file), CountedEntropy(b"1"))
    assert device_keys(FileKeyStore(file), CountedEntropy(b"2")) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["device.key"]


def test_a_second_creation_changes_nothing(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "device.key")
    store.create(b"\x01" * 32)
    store.create(b"\x02" * 32)
    assert store.load() == b"\x01" * 32


def test_programs_that_start_at_once_share_one_master(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(tmp_path / "device.key")]
    children = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE, text=True) for n in range(3)]
    answers = {child.communicate(timeout=30)[0] for child in children}
    assert len(answers) == 1
    assert all(len(answer.strip()) == 16 for answer in answers)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_file_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    store = FileKeyStore(tmp_path / "device.key")
    store.create(b"\x01" * 32)
    (tmp_path / "device.key").chmod(mode)
    with pytest.raises(SealError) as raised:
        store.load()
    assert raised.value.code == "K01"


@pytest.mark.parametrize("text", [b"", b"00", b"zz" * 32 + b"\n", b"00" * 32, b"00" * 33 + b"\n", b"0 " * 32 + b"\n"])
def test_a_damaged_file_is_refused_and_never_replaced(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "device.key"
    FileKeyStore(file).create(b"\x01" * 32)
    file.write_bytes(text)
    with pytest.raises(SealError) as raised:
        device_keys(FileKeyStore(file), CountedEntropy())
    assert raised.value.code == "K01"
    assert file.read_bytes() == text


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SealError) as raised:
        device_keys(FileKeyStore(tmp_path / "none" / "device.key"), CountedEntropy())
    assert raised.value.code == "K01"
