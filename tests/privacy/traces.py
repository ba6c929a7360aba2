"""Somebody nobody is called, and every form in which a trace of them could be left."""

from __future__ import annotations

from datetime import date

from devices.citizens import Citizen
from kiosk.cards import LONG_TERM

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
CANARY = Citizen(
    name="娜仁格日勒图雅",
    id_number="150822193803075558",
    sex_code="2",
    ethnic_code="02",
    address="内蒙古巴彦淖尔市磴口县鸿雁苏木萨如拉嘎查77号",
    issuer="磴口县公安局",
    valid_from=date(2014, 9, 9),
    valid_to=LONG_TERM,
    social_security_number="A00077777",
)
# What they write by hand.
PLACE = "鸿雁苏木北滩芦苇荡旁第三间"
MOBILE = "13904787531"
ACCOUNT = "6217007775319002469"


def traces_of(citizen: Citizen, *written: str) -> tuple[str, ...]:
    """Parts count too: a name without its last character, a birthday, the end of a number."""
    name, number = citizen.name, citizen.id_number
    # What a receipt may say of a short name ("其其*") is no trace.
    parts = [part for part in (name[:-1], name[-3:]) if len(part) > 2]
    # Eight digits, not six: any six stand in some clock's milliseconds once in a while.
    return (name, *parts, number, number[6:14], number[-8:], citizen.address, *written)


TRACES = traces_of(CANARY, "萨如拉嘎查", PLACE, "芦苇荡", MOBILE, ACCOUNT, ACCOUNT[-8:])


def in_text(*texts: str, traces: tuple[str, ...] = TRACES) -> list[str]:
    """The traces in some texts."""
    return [trace for trace in traces if any(trace in text for text in texts)]


def in_bytes(*raws: bytes, traces: tuple[str, ...] = TRACES) -> list[str]:
    """The traces in some bytes, in any encoding."""
    # In one piece, parted by what no encoding has: looking into thousands of small ones takes seconds.
    whole = b"\xff\xff".join(raws)
    return [trace for trace in traces if any(trace.encode(encoding) in whole for encoding in ENCODINGS)]
