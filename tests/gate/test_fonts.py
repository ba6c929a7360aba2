"""The vendored fonts are the ones that were checked, of the one outline kind paper can embed, with their licence beside them."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansMongolian-Regular.ttf")


def test_fonts_are_the_ones_listed(root: Path) -> None:
    listed = (root / "kiosk/fonts/SHA256SUMS").read_text(encoding="ascii").split()
    found = {name: hashlib.sha256((root / "kiosk/fonts" / name).read_bytes()).hexdigest() for name in FONTS}
    assert dict(zip(listed[1::2], listed[::2], strict=True)) == found


@pytest.mark.parametrize("name", FONTS)
def test_outlines_are_truetype(root: Path, name: str) -> None:
    """ReportLab embeds glyf outlines only; a CFF font would end every receipt."""
    raw = (root / "kiosk/fonts" / name).read_bytes()
    tables = {raw[start : start + 4] for start in range(12, 12 + 16 * struct.unpack(">H", raw[4:6])[0], 16)}
    assert b"glyf" in tables and b"CFF " not in tables


def test_each_font_has_its_licence(root: Path) -> None:
    for name in ("OFL-NotoSansSC.txt", "OFL-NotoSansMongolian.txt"):
        assert "SIL OPEN FONT LICENSE" in (root / "kiosk/fonts" / name).read_text(encoding="utf-8")


def test_only_our_families_are_seen(qapp: QGuiApplication) -> None:
    """Otherwise a picture depends on what else the machine has (HanaMin comes by apt, the generic names are Qt's own)."""
    families = set(QFontDatabase.families())
    assert {"Noto Sans SC", "Noto Sans Mongolian"} <= families
    assert families <= {
        "Noto Sans SC",
        "Noto Sans Mongolian",
        "HanaMinA",
        "HanaMinB",
        "Sans Serif",
        "Serif",
        "Monospace",
    }
