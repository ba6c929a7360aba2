"""The fonts of the paper, loaded once for all tests of this wing."""

from __future__ import annotations

from pathlib import Path

import pytest

from printers.fonts import FontStack


@pytest.fixture(scope="session")
def fonts(root: Path) -> FontStack:
    """The vendored fonts with Hanazono behind them."""
    return FontStack(root / "kiosk" / "fonts")
