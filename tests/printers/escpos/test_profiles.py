"""Printer profiles: the shipped ones, and every fault of one told by its name."""

from __future__ import annotations

import pytest

from kiosk.base.errors import ConfigError
from printers.escpos.profiles import profile_named, read_profiles
from tests.printers.escpos.stand import PROFILES, SHIPPED, STANDARD

TEXT = SHIPPED.read_text("utf-8")


def faults(text: str) -> list[str]:
    """What is said of a text."""
    with pytest.raises(ConfigError) as told:
        read_profiles(text)
    assert told.value.code == "G01"
    return told.value.detail.splitlines()


def test_the_shipped_ones_say_where_they_come_from() -> None:
    assert tuple(PROFILES) == ("standard", "narrow", "tm-t20iii", "tm-t88-180dpi", "xp-80", "silent")
    assert all(len(profile.source) > 40 for profile in PROFILES.values())
    assert (STANDARD.width_dots, STANDARD.dpi, STANDARD.row_bytes, STANDARD.band_rows) == (576, 203.2, 72, 128)


def test_a_profile_is_found_by_its_name() -> None:
    assert profile_named("narrow", PROFILES).width_dots == 384
    with pytest.raises(ConfigError, match="'wide' is no printer profile; there are standard"):
        profile_named("wide", PROFILES)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("width_dots = 384", "width_dots = 0", "printer profile narrow: Expected `int` >= 64 - at `$.width_dots`"),
        ("width_dots = 384", "", "printer profile narrow: Object missing required field `width_dots`"),
        (
            "width_dots = 384",
            'width_dots = 384\nink = "x"',
            "printer profile narrow: Object contains unknown field `ink`",
        ),
        ("width_dots = 384", "width_dots = 384\nband_rows = 256", "printer profile narrow: Expected `int` <= 128"),
        ("width_dots = 384", "width_dots = 384\nbaud = 9600", "printer profile narrow: Invalid enum value 9600"),
        ('cut = "1D564100"', 'cut = "1D5"', "printer profile xp-80: cut: must be hexadecimal digits"),
        ('cut = "1D564100"', 'cut = "full"', "printer profile xp-80: cut: must be hexadecimal digits"),
        ('"burnt"', '"perhaps"', "printer profile xp-80: Invalid enum value 'perhaps'"),
        ("[standard]", "[usual]", "printer profile standard: missing"),
        ("[narrow]", "[narrow", "printer profiles: not TOML"),
    ],
)
def test_every_fault_is_told(old: str, new: str, told: str) -> None:
    assert TEXT.count(old) == 1
    (fault,) = faults(TEXT.replace(old, new))
    assert fault.startswith(told)


def test_all_faults_at_once() -> None:
    text = TEXT.replace("width_dots = 384", "").replace('source = "hearsay', 'source = "" # "')
    assert [fault.partition(":")[0] for fault in faults(text)] == [
        "printer profile narrow",
        "printer profile xp-80",
        "printer profile silent",
    ]
