"""Runs the doors as `python -m app.main`, the same as the command `kiosk`."""

from __future__ import annotations

import sys

from app.commands import main

if __name__ == "__main__":
    sys.exit(main())
