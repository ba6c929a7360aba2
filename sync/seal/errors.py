"""What the libraries of the seal raise, and the SealError it becomes.

K01  a key is missing, damaged, readable by others, or cannot be kept
K02  sealed bytes do not open: not for this key, or changed on the way
K03  a signature does not verify
K04  an envelope or statement is malformed, or of another suite or version
K05  an envelope is larger than any application may be
K06  the program library of the gm suite is missing, or knows no SM2
K07  the hub's key list is not signed by the pinned root
K08  the hub's key list is for another suite
K09  the hub's key list is older than one that was used before
K10  no key in the hub's key list is valid any more
K11  the TPM that keeps the key is not there, or its tools are not
K12  the TPM is locked against guessing
K13  the key was sealed by another TPM, or by this one before it was cleared
K14  the key is bound to measurements that have changed
K15  the measurements to bind the key to were never made
K16  the passphrase is not the one of this key
K17  there is no passphrase, or a new one is too short
K18  systemd does not open or make the credential
K19  the key lies in another store than the settings name
K20  two stores of one terminal hold different keys
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import msgspec
from cbor2 import CBORError
from cryptography.exceptions import (
    AlreadyFinalized,
    AlreadyUpdated,
    InternalError,
    InvalidKey,
    InvalidSignature,
    InvalidTag,
    NotYetFinalized,
    UnsupportedAlgorithm,
)
from zstandard import ZstdError

from kiosk.base.errors import SealError

KEY = "K01"
SHUT = "K02"
FORGED = "K03"
MALFORMED = "K04"
TOO_LARGE = "K05"
LIBRARY = "K06"
UNROOTED = "K07"
OTHER_SUITE = "K08"
ROLLED_BACK = "K09"
EXPIRED = "K10"
TPM_ABSENT = "K11"
TPM_LOCKED = "K12"
TPM_OTHER = "K13"
TPM_CHANGED = "K14"
TPM_UNMEASURED = "K15"
WRONG_PASSPHRASE = "K16"
NO_PASSPHRASE = "K17"
CREDENTIAL = "K18"
ELSEWHERE = "K19"
TWO_MASTERS = "K20"

CODES: tuple[tuple[type[Exception], str], ...] = (
    (InvalidTag, SHUT),
    (InvalidSignature, FORGED),
    (InvalidKey, KEY),
    (UnsupportedAlgorithm, KEY),
    (InternalError, KEY),
    (AlreadyFinalized, SHUT),
    (AlreadyUpdated, SHUT),
    (NotYetFinalized, SHUT),
    (ZstdError, MALFORMED),
    (msgspec.MsgspecError, MALFORMED),
    (CBORError, MALFORMED),
    # msgspec lets it through for a key that is not UTF-8.
    (UnicodeDecodeError, MALFORMED),
    (OSError, KEY),
)


def code_of(error: Exception) -> str | None:
    """The code of a library's exception; None when it is none of theirs, and so a bug."""
    return next((code for kind, code in CODES if isinstance(error, kind)), None)


@contextmanager
def sealing(what: str) -> Generator[None]:
    """Turn the libraries' exceptions into SealError; the cause is dropped, for it may quote what was sealed."""
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        raise SealError(code, f"{what}: {type(error).__name__}") from None
