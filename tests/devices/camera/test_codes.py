"""Codes of every sort that others have made, read from frames, and which way up a QR stands."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import qrcode
import zxingcpp
from cv2.typing import MatLike
from hypothesis import given
from hypothesis import strategies as st

from devices.camera.codes import Reading, read
from kiosk.materials.camera import Code, CodeKind


def printed(code: MatLike, quarters: int = 0) -> MatLike:
    """A code on a sheet of paper."""
    sheet = np.full((700, 1000), 235, np.uint8)
    sheet[60 : 60 + code.shape[0], 80 : 80 + code.shape[1]] = code
    return np.ascontiguousarray(np.rot90(sheet, -quarters))


def qr(text: str) -> MatLike:
    """Made by the library that prints our receipts, not by the one that reads."""
    made = qrcode.QRCode(box_size=5, border=4)
    made.add_data(text)
    return np.where(np.array(made.get_matrix()).repeat(5, 0).repeat(5, 1), 20, 235).astype(np.uint8)


def bars(text: str) -> MatLike:
    """A Code 128."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128).to_image(scale=2)
    return np.asarray(cv2.resize(np.asarray(made), None, fx=1, fy=2, interpolation=cv2.INTER_NEAREST), np.uint8)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("text", ["SAMPLE 12345", "样本 免疫档案 150824", "https://example.invalid/a?b=c"])
def test_a_qr_is_read_and_tells_which_way_up(text: str, quarters: int) -> None:
    assert read(printed(qr(text), quarters)) == Reading((Code(CodeKind.QR, text),), (4 - quarters) % 4)


@pytest.mark.parametrize("quarters", range(4))
def test_a_code_128_is_read_but_tells_nothing_of_the_page(quarters: int) -> None:
    assert read(printed(bars("B24-0001-SAMPLE"), quarters)) == Reading(
        (Code(CodeKind.CODE_128, "B24-0001-SAMPLE"),), None
    )


def test_by_opencv_s_hand_too() -> None:
    made = cv2.resize(cv2.QRCodeEncoder.create().encode("样本 SAMPLE"), (300, 300), interpolation=cv2.INTER_NEAREST)
    assert [code.text for code in read(printed(made)).codes] == ["样本 SAMPLE"]


def test_two_that_disagree_about_up_tell_nothing() -> None:
    sheet = printed(qr("one"))
    sheet[350:650, 500:800] = np.rot90(cv2.resize(qr("two"), (300, 300), interpolation=cv2.INTER_NEAREST))
    found = read(sheet)
    assert {code.text for code in found.codes} == {"one", "two"} and found.quarters is None


def test_codes_of_other_sorts_are_none_of_ours() -> None:
    made = zxingcpp.create_barcode("123456789012", zxingcpp.BarcodeFormat.EAN13).to_image(scale=3)
    assert read(printed(np.asarray(made, np.uint8))) == Reading()


def test_a_code_s_text_is_in_no_log() -> None:
    assert "150824" not in repr(read(printed(qr("150824197003154216"))))


@given(st.integers(0, 2**32 - 1))
def test_noise_holds_no_code(seed: int) -> None:
    assert read(np.random.default_rng(seed).integers(0, 256, (90, 160), np.uint8)) == Reading()
