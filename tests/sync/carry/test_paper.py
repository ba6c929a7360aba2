"""An envelope cut into symbols: any half of them gives it back, in any order, and nothing that was misread gets in."""

from __future__ import annotations

from itertools import combinations
from random import Random

import base45
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.carry.paper import LONGEST, PIECE_BYTES, PREFIX, SYMBOL_BYTES, Symbol, join, split, symbol_in


def read(texts: list[str]) -> list[Symbol]:
    """What a reader of codes makes of them."""
    return [symbol for symbol in map(symbol_in, texts) if symbol is not None]


def test_any_half_of_them_gives_every_byte_back() -> None:
    envelope = Random(1).randbytes(4 * PIECE_BYTES - 3)
    texts = split(envelope)
    assert len(texts) == 8
    for half in combinations(texts, 4):
        (gathered,) = join(read(list(half)))
        assert (gathered.envelope, gathered.lacking) == (envelope, 0)


@settings(max_examples=25)
@given(st.binary(min_size=1, max_size=2800), st.randoms(use_true_random=False))
def test_any_length_in_any_order_and_some_of_them_twice(envelope: bytes, chance: Random) -> None:
    texts = split(envelope)
    some = chance.sample(texts, chance.randint(len(texts) // 2, len(texts)))
    (gathered,) = join(read(some + some[:3]))
    assert gathered.envelope == envelope


def test_one_too_few_says_how_many_more() -> None:
    texts = split(bytes(range(256)) * 4)
    needed = len(texts) // 2
    (gathered,) = join(read(list(texts[: needed - 2])))
    assert (gathered.envelope, gathered.found, gathered.lacking) == (None, needed - 2, 2)


def test_symbols_of_several_receipts_are_told_apart() -> None:
    envelopes = [Random(seed).randbytes(700) for seed in range(3)]
    mixed = [text for envelope in envelopes for text in split(envelope)[::2]]
    Random(1).shuffle(mixed)
    assert {gathered.envelope for gathered in join(read(mixed))} == set(envelopes)


def test_a_misread_letter_makes_it_no_symbol() -> None:
    text = split(b"envelope" * 40)[0]
    for at in range(len(PREFIX), len(text)):
        other = "0" if text[at] != "0" else "1"
        assert symbol_in(text[:at] + other + text[at + 1 :]) is None


@pytest.mark.parametrize("text", ["", "DP1/", "DP1/:::", "DS2/ABC", "DP1/" + str(base45.b45encode(bytes(40)), "ascii")])
def test_other_texts_are_none(text: str) -> None:
    assert symbol_in(text) is None


def test_pieces_that_belong_to_another_envelope_give_nothing() -> None:
    first, second = (read(list(split(Random(seed).randbytes(700)))) for seed in (1, 2))
    forged = [Symbol(first[0].id, one.needed, one.made, one.length, one.index, one.piece) for one in second]
    (gathered,) = join(forged)
    assert (gathered.envelope, gathered.lacking) == (None, 0)


@pytest.mark.parametrize("length", [0, LONGEST + 1])
def test_what_paper_does_not_hold_has_no_symbols(length: int) -> None:
    assert split(bytes(length)) == ()


@pytest.mark.parametrize("length", [1, PIECE_BYTES, 2817, LONGEST])
def test_every_symbol_fits_version_13_at_level_q(length: int) -> None:
    # ISO/IEC 18004 table 7: 352 letters.
    assert all(len(text) <= 352 for text in split(bytes(length)))
    assert SYMBOL_BYTES * 3 // 2 + len(PREFIX) == 352
