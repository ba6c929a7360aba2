"""A draft opens with its device, its card and its id together, and with no two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from sync.seal.drafts import DraftSeal

SEAL = DraftSeal(b"\x01" * 32)
NONCE = b"\x05" * 12


@given(plain=st.binary(max_size=400), binding=st.binary(max_size=60))
def test_it_opens_for_the_card_it_belongs_to(plain: bytes, binding: bytes) -> None:
    sealed = SEAL.seal(binding, "id", plain=plain, nonce=NONCE)
    assert SEAL.open(binding, "id", sealed=sealed) == plain


def test_it_opens_for_nothing_else() -> None:
    sealed = SEAL.seal(b"card", "id", plain=b"paper", nonce=NONCE)
    attempts = [
        (SEAL, b"other", "id", sealed),
        (SEAL, b"card", "other", sealed),
        (DraftSeal(b"\x02" * 32), b"card", "id", sealed),
        *((SEAL, b"card", "id", sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]) for at in range(len(sealed))),
        (SEAL, b"card", "id", sealed[:27]),
        (SEAL, b"card", "id", b""),
    ]
    for seal, binding, id, raw in attempts:
        with pytest.raises(SealError) as raised:
            seal.open(binding, id, sealed=raw)
        assert raised.value.code == "K02"


def test_the_row_key_is_the_cards_and_the_devices() -> None:
    assert SEAL.row_key(b"card") == SEAL.row_key(b"card")
    assert len({SEAL.row_key(b"card"), SEAL.row_key(b"other"), DraftSeal(b"\x02" * 32).row_key(b"card")}) == 3
    assert len(SEAL.row_key(b"card")) == 16
