"""Where the product's own files lie, beside the code."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "kiosk" / "fonts"
TEXTS = ROOT / "kiosk" / "texts"
CATALOGUE = ROOT / "kiosk" / "catalogue" / "data"
READER_PROFILES = ROOT / "devices" / "sam" / "profiles.toml"
PRINTER_PROFILES = ROOT / "printers" / "escpos" / "profiles.toml"
QML = ROOT / "ui" / "qml"
DEMO_SETTINGS = ROOT / "packaging" / "config" / "demo.toml"
# packaging/systemd/doorstep-pcscd.path waits for it.
CARD_SERVICE_REQUEST = Path("/run/doorstep/restart-pcscd")
SYSTEM_SETTINGS = Path("/etc/doorstep/terminal.toml")
DEMO_STATE = Path("build") / "run"
SYSTEM_STATE = Path("/var/lib/doorstep")
