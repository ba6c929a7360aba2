"""The table that `make bench` prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.bench.measuring import Table


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    """Printed when the last figure of a module is in, past pytest's capture: it is what the bench is run for."""
    table = Table()
    yield table
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        sys.stdout.write(f"\n\n{table}\n\n")
