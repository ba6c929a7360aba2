"""Private-use code points of the older GB 18030, and the characters they mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# GB 18030-2000 put the 80 characters of row FE into U+E815–U+E864, in the order of their bytes; Python's codec is newer and
# knows the proper ones. What the codec leaves private was settled by GB 18030-2005 and GB 18030-2022 as listed here.
_FIRST = 0xE815
_TRAILS = tuple(trail for trail in range(0x50, 0xA1) if trail != 0x7F)
_SETTLED = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9,
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip


def _table() -> Mapping[int, int]:
    row = {_FIRST + place: ord(bytes((0xFE, trail)).decode("gb18030")) for place, trail in enumerate(_TRAILS)}
    return MappingProxyType({**row, **_SETTLED})


GB18030_PRIVATE: Mapping[int, int] = _table()


def without_private(text: str) -> str:
    """The text with the private-use characters of old registers replaced by the ones they stand for."""
    return text.translate(GB18030_PRIVATE)
