"""Chance from a seed: the village's only source of it, so that the same seed is the same village."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of choices; `child` begins another one that does not depend on how many were made here."""

    def __init__(self, *seed: int | str) -> None:
        self._seed = seed
        # Not for keys: SQLCipher, HPKE and signatures take theirs from the operating system, and no trace holds them.
        self._random = random.Random("/".join(map(str, seed)))

    def child(self, name: int | str) -> Chance:
        """A stream of its own."""
        return Chance(*self._seed, name)

    def bytes(self, count: int) -> bytes:
        """`count` bytes; with it a Chance is an Entropy."""
        return self._random.randbytes(count)

    def below(self, limit: int) -> int:
        """A whole number from 0, less than `limit`."""
        return self._random.randrange(limit)

    def between(self, least: float, most: float) -> float:
        """Any number of a range."""
        return self._random.uniform(least, most)

    def one_of(self, choices: Sequence[T]) -> T:
        """Any of them."""
        return self._random.choice(choices)

    def happens(self, probability: float) -> bool:
        """Whether it does."""
        return self._random.random() < probability
