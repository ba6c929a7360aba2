"""A ToUnicode map that is right above U+FFFF, for ReportLab's subset fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import ttfonts

# PDF 32000-1:2008 §9.10.3 follows the CMap resource limit of 100 entries a block.
_BLOCK = 100


def to_unicode_cmap(fontname: str, subset: Sequence[int]) -> str:
    """The CMap of a one-byte subset: code → UTF-16BE (ISO 32000-1 §9.10.3).

    ReportLab 5.1 writes five hexadecimal digits for U+2C256, which readers take for U+2C25 and a stray
    digit: the rare names that must survive a copy or a screen reader would come out as other letters.
    """
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *_blocks(entries),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def install() -> None:
    """Put the right map in ReportLab's place; doing so twice changes nothing."""
    vars(ttfonts)["makeToUnicodeCMap"] = to_unicode_cmap


def _utf16(point: int) -> str:
    # Surrogates and unset slots have no UTF-16 form. Private points name shaped glyphs in the order in which this process
    # met them: no text, and not the same bytes the next time. /ActualText carries the letters of those.
    valid = 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xF8FF
    return chr(point if valid else 0xFFFD).encode("utf-16-be").hex().upper()


def _blocks(entries: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(entries), _BLOCK):
        block = entries[at : at + _BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"
