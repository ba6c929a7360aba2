"""The QR codes in a picture that somebody brings as a file: read as it is, then softened, smaller and larger."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from devices.camera.frames import Pixels
from devices.camera.sheet import Frame, plain_codes, read_sheet

# As much as a scanner makes of A4 at 600 dpi, and twice a telephone's 50 megapixels.
PIXELS_MAX = 100_000_000


class Picture:
    """One picture of paper, in grey."""

    def __init__(self, grey: Pixels) -> None:
        self._grey = grey

    def texts(self) -> Iterator[str]:
        """The text of every QR code, as it is found; the same text once."""
        told: set[str] = set()
        for seen in _looks(self._grey):
            for text, _ in plain_codes(seen):
                if text not in told:
                    told.add(text)
                    yield text

    def sheet(self, frame: Frame) -> Iterator[str]:
        """The text of every code of a sheet, those too that only their neighbours give away."""
        return read_sheet(self._grey, frame)


def picture_in(raw: bytes) -> Picture | None:
    """The picture in a file's bytes (PNG, JPEG and whatever else OpenCV reads); None when there is none."""
    if not raw:
        return None
    try:
        grey = cv2.imdecode(np.frombuffer(raw, dtype=np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        return None
    if grey is None or grey.size > PIXELS_MAX:
        return None
    return Picture(grey.astype(np.uint8))


def _looks(grey: Pixels) -> Iterator[Pixels]:
    yield grey
    yield cv2.GaussianBlur(grey, (0, 0), 1.5)
    yield cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    if grey.size < PIXELS_MAX // 16:
        yield cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
