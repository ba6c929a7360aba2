"""QR and Code 128 in a picture, and which way up a QR says the paper lies."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp

from devices.camera.frames import Pixels
from kiosk.materials.camera import Code, CodeKind

_KINDS = {zxingcpp.BarcodeFormat.QRCode: CodeKind.QR, zxingcpp.BarcodeFormat.Code128: CodeKind.CODE_128}
_WANTED = zxingcpp.BarcodeFormats(list(_KINDS))
# A picture full of codes is no paper of ours, and the longest QR (ISO/IEC 18004 table 7: 7,089 digits) bounds the text.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """The codes, and how many quarter turns clockwise bring the paper upright; None without a QR, or where two disagree."""

    codes: tuple[Code, ...] = ()
    quarters: int | None = None


def read(grey: Pixels) -> Reading:
    """Every code in a grey picture."""
    found = zxingcpp.read_barcodes(grey, formats=_WANTED, try_invert=False, text_mode=zxingcpp.TextMode.Plain)[:_MOST]
    codes = tuple(dict.fromkeys(Code(_KINDS[one.format], one.text) for one in found if one.valid))
    # A Code 128 is often printed along an edge; a QR stands upright like the print beside it.
    turns = {round(-one.orientation / 90) % 4 for one in found if one.format == zxingcpp.BarcodeFormat.QRCode}
    return Reading(codes, turns.pop() if len(turns) == 1 else None)
