"""A process of its own that prints samples and documents and says their hashes: `python -m tests.printers.press PAPER NAME…`."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from kiosk.receipts.model import Paper
from printers.fonts import FontStack
from printers.layout import LAYOUTS
from tests.kiosk.receipts.papers import paper
from tests.printers.samples import RARE, SAMPLES


def main(form: str, *names: str) -> None:
    """Print the samples, and documents in Mongolian for a rare name, in the given order on the given paper."""
    fonts = FontStack(Path(__file__).resolve().parents[2] / "kiosk" / "fonts")
    for name in names:
        digest = sha256(
            LAYOUTS[Paper(form)](SAMPLES[name] if name in SAMPLES else paper(name, "mn", name=RARE), fonts)
        ).hexdigest()
        sys.stdout.write(f"{name} {digest}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
