"""The played printer beside the judge: two readings of one stream that know nothing of each other, dot for dot the same; and what only it does."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printers.emulator.conditions import Condition
from printers.emulator.interpreter import Did, Interpreter
from printers.emulator.machine import BUFFER_BYTES, EmulatedPrinter
from printers.emulator.paper import Strip, Tray
from printers.escpos.encoder import bands, begin, ending
from printers.raster import rows
from tests.printers.escpos.card import page
from tests.printers.escpos.golden import stream
from tests.printers.escpos.judge import judge
from tests.printers.escpos.stand import STANDARD

LINES = list(rows(page("cuts", rules=3, height=440), 203.2, width=576))
PICTURE = b"\x1dv0\x00\x01\x00\x02\x00\xf0\x0f"


def fed(raw: bytes, folder: Path) -> tuple[EmulatedPrinter, bytes]:
    """A played printer that was sent that, and what it said."""
    played = EmulatedPrinter(STANDARD, Tray(folder))
    for at in range(0, len(raw), 1000):
        played.hear(raw[at : at + 1000])
        played.work()
    return played, played.said()


def test_both_draw_the_same(tmp_path: Path) -> None:
    sent = stream("standard")
    played, _ = fed(sent, tmp_path)
    (cut,) = Tray(tmp_path).log()
    with Image.open(Tray(tmp_path).picture(cut)) as picture:
        (paper,) = judge(sent, 576).papers
        assert picture.size == paper.size
        assert picture.convert("1").tobytes() == paper.tobytes()
    played.close()


@given(st.lists(st.integers(0, 30_000), max_size=8))
def test_the_cuts_of_the_line_change_nothing(cuts: list[int]) -> None:
    raw = begin(STANDARD) + b"".join(bands(LINES, STANDARD)) + ending(STANDARD)
    strip = Strip(576)
    fallen: list[bytes] = []
    interpreter = Interpreter(strip, 203.2, cut=lambda: fallen.append(strip.cut()), asked=lambda question: None)
    buffer = bytearray()
    for begun, ended in pairwise(sorted({0, *cuts, len(raw)})):
        buffer += raw[begun:ended]
        while interpreter.step(buffer) is not Did.WAITED:
            pass
    assert fallen == [b"".join(LINES)]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition.WELL, "12121212"),
        (Condition.NEAR_END, "1212121e"),
        (Condition.PAPER_OUT, "1a32127e"),
        (Condition.COVER_OPEN, "1a161212"),
        (Condition.JAM, "1a521612"),
        (Condition.CUTTER, "1a521a12"),
        (Condition.OVERHEATED, "1a525212"),
        (Condition.MUTE, ""),
    ],
)
def test_it_answers_as_published(condition: Condition, said: str, tmp_path: Path) -> None:
    played = EmulatedPrinter(STANDARD, Tray(tmp_path))
    played.play(condition)
    for question in (1, 2, 3, 4):
        played.hear(bytes([0x10, 0x04, question]))
    played.work()
    assert played.said().hex() == said
    played.close()


def test_a_question_is_answered_from_the_middle_of_a_picture(tmp_path: Path) -> None:
    """Dots that look like one are answered too: real printers do that, and a driver must not be misled."""
    played, said = fed(b"\x1dv0\x00\x08\x00\x02\x00" + b"\xff\x10\x04\x01\xff\xff\x10\x04", tmp_path)
    assert said == b"\x12"
    played.hear(b"\x02")
    assert played.said() == b"\x12"
    played.close()


def test_the_end_is_answered_in_its_turn(tmp_path: Path) -> None:
    played = EmulatedPrinter(STANDARD, Tray(tmp_path))
    played.play(Condition.COVER_OPEN)
    played.hear(PICTURE + b"\x1dV\x42\x00\x1dr\x01")
    played.work()
    assert (played.said(), Tray(tmp_path).log()) == (b"", ())
    played.play(Condition.WELL)
    played.work()
    assert (played.said(), len(Tray(tmp_path).log())) == (b"\x00", 1)
    played.close()


def test_it_tells_changes_when_it_was_told_to(tmp_path: Path) -> None:
    played, said = fed(b"\x1da\xff", tmp_path)
    assert said == b""
    played.play(Condition.COVER_OPEN)
    played.work()
    assert played.said().hex() == "38000000"
    played.play(Condition.WELL)
    played.work()
    assert played.said().hex() == "10000000"
    played.close()


def test_it_takes_no_more_than_it_has_room_for(tmp_path: Path) -> None:
    played = EmulatedPrinter(STANDARD, Tray(tmp_path))
    played.play(Condition.PAPER_OUT)
    played.hear(bytes(BUFFER_BYTES))
    played.work()
    assert played.room == 0
    played.play(Condition.WELL)
    played.work()
    assert played.room == BUFFER_BYTES
    played.close()


def test_letters_moves_and_other_commands(tmp_path: Path) -> None:
    """A line in its own letters, a move by GS P's steps, commands it passes over with what belongs to them, and a cut."""
    passed = b"\x1b!\x08\x1ba\x01\x1d(k\x03\x00\x31\x51\x30\x10\x14\x01\x00\x01\x1c.\x1dL\x05\x00\x1dh\x10\x10\x05\x01"
    played, _ = fed(passed + b"\x1dP\x00\xcb" + b"Hello\n" + b"\x1bJ\x64" + b"\x1bd\x02" + b"tail\x1bi", tmp_path)
    (cut,) = Tray(tmp_path).log()
    assert cut.rows == 30 + 100 + 60 + 30
    with Image.open(Tray(tmp_path).picture(cut)) as picture:
        black = [
            picture.crop((0, top, 576, top + high)).convert("L").getextrema()[0]
            for top, high in ((0, 30), (30, 160), (190, 30))
        ]
    assert black == [0, 255, 0]
    played.close()


def test_without_gs_p_a_move_is_shorter(tmp_path: Path) -> None:
    played, _ = fed(PICTURE + b"\x1bJ\xb4\x1dV\x00", tmp_path)
    (cut,) = Tray(tmp_path).log()
    assert cut.rows == 2 + round(180 * 203.2 / 360)
    played.close()


@given(st.binary(max_size=400))
def test_any_bytes_are_worked_off_or_waited_for(raw: bytes) -> None:
    strip, buffer = Strip(64), bytearray(raw)
    interpreter = Interpreter(strip, 203.2, cut=lambda: None, asked=lambda question: None)
    for _ in range(len(raw) + 1):
        if interpreter.step(buffer) is Did.WAITED:
            break
    assert interpreter.step(buffer) is Did.WAITED


def test_switched_off_it_forgets_all_but_its_paper(tmp_path: Path) -> None:
    played, _ = fed(PICTURE[:-1], tmp_path)
    played.play(Condition.OFF)
    played.work()
    played.hear(b"\x10\x04\x01")
    assert played.said() == b""
    played.play(Condition.WELL)
    played.hear(b"\x10\x04\x01\x1dV\x00")
    played.work()
    assert played.said() == b"\x12"
    assert [cut.rows for cut in Tray(tmp_path).log()] == [1]
    played.awake()
    with pytest.raises(BlockingIOError):
        os.read(played.woken, 1)
    played.close()
