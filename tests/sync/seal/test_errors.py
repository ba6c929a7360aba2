"""No exception of the seal's libraries is forgotten in the table."""

from __future__ import annotations

import inspect

import cbor2
import cryptography.exceptions
import msgspec
import pytest
import zstandard

from kiosk.base.errors import SealError
from sync.seal.errors import code_of, sealing

LIBRARIES = (cryptography.exceptions, zstandard, msgspec, cbor2)
CLASSES = [
    kind
    for library in LIBRARIES
    for _, kind in inspect.getmembers(library, inspect.isclass)
    if issubclass(kind, Exception)
]


def test_there_are_some() -> None:
    assert len(CLASSES) >= 10


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_exception_of_theirs_has_a_code(kind: type[Exception]) -> None:
    assert code_of(kind.__new__(kind)) in {"K01", "K02", "K03", "K04"}


def test_a_bug_stays_a_bug() -> None:
    assert code_of(KeyError()) is None
    with pytest.raises(KeyError), sealing("x"):
        raise KeyError


def test_the_cause_is_not_carried_along() -> None:
    with pytest.raises(SealError) as raised, sealing("parse"):
        raise msgspec.ValidationError("Expected `int`, got `娜仁格日勒图雅`")
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert "娜" not in str(raised.value)
