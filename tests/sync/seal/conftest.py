"""Every test of the seal that asks for both ends is run in each suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.seal.kit import NAMES, Ends, OpenSsl, ends


@pytest.fixture(params=NAMES, scope="session")
def both(request: pytest.FixtureRequest) -> Ends:
    """Terminal and hub in each suite in turn."""
    return ends(request.param)


@pytest.fixture
def openssl(tmp_path: Path) -> OpenSsl:
    """The outside judge."""
    return OpenSsl(tmp_path)
