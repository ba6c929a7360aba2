"""The master under a passphrase: opened by that word alone, and damage is not taken for a wrong one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.base.errors import SealError
from sync.seal.blob import checked, keep_blob
from sync.seal.keys import device_keys
from sync.seal.passphrase import LEAST_CHARACTERS, PassphraseBlob, PassphraseKeyStore
from tests.sync.support import CountedEntropy

MASTER = bytes(range(32))
WORD = "三只羊 swim upriver".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "device.passphrase"


def store(file: Path, word: bytes = WORD, seed: bytes = b"") -> PassphraseKeyStore:
    return PassphraseKeyStore(file, lambda: word, CountedEntropy(seed))


def blob_in(file: Path) -> PassphraseBlob:
    return msgspec.json.decode(file.read_bytes().split(b"\n")[1], type=PassphraseBlob)


def refused(file: Path, word: bytes = WORD) -> str:
    """The code with which the master is refused."""
    with pytest.raises(SealError) as raised:
        store(file, word).load()
    assert word.decode() not in str(raised.value) or not word
    return raised.value.code


def test_the_word_gives_the_master_back(file: Path) -> None:
    assert store(file).load() is None
    first = device_keys(store(file), CountedEntropy(b"1"))
    assert device_keys(store(file), CountedEntropy(b"2")) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_a_second_creation_changes_nothing(file: Path) -> None:
    store(file).create(MASTER)
    store(file, b"quite another word", b"2").create(b"\x02" * 32)
    assert store(file).load() == MASTER


def test_the_argon2_of_others_opens_it(file: Path) -> None:
    """The reference implementation's command; it takes a salt of letters only."""
    blob = PassphraseBlob(b"sixteen-letters!", b"\x07" * 12, b"")
    asked = ["argon2", blob.salt.decode(), "-id", "-t", "3", "-k", "65536", "-p", "1", "-l", "32", "-r"]
    told = subprocess.run(asked, input=WORD, capture_output=True, timeout=20, check=True).stdout
    sealed = AESGCM(bytes.fromhex(told.decode())).encrypt(blob.nonce, MASTER, b"doorstep/passphrase/v1")
    keep_blob(file, checked(msgspec.structs.replace(blob, sealed=sealed)))
    assert store(file).load() == MASTER


def test_what_it_was_stretched_with_is_kept_and_may_grow(file: Path) -> None:
    store(file).create(MASTER)
    blob = blob_in(file)
    assert (blob.memory_kib, blob.passes, blob.lanes) == (65536, 3, 1)
    asked = ["argon2", "sixteen-letters!", "-id", "-t", "4", "-k", "131072", "-p", "2", "-l", "32", "-r"]
    told = subprocess.run(asked, input=WORD, capture_output=True, timeout=20, check=True).stdout
    sealed = AESGCM(bytes.fromhex(told.decode())).encrypt(blob.nonce, MASTER, b"doorstep/passphrase/v1")
    grown = PassphraseBlob(b"sixteen-letters!", blob.nonce, sealed, memory_kib=131072, passes=4, lanes=2)
    file.unlink()
    keep_blob(file, checked(grown))
    assert store(file).load() == MASTER


def test_the_same_word_never_makes_the_same_blob(tmp_path: Path) -> None:
    for name in ("a", "b"):
        store(tmp_path / name, seed=name.encode()).create(MASTER)
    one, other = blob_in(tmp_path / "a"), blob_in(tmp_path / "b")
    assert one.salt != other.salt and one.nonce != other.nonce and one.sealed != other.sealed


def test_a_wrong_word_and_none(file: Path) -> None:
    store(file).create(MASTER)
    assert refused(file, WORD + b" ") == "K16"
    assert refused(file, b"") == "K17"


@pytest.mark.parametrize("word", [b"", b"x" * (LEAST_CHARACTERS - 1), "羊".encode() * (LEAST_CHARACTERS - 1)])
def test_a_short_word_is_not_taken(file: Path, word: bytes) -> None:
    with pytest.raises(SealError) as raised:
        store(file, word).create(MASTER)
    assert raised.value.code == "K17"
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("at", [0, 63, 64, 90, 150, -2, -1])
def test_damage_is_not_taken_for_a_wrong_word(file: Path, at: int) -> None:
    store(file).create(MASTER)
    raw = bytearray(file.read_bytes())
    raw[at] ^= 1
    file.write_bytes(raw)
    assert refused(file) == "K01"


@pytest.mark.parametrize(
    "changed", [{"memory_kib": 1 << 21}, {"passes": 17}, {"nonce": b"x"}, {"salt": b""}, {"version": 2}]
)
def test_a_blob_that_asks_for_too_much_is_damage(file: Path, changed: dict[str, object]) -> None:
    store(file).create(MASTER)
    blob = msgspec.structs.replace(blob_in(file), **changed)
    file.unlink()
    keep_blob(file, checked(blob))
    assert refused(file) == "K01"
