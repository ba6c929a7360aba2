"""What each printer model is sent for one page, drawn by the independent judge: `python -m tests.printers.escpos.golden` writes them anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from tests.printers.escpos.card import page
from tests.printers.escpos.judge import joined, judge
from tests.printers.escpos.stand import PROFILES, Progressed, Tapped, job, standing

FOLDER = Path(__file__).parent / "golden"


def stream(name: str) -> bytes:
    """Everything that leaves the terminal for the page."""
    profile, sent = PROFILES[name], bytearray()
    with tempfile.TemporaryDirectory() as folder, standing("direct", Path(folder), profile) as stand:
        tapped = type(stand)(stand.played, stand.tray, lambda: Tapped(stand.opening(), sent), stand.address)
        tapped.driver(profile).print(job(page(name, width=profile.eighths_of_mm)), Progressed())
    return bytes(sent)


def drawn(name: str) -> Image.Image:
    """The paper, as the judge has it; what has no cutter hangs."""
    profile = PROFILES[name]
    judged = judge(stream(name), profile.width_dots, dpi=profile.dpi)
    assert len(judged.papers) == bool(profile.cut) and not (judged.hanging and profile.cut)
    return judged.papers[0] if profile.cut else joined(judged.hanging, judged.width)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in PROFILES:
        drawn(each).save(FOLDER / f"{each}.png", optimize=True)
