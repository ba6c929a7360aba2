"""A golden print for every printer model, dot for dot, and two strangers who read the code on each."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from pyzbar.pyzbar import decode

from tests.printers.escpos.card import CODE
from tests.printers.escpos.golden import FOLDER, drawn
from tests.printers.escpos.stand import PROFILES


def test_every_model_has_one_and_nobody_else() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PROFILES)


@pytest.mark.parametrize("name", list(PROFILES))
def test_it_is_the_golden_print(name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as golden:
        kept = golden.convert("1")
    made = drawn(name)
    assert made.size == kept.size
    assert made.tobytes() == kept.tobytes()
    assert made.width == PROFILES[name].width_dots
    assert [code.text for code in zxingcpp.read_barcodes(made.convert("L"))] == [CODE]
    assert [code.data.decode() for code in decode(made.convert("L"))] == [CODE]
