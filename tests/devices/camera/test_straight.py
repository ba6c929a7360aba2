"""The page straightened and packed: its shape, its size, its bytes, and what others read in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.camera.frames import Pixels
from devices.camera.page import ordered
from devices.camera.papers import DOTS_MM
from devices.camera.straight import LONG_SIDE, MARGIN, MOST_BYTES, packed, shown, straightened
from devices.camera.table import Place, lay, seen
from tests.devices.camera.scenes import page

SIZE = (2592, 1944)


def photographed(number: int, place: Place) -> tuple[np.ndarray, np.ndarray]:
    """A sample on a large table, and where its corners are."""
    table = np.full((SIZE[1], SIZE[0], 3), (92, 128, 160), np.uint8)
    tall, wide = (side / DOTS_MM / 2 for side in page(number).shape[:2])
    edges = np.array([[[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]])
    return lay(page(number), place, table), ordered(cv2.perspectiveTransform(edges, seen(place, SIZE))[0])


@pytest.mark.parametrize("leaning", [0, 4, 8, 12])
@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_the_shape_of_the_page_is_kept(number: int, leaning: int) -> None:
    """Within 3 %: a lens that leans by 12 degrees shortens a page no more than that."""
    frame, corners = photographed(number, Place(turned=6, leaning=leaning, scale=5.5))
    straight = straightened(frame, corners)
    tall, wide = page(number).shape[:2]
    assert straight.shape[1] / straight.shape[0] == pytest.approx(wide / tall, rel=0.03)


def test_what_was_printed_stands_where_it_was_printed() -> None:
    """The QR in the lower right corner, by a reader that is not ours, where the drawn page has it."""
    frame, corners = photographed(4, Place(turned=-9, leaning=7, scale=5.5))
    straight = straightened(frame, corners)
    places = []
    for sheet in (straight, page(4)):
        told, where, _ = cv2.QRCodeDetector().detectAndDecode(sheet)
        assert told == "SAMPLE 样本 11111111"
        places.append(np.asarray(where).reshape(4, 2).mean(axis=0) / (sheet.shape[1], sheet.shape[0]))
    inner = (places[0] - 0.5) * (1 + 2 * MARGIN) + 0.5
    assert np.abs(inner - places[1]).max() < 0.01


def test_colour_is_kept_and_a_margin_of_the_table() -> None:
    frame, corners = photographed(2, Place(scale=5.5))
    straight = straightened(frame, corners)
    middle = straight[straight.shape[0] // 3, straight.shape[1] // 2].astype(int)
    assert np.abs(middle - (235, 240, 225)).max() <= 4
    assert np.abs(straight[1, 1].astype(int) - (92, 128, 160)).max() <= 8


def test_a4_is_kept_at_200_dpi_if_the_camera_has_it_and_never_enlarged() -> None:
    near, corners = photographed(1, Place(scale=6.5))
    assert max(straightened(near, corners).shape) == pytest.approx(297 * 6.5 * (1 + 2 * MARGIN), abs=3)
    giant = np.full((4000, 3000, 3), 200, np.uint8)
    whole = np.array([[0, 0], [2999, 0], [2999, 3999], [0, 3999]], np.float32)
    assert max(straightened(giant, whole).shape) == LONG_SIDE >= 297 / 25.4 * 200


@pytest.mark.parametrize("kind", ["letter", "noise", "black"])
def test_no_photograph_is_larger_than_can_be_sent(kind: str, tmp_path: Path) -> None:
    pixels: Pixels = np.zeros((480, 640, 3), np.uint8)
    if kind == "letter":
        pixels = cv2.resize(page(5), (1697, 2400), interpolation=cv2.INTER_CUBIC)
    if kind == "noise":
        pixels = np.random.default_rng(5).integers(0, 256, (3000, 2200, 3), np.uint8)
    raw, kept = packed(pixels)
    assert len(raw) <= MOST_BYTES and max(kept.shape) <= LONG_SIDE
    (tmp_path / "shot.jpg").write_bytes(raw)
    with Image.open(tmp_path / "shot.jpg") as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == ("JPEG", (kept.shape[1], kept.shape[0]), {})
        opened.load()
    assert b"Exif" not in raw and b"http" not in raw


def test_small_print_stays_legible_in_the_bytes_it_may_have() -> None:
    """A page full of 26-dot characters: what is packed differs from what was seen by less than the ink's own edges do."""
    sheet = page(5)
    raw, kept = packed(sheet)
    opened = cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR)
    assert opened is not None and kept.shape == sheet.shape
    assert cv2.PSNR(opened, sheet) > 26


def test_another_program_opens_it(tmp_path: Path) -> None:
    """poppler's own, by way of a PDF that only wraps the bytes."""
    raw, kept = packed(page(3))
    (tmp_path / "shot.pdf").write_bytes(wrapped(raw, kept.shape[1], kept.shape[0]))
    said = subprocess.run(
        ["pdfimages", "-list", str(tmp_path / "shot.pdf")], capture_output=True, text=True, timeout=50, check=True
    ).stdout.splitlines()[-1].split()  # fmt: skip
    assert said[3:9] == [str(kept.shape[1]), str(kept.shape[0]), "rgb", "3", "8", "jpeg"] and not said[-1].startswith(
        "0"
    )
    subprocess.run(["pdftoppm", "-r", "30", str(tmp_path / "shot.pdf"), str(tmp_path / "page")], timeout=50, check=True)
    (drawn,) = tmp_path.glob("page*.ppm")
    pixels = cv2.imread(str(drawn))
    assert pixels is not None and pixels.mean() == pytest.approx(kept.mean(), abs=3)


def wrapped(raw: bytes, width: int, height: int) -> bytes:
    """One page that is one JPEG."""
    paint = b"q 595 0 0 420 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 420]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(paint), paint),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
        % (width, height, len(raw), raw),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        listed,
        len(body),
    )


def test_what_a_screen_is_given_is_its_size() -> None:
    for height, width in ((2400, 1700), (300, 200), (64, 3000)):
        small = shown(np.full((height, width, 3), (1, 2, 3), np.uint8))
        assert (
            max(small.width, small.height) == min(960, max(height, width))
            and len(small.rgb) == small.width * small.height * 3
        )
        assert small.rgb[:3] == bytes((3, 2, 1))


corner = st.tuples(st.floats(-5000, 9000), st.floats(-5000, 9000))


@given(st.lists(corner, min_size=4, max_size=4))
def test_any_four_corners_give_some_picture(four: list[tuple[float, float]]) -> None:
    straight = straightened(np.full((200, 300, 3), 128, np.uint8), np.array(four, np.float32))
    assert min(straight.shape[:2]) >= 1 and max(straight.shape[:2]) <= LONG_SIDE
