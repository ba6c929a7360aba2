"""Reader profiles: the shipped ones, and every fault of one told by its name."""

from __future__ import annotations

import pytest

from devices.sam.profiles import profile_named, read_profiles
from kiosk.base.errors import ConfigError
from tests.devices.sam.port import PROFILES, SHIPPED, STANDARD

TEXT = SHIPPED.read_text("utf-8")


def faults(text: str) -> list[str]:
    """What is said of a text."""
    with pytest.raises(ConfigError) as told:
        read_profiles(text)
    assert told.value.code == "G01"
    return told.value.detail.splitlines()


def test_the_shipped_ones_have_a_source_and_the_published_commands() -> None:
    assert tuple(PROFILES) == ("standard", "slow", "lift", "cvr-100au")
    assert all(len(profile.source) > 20 for profile in PROFILES.values())
    assert (STANDARD.baud, STANDARD.find, STANDARD.select, STANDARD.read) == (115200, "2001", "2002", "3001")
    assert (STANDARD.status, STANDARD.newest_address, STANDARD.hello) == ("11FF", "3003", "")


def test_a_profile_is_found_by_its_name() -> None:
    assert profile_named("slow", PROFILES).baud == 9600
    with pytest.raises(ConfigError, match="'quick' is no reader profile; there are standard"):
        profile_named("quick", PROFILES)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("baud = 9600", "baud = 4800", "reader profile slow: Invalid enum value 4800 - at `$.baud`"),
        ("baud = 9600", 'flavour = "x"\nbaud = 9600', "reader profile slow: Object contains unknown field `flavour`"),
        ('find = "0081"', 'find = "81"', "reader profile cvr-100au: find: must be a command and a parameter"),
        ('find = "0081"', 'find = "00XX"', "reader profile cvr-100au: find: must be a command and a parameter"),
        ('find = "0081"', 'find = ""', "reader profile cvr-100au: find: must be a command and a parameter"),
        ('find = "0081"', 'find = "0081"\nhello = "2"', "reader profile cvr-100au: hello: must be hexadecimal"),
        ("baud = 9600", "baud = 9600\ngap_s = 0", "reader profile slow: Expected `float` > 0.0 - at `$.gap_s`"),
        ("baud = 9600", "baud = 9600\nreads_in_s = 16", "reader profile slow: Expected `float` <= 15.0"),
        ('"unchanged"', '"perhaps"', "reader profile lift: Invalid enum value 'perhaps'"),
        ("[standard]", "[usual]", "reader profile standard: missing"),
        ("[slow]", "[slow", "reader profiles: not TOML"),
    ],
)
def test_every_fault_is_told(old: str, new: str, told: str) -> None:
    assert TEXT.count(old) == 1
    (fault,) = faults(TEXT.replace(old, new))
    assert fault.startswith(told)


def test_all_faults_at_once() -> None:
    text = TEXT.replace('source = "hearsay', 'source = "" # "hearsay').replace("baud = 9600", "").replace("0083", "83")
    assert [fault.partition(":")[0] for fault in faults(text)] == [
        "reader profile slow",
        "reader profile lift",
        "reader profile cvr-100au",
    ]
