"""What is sent: the independent judge draws the very rows that went in, in bands that are short enough to be flushed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printers.escpos.encoder import BARRIER, bands, begin, ending, flush
from printers.escpos.profiles import PrinterProfile
from printers.raster import rows
from tests.printers.escpos.card import page
from tests.printers.escpos.judge import judge
from tests.printers.escpos.stand import PROFILES, STANDARD

SMALL = msgspec.structs.replace(STANDARD, width_dots=64, band_rows=8)
ROW = st.one_of(st.just(bytes(8)), st.binary(min_size=8, max_size=8))
LINES = st.lists(st.tuples(ROW, st.integers(1, 600)), max_size=6)


def drawn(lines: list[bytes], profile: PrinterProfile) -> Image.Image:
    """The rows as a picture."""
    size = (profile.width_dots, len(lines))
    return Image.frombytes("1", size, b"".join(lines), "raw", "1;I")


@given(LINES, st.sampled_from(["moved", "burnt"]))
def test_what_goes_in_comes_out(runs: list[tuple[bytes, int]], white: str) -> None:
    profile = msgspec.structs.replace(SMALL, white=white)
    lines = [row for row, count in runs for _ in range(count)]
    stream = begin(profile) + b"".join(bands(lines, profile)) + ending(profile) + BARRIER
    judged = judge(stream, 64)
    (paper,) = judged.papers
    assert paper.size == (64, len(lines))
    assert not lines or paper.tobytes() == drawn(lines, profile).tobytes()
    assert max(judged.bands, default=0) <= 8
    assert judged.barriers == 1 and not judged.hanging


@pytest.mark.parametrize("name", list(PROFILES))
def test_a_page_for_every_model(name: str) -> None:
    profile = PROFILES[name]
    lines = list(rows(page("one", width=profile.eighths_of_mm), profile.dpi, width=profile.width_dots))
    stream = begin(profile) + b"".join(bands(lines, profile)) + ending(profile)
    judged = judge(stream, profile.width_dots, dpi=profile.dpi)
    came = judged.papers[0] if profile.cut else None
    assert (came is None) == (not profile.cut)
    if came is not None:
        assert came.crop((0, 0, profile.width_dots, len(lines))).tobytes() == drawn(lines, profile).tobytes()


def test_white_is_moved_over_and_saves_a_third() -> None:
    lines = list(rows(page("one"), 203.2, width=576))
    moved = sum(map(len, bands(lines, STANDARD)))
    burnt = sum(map(len, bands(lines, msgspec.structs.replace(STANDARD, white="burnt"))))
    assert moved < burnt * 2 / 3


@given(st.integers(8, 9300))
def test_whatever_was_cut_off_is_flushed(sent: int) -> None:
    """A band cut anywhere, then the flush: the judge finds itself at a beginning, with nothing of the flush drawn but white."""
    whole = next(iter(bands([b"\xff" * 72] * 128, STANDARD)))
    piece = whole[: min(sent, len(whole) - 1)]
    judged = judge(piece + flush(STANDARD) + BARRIER, 576)
    assert judged.barriers == 1
    assert len(flush(STANDARD)) == 128 * 72 + 8 + 2
