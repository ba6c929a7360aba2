"""IPP as bytes: written as RFC 8010 has it, read whole or not at all, whatever comes."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.drivers.ipp.codec import Answer, Attribute, MalformedAnswerError, Tag, decode, encode
from printers.drivers.ipp.line import Address, IppLine, address
from tests.printers.drivers.ipp.answers import PRINTER, answer, raw_attribute
from tests.printers.drivers.ipp.machines import EvePrinter

GOOD = answer(
    b"\x01",
    raw_attribute(0x47, b"attributes-charset", b"utf-8"),
    raw_attribute(0x48, b"attributes-natural-language", b"en"),
    PRINTER,
    raw_attribute(0x23, b"printer-state", b"\x00\x00\x00\x03"),
    raw_attribute(0x44, b"printer-state-reasons", b"media-low"),
    raw_attribute(0x44, b"", b"cover-open"),
    raw_attribute(0x22, b"printer-is-accepting-jobs", b"\x01"),
    raw_attribute(0x13, b"time-at-processing", b""),
    raw_attribute(0x35, b"printer-info", b"\x00\x02zh\x00\x06\xe5\x9b\x9e\xe6\x89\xa7"),
    raw_attribute(0x34, b"media-col", b""),
    raw_attribute(0x4A, b"", b"media-size"),
    raw_attribute(0x34, b"", b""),
    raw_attribute(0x4A, b"", b"x-dimension"),
    raw_attribute(0x21, b"", b"\x00\x00\x52\x08"),
    raw_attribute(0x37, b"", b""),
    raw_attribute(0x37, b"", b""),
    raw_attribute(0x32, b"resolution", b"\x00\x00\x00\xcb\x00\x00\x00\xcb\x03"),
)


def test_an_answer_is_read() -> None:
    told = decode(GOOD, 1)
    (printer,) = told.of(Tag.PRINTER)
    assert told.status == 0
    assert printer["printer-state"] == (3,)
    assert printer["printer-state-reasons"] == ("media-low", "cover-open")
    assert printer["printer-is-accepting-jobs"] == (1,)
    assert printer["time-at-processing"] == (None,)
    assert printer["printer-info"] == ("回执",)
    assert isinstance(printer["media-col"][0], bytes) and isinstance(printer["resolution"][0], bytes)


def test_a_request_is_written_as_the_standard_s_example_has_it() -> None:
    """RFC 8010, A.1 (Print-Job), its first attributes."""
    written = encode(
        0x0002,
        1,
        operations=(
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en-us",)),
            Attribute(Tag.URI, "printer-uri", ("ipp://printer.example.com/ipp/print/pinetree",)),
            Attribute(Tag.NAME, "job-name", ("foobar",)),
            Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (1,)),
        ),
        job=(Attribute(Tag.INTEGER, "copies", (20,)), Attribute(Tag.KEYWORD, "sides", ("two-sided-long-edge",))),
    )
    assert written == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
        b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
        b"\x42\x00\x08job-name\x00\x06foobar"
        b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
        b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        b"\x44\x00\x05sides\x00\x13two-sided-long-edge\x03"
    )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "0 bytes"),
        (GOOD[:8], "8 bytes"),
        (GOOD + b"\x00", "follows the end"),
        (GOOD[:-1], "cut off"),
        (b"\x03" + GOOD[1:], "version"),
        (answer(number=2), "another request"),
        (answer(b"\x08"), "no group"),
        (answer(PRINTER, raw_attribute(0x44, b"", b"x")), "no attribute"),
        (answer(PRINTER, raw_attribute(0x44, b"a", b"x") * 2), "twice"),
        (answer(PRINTER, raw_attribute(0x21, b"a", b"\x00")), "another size"),
        (answer(PRINTER, raw_attribute(0x44, b"a", b"\xff")), "UTF-8"),
        (answer(PRINTER, raw_attribute(0x34, b"a", b"")), "without end"),
        (answer(PRINTER, raw_attribute(0x34, b"a", b""), raw_attribute(0x34, b"", b"") * 9), "collections in"),
        (answer(PRINTER, b"\x44\x00\x01a\xff\xff"), "cut off"),
    ],
)
def test_anything_else_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(MalformedAnswerError, match=why):
        decode(raw, 1)


@given(st.binary(max_size=400))
def test_bytes_nobody_expects_are_refused(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw, 1), Answer)
    except MalformedAnswerError:
        return


@given(at=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_an_answer_with_one_byte_changed_or_its_end_gone_is_read_or_refused(at: int, byte: int, cut: bool) -> None:
    broken = GOOD[:at] if cut else GOOD[:at] + bytes((byte,)) + GOOD[at + 1 :]
    try:
        assert isinstance(decode(broken, 1), Answer)
    except MalformedAnswerError:
        return
    assert not cut


@given(
    st.dictionaries(
        st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=30),
        st.lists(st.integers(-(1 << 31), (1 << 31) - 1), min_size=1, max_size=4),
        min_size=1,
    )
)
def test_what_is_written_is_read_again(values: dict[str, list[int]]) -> None:
    attributes = [Attribute(Tag.INTEGER, name, tuple(numbers)) for name, numbers in values.items()]
    read = decode(encode(0, 9, operations=attributes), 9)
    assert read.of(Tag.OPERATION) == ({name: tuple(numbers) for name, numbers in values.items()},)


def test_cups_own_tool_reads_of_a_printer_what_we_read(eve: EvePrinter) -> None:
    """The same question by ipptool: every plain attribute that it is told we are told too."""
    at = address(eve.uri)
    assert at is not None
    (ours,) = IppLine(at, "B24-0001").ask(0x000B).of(Tag.PRINTER)
    told = subprocess.run(
        ["ipptool", "-tv", eve.uri, "get-printer-attributes.test"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout
    theirs = {
        line.split(" (")[0].strip(): line.partition(" = ")[2] for line in told.splitlines() if " (keyword) = " in line
    }
    assert len(theirs) > 15
    assert {name: ours[name] for name in theirs if name in ours and name != "attributes-charset"} == {
        name: (value,) for name, value in theirs.items() if name in ours
    }
    assert len(set(theirs) & set(ours)) > 15


@pytest.mark.parametrize(
    ("uri", "at"),
    [
        ("ipp://localhost:8631/printers/kiosk", Address("localhost", 8631, "/printers/kiosk")),
        ("ipp://192.0.2.7/ipp/print", Address("192.0.2.7", 631, "/ipp/print")),
        ("ipp://[2001:db8::7]:8631/ipp", Address("2001:db8::7", 8631, "/ipp")),
        ("ipp://printer", Address("printer", 631, "/")),
        ("ipp://printer:0/", None),
        ("ipp://printer:70000/", None),
        ("ipps://printer/", None),
        ("http://printer/", None),
        ("usb://Vendor/Model", None),
        ("ipp://user@printer/", None),
    ],
)
def test_addresses(uri: str, at: Address | None) -> None:
    assert address(uri) == at
    if at is not None:
        assert address(at.uri) == at
