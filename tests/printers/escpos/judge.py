"""An opinion of its own on what a printer was sent: the raster commands as their published description has them, read whole, drawn with pillow.

It knows nothing of the driver, nor of the played printer: it takes a finished stream apart in one go, where that one takes what comes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from PIL import Image, ImageChops

# Lengths of the commands our drivers may send, by their first two bytes; anything else is not understood, and says so.
_FIXED = {b"\x1b@": 2, b"\x1dP": 4, b"\x1da": 3, b"\x1dr": 3, b"\x10\x04": 3, b"\x1bJ": 3}


@dataclass(slots=True)
class Judged:
    """What came of a stream: papers in order, what hangs out uncut, and how many rows each picture command had."""

    width: int
    papers: list[Image.Image] = field(default_factory=list)
    hanging: list[Image.Image] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)
    barriers: int = 0

    def cut(self) -> None:
        """What hangs falls."""
        self.papers.append(joined(self.hanging, self.width))
        self.hanging = []


def joined(parts: list[Image.Image], width: int) -> Image.Image:
    """The parts one below another, black on white."""
    sheet = Image.new("1", (width, sum(part.height for part in parts)), 1)
    top = 0
    for part in parts:
        sheet.paste(part, (0, top))
        top += part.height
    return sheet


def judge(stream: bytes, width: int, *, dpi: float = 203.2) -> Judged:
    """The stream drawn; ValueError for a byte that no command begins with, or a command that is not whole."""
    judged, at, unit = Judged(width), 0, 0.0
    while at < len(stream):
        lead = stream[at : at + 2]
        if stream[at] == 0:
            at += 1
        elif lead == b"\x1dv":
            mode, mode_2, across, down = struct.unpack_from("<BBHH", stream, at + 2)
            if (mode, mode_2) != (0x30, 0):
                raise ValueError(f"raster in mode {mode} {mode_2}")
            dots = stream[at + 8 : at + 8 + across * down]
            if len(dots) < across * down:
                raise ValueError("a picture is cut off")
            picture = ImageChops.invert(Image.frombytes("1", (across * 8, down), dots).convert("L")).convert("1")
            judged.hanging.append(picture.crop((0, 0, width, down)))
            judged.bands.append(down)
            at += 8 + len(dots)
        elif lead == b"\x1dV":
            judged.cut()
            at += 4 if stream[at + 2] in (65, 66) else 3
        elif lead in _FIXED:
            if lead == b"\x1dP":
                unit = float(stream[at + 3])
            if lead == b"\x1bJ":
                judged.hanging.append(Image.new("1", (width, round(stream[at + 2] * dpi / unit)), 1))
            judged.barriers += lead == b"\x1dr"
            at += _FIXED[lead]
        else:
            raise ValueError(f"{lead!r} at {at}")
    return judged
