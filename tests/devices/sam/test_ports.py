"""The settings that name a SAM: model, port, the line that is opened there, and who may open it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devices.sam import ports
from devices.sam.ports import USUAL, chosen, opener, usb_place
from devices.sam.usb_line import UsbPlace
from kiosk.base.errors import ConfigError
from kiosk.base.settings import READER
from tests.devices.sam.port import PROFILES, STANDARD

RULES = Path(__file__).parents[3] / "packaging" / "udev" / "70-doorstep-readers.rules"
RULE = re.compile(
    r'ATTR\{idVendor\}=="([0-9a-f]{4})", ATTR\{idProduct\}=="([0-9a-f]{4})", GROUP="doorstep", MODE="0660"'
)


def test_a_setting_names_a_port_and_perhaps_a_profile() -> None:
    by_path = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0"
    assert chosen("sam:/dev/ttyS1", PROFILES) == (STANDARD, "/dev/ttyS1")
    assert chosen(f"sam:{by_path}", PROFILES) == (STANDARD, by_path)
    assert chosen(f"sam:slow:{by_path}", PROFILES) == (PROFILES["slow"], by_path)
    assert chosen("sam:usb@1-2", PROFILES) == (STANDARD, "usb@1-2")
    assert chosen("sam:usb:0483:5652", PROFILES) == (STANDARD, "usb:0483:5652")
    assert chosen("sam:lift:usb:0483:5652@1-2.3", PROFILES) == (PROFILES["lift"], "usb:0483:5652@1-2.3")
    with pytest.raises(ConfigError, match="'quick' is no reader profile"):
        chosen("sam:quick:/dev/ttyS1", PROFILES)


@pytest.mark.parametrize(
    ("port", "place"),
    [
        ("usb", UsbPlace(0x0400, 0xC35A)),
        ("usb@1-2", UsbPlace(0x0400, 0xC35A, "1-2")),
        ("usb:0483:5652", UsbPlace(0x0483, 0x5652)),
        ("usb:0483:5652@1-2.3", UsbPlace(0x0483, 0x5652, "1-2.3")),
    ],
)
def test_a_port_on_usb_is_a_kind_of_device_and_where_it_is_plugged(
    port: str, place: UsbPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert usb_place(port) == place
    assert READER.fullmatch(f"sam:{port}") and READER.fullmatch(f"sam:lift:{port}")
    opened: list[UsbPlace] = []
    monkeypatch.setattr(ports, "open_usb", opened.append)
    opener(port, STANDARD)()
    assert opened == [place]


def test_the_terminal_s_user_may_open_the_usual_reader_and_nobody_else() -> None:
    rules = [line for line in RULES.read_text("utf-8").splitlines() if "idVendor" in line]
    told = [found.groups() for line in rules if (found := RULE.fullmatch(line))]
    assert len(told) == len(rules) > 0
    assert (f"{USUAL.vendor:04x}", f"{USUAL.product:04x}") in told
