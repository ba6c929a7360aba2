"""No exception class of requests or urllib3 is forgotten."""

from __future__ import annotations

import inspect

import pytest
import requests.exceptions
import urllib3.exceptions

from kiosk.delivery.model import Unreachable
from sync.link.errors import FOREIGN, REASONS, unreachable


def classes(module: object, package: str) -> list[type[BaseException]]:
    """The exceptions a module of a package defines; warnings are said, not raised."""
    found = (kind for _, kind in inspect.getmembers(module, inspect.isclass))
    raised = (kind for kind in found if issubclass(kind, Exception) and not issubclass(kind, Warning))
    return sorted({kind for kind in raised if kind.__module__.startswith(package)}, key=lambda kind: kind.__name__)


REQUESTS = classes(requests.exceptions, "requests")
URLLIB3 = classes(urllib3.exceptions, "urllib3")


@pytest.mark.parametrize("kind", REQUESTS)
def test_requests_are_listed_one_by_one(kind: type[BaseException]) -> None:
    assert kind in REASONS
    assert issubclass(kind, FOREIGN)


@pytest.mark.parametrize("kind", URLLIB3)
def test_urllib3_has_a_reason_nearer_than_its_root(kind: type[BaseException]) -> None:
    assert issubclass(kind, FOREIGN)
    nearest = next(base for base in kind.__mro__ if base in REASONS)
    assert nearest is not urllib3.exceptions.HTTPError or kind is nearest


def test_the_lists_are_not_empty() -> None:
    assert len(REQUESTS) > 15
    assert len(URLLIB3) > 20


def test_the_nearest_class_decides() -> None:
    assert unreachable(requests.exceptions.ConnectTimeout()) is Unreachable.TIMEOUT
    assert unreachable(requests.exceptions.SSLError()) is Unreachable.NOT_THE_HUB
    assert unreachable(urllib3.exceptions.ResponseNotChunked()) is Unreachable.NOT_THE_HUB
