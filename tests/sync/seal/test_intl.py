"""The intl suite against RFC 9180 written out anew."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from tests.sync.seal.oracle import schedule
from tests.sync.support import HUB_PRIVATE, HUB_PUBLIC, SUITE


@given(plain=st.binary(max_size=300), context=st.binary(max_size=60))
def test_what_the_suite_seals_the_rfc_opens(plain: bytes, context: bytes) -> None:
    sealed = SUITE.seal(HUB_PUBLIC, plain, context)
    key, nonce = schedule(HUB_PRIVATE, sealed[:32], context)
    assert AESGCM(key).decrypt(nonce, sealed[32:], b"") == plain
    assert len(sealed) == len(plain) + 48


def test_a_key_of_low_order_seals_nothing() -> None:
    with pytest.raises(SealError) as raised:
        SUITE.seal(bytes(32), b"paper", b"")
    assert raised.value.code == "K01"
