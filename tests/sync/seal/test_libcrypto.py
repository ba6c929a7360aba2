"""The binding to libcrypto: a missing or poor one is a coded fault, nothing leaks, no error is left for the next caller."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.base.errors import SealError
from sync.seal.libcrypto import ORDER, SONAME, Sm2Library

ROOT = Path(__file__).resolve().parents[3]
SM2 = Sm2Library()
PRIVATE = SM2.private(b"\x21" * 32)
PUBLIC = PRIVATE[32:]
SIGNATURE = SM2.sign(PRIVATE, b"message")
SEALED = SM2.encrypt(PUBLIC, b"k" * 48)

START = """
import sys
from kiosk.base.errors import SealError
from sync.seal.suites import suite_named
try:
    suite_named("gm")
except SealError as error:
    print(error.code)
suite_named("intl")
"""
# Only the provider that knows nothing is activated: as a library built without SM2, or one reduced to another standard's algorithms.
POOR = """
openssl_conf = init
[init]
providers = providers
[providers]
null = null
[null]
activate = 1
"""


class MallInfo(ctypes.Structure):
    """glibc's mallinfo2: ten sizes, of which the eighth is what is allocated and not freed."""

    _fields_ = [(name, ctypes.c_size_t) for name in "abcdefghij"]


def in_use() -> int:
    """Bytes that somebody allocated from the C library and did not give back; Python's small objects are not among them."""
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = MallInfo
    return int(libc.mallinfo2().h)


def use_everything(rounds: int) -> None:
    """Every function, with what it likes and with what it does not."""
    for _ in range(rounds):
        SM2.check(PUBLIC)
        assert SM2.verify(PUBLIC, b"message", SIGNATURE)
        assert not SM2.verify(PUBLIC, b"massage", SIGNATURE)
        assert not SM2.verify(PUBLIC, b"message", b"none")
        assert SM2.decrypt(PRIVATE, SEALED) == b"k" * 48
        SM2.sign(PRIVATE, b"message")
        SM2.encrypt(PUBLIC, b"k" * 48)
        SM2.private(b"\x22" * 32)
        for use in REFUSED:
            with pytest.raises(SealError):
                use()


OFF_CURVE = PUBLIC[:-1] + bytes([PUBLIC[-1] ^ 1])
REFUSED: tuple[Callable[[], object], ...] = (
    lambda: SM2.check(OFF_CURVE),
    lambda: SM2.encrypt(OFF_CURVE, b""),
    lambda: SM2.sign(PRIVATE[:32] + OFF_CURVE, b""),
    lambda: SM2.decrypt(PRIVATE, SEALED[:-1]),
    lambda: SM2.decrypt(PRIVATE, b""),
)


@pytest.mark.parametrize("soname", ["libcrypto.so.none", "libc.so.6"])
def test_a_library_that_is_missing_or_another_one_is_said_so(soname: str) -> None:
    with pytest.raises(SealError) as raised:
        Sm2Library(soname)
    assert raised.value.code == "K06"
    assert raised.value.detail == soname


def test_a_library_without_sm2_is_said_so_when_the_suite_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "openssl.cnf").write_text(POOR)
    for conf, said in ((tmp_path / "openssl.cnf", "K06\n"), (tmp_path / "none.cnf", "")):
        environment = {"OPENSSL_CONF": str(conf), "PYTHONPATH": str(ROOT)}
        started = subprocess.run(
            [sys.executable, "-c", START], env=environment, capture_output=True, text=True, timeout=30, check=True
        )
        assert started.stdout == said


@pytest.mark.parametrize("scalar", [0, ORDER - 1, ORDER, ORDER + 1, (1 << 256) - 1])
def test_a_scalar_out_of_range_is_no_private_key(scalar: int) -> None:
    raw = scalar.to_bytes(32, "big")
    uses: tuple[Callable[[], bytes], ...] = (
        lambda: SM2.private(raw),
        lambda: SM2.sign(raw + PUBLIC, b""),
        lambda: SM2.decrypt(raw + PUBLIC, b""),
    )
    for use in uses:
        with pytest.raises(SealError, match="K01"):
            use()


@pytest.mark.parametrize("scalar", [1, ORDER - 2])
def test_the_first_and_the_last_scalar_are_private_keys(scalar: int) -> None:
    private = SM2.private(scalar.to_bytes(32, "big"))
    assert SM2.verify(private[32:], b"message", SM2.sign(private, b"message"))


@pytest.mark.parametrize("point", [b"", b"\x00", b"\x00" * 65, b"\x02" + PUBLIC[1:33], b"\x06" + PUBLIC[1:], OFF_CURVE])
def test_infinity_short_forms_and_points_off_the_curve_are_no_public_keys(point: bytes) -> None:
    with pytest.raises(SealError, match="K01"):
        SM2.check(point)


def test_no_error_is_left_in_the_queue() -> None:
    lib = ctypes.CDLL(SONAME)
    lib.ERR_peek_error.restype = ctypes.c_ulong
    for use in REFUSED:
        with pytest.raises(SealError):
            use()
        assert lib.ERR_peek_error() == 0
    assert not SM2.verify(PUBLIC, b"message", b"none")
    assert lib.ERR_peek_error() == 0


def test_threads_may_share_it() -> None:
    with ThreadPoolExecutor(4) as lanes:
        signatures = list(lanes.map(lambda number: SM2.sign(PRIVATE, bytes([number])), range(200)))
    assert all(SM2.verify(PUBLIC, bytes([number]), signature) for number, signature in enumerate(signatures))


def test_nothing_leaks() -> None:
    """Ten keys lost in each of 40 rounds are some 700 KiB, the parameters alone 120; what Python itself keeps is about 10."""
    use_everything(10)
    gc.collect()
    before = in_use()
    use_everything(40)
    gc.collect()
    assert in_use() - before < 40_000


def test_random_bytes_are_as_many_as_were_asked_for_and_never_the_same() -> None:
    assert len({SM2.random(48) for _ in range(100)}) == 100
    assert {len(SM2.random(count)) for count in (16, 48)} == {16, 48}
