"""The suites there are, by the name that settings and key lists say; a certified module is added here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.base.errors import SealError
from sync.seal.errors import MALFORMED
from sync.seal.gm import GM, gm_suite
from sync.seal.intl import INTL, IntlSuite
from sync.seal.suite import Suite

SUITES: Mapping[str, Callable[[], Suite]] = MappingProxyType({INTL: IntlSuite, GM: gm_suite})


def suite_named(name: str) -> Suite:
    """The suite, ready for use. Raises SealError K04 for a name nobody knows, K06 when this machine lacks what it needs."""
    if name not in SUITES:
        raise SealError(MALFORMED, f"suite {name!r}")
    return SUITES[name]()
