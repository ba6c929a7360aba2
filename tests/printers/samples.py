"""Receipts of every kind that is printed: languages, sizes, rare names, copies, and one far too long."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from kiosk.receipts.model import PrintSize, Receipt, ReceiptMaterial
from tests.kiosk.receipts.samples import CATALOGUE, DIBAO, items, receipt

# One above U+FFFF, one of extension A, and one that old registers hold as a private character.
RARE = "𬱖㛃䶮"
ALIVE = CATALOGUE.item("rp-alive")


def _long() -> Receipt:
    """Three items, twelve materials and more, every text too long for its line."""
    made = receipt(items(3))
    wide = ReceiptMaterial("核实确认表（嘎查村、苏木、旗县）" * 4, "已拍 12 页，还要由旗县民政局核对后再补")
    return msgspec.structs.replace(
        made, materials=(*made.materials, wide) * 2, owed=made.owed * 12, station=made.station * 4, copy=12
    )


def _marked(made: Receipt) -> Receipt:
    """As a terminal for demonstrations has it: a Chinese word beside a Mongolian masthead."""
    return msgspec.structs.replace(made, words={**made.words, "mark": "演示"})


SAMPLES: Mapping[str, Receipt] = {
    "zh": receipt((CATALOGUE.item(DIBAO),)),
    "en": receipt((CATALOGUE.item(DIBAO),), "en"),
    "mn": receipt((CATALOGUE.item(DIBAO),), "mn"),
    "one": receipt((ALIVE,)),
    "three": receipt(items(3)),
    "three-en": receipt(items(3), "en", name="Oyungerelbatmunkhiinchuluun"),
    "rare": receipt((ALIVE,), name="𬱖㛃䶮·𮧵"),
    "again": msgspec.structs.replace(receipt((ALIVE,)), copy=2),
    "long": _long(),
    # As the ledger of a terminal holds them that printed before codes were signed.
    "early": msgspec.structs.replace(receipt((ALIVE,)), qr_text="DS1/B240000017X/0123456789AB"),
    "large": msgspec.structs.replace(receipt((CATALOGUE.item(DIBAO),)), size=PrintSize.LARGE),
    "large-en": msgspec.structs.replace(receipt(items(3), "en"), size=PrintSize.LARGE),
    "demo-mn": _marked(receipt((ALIVE,), "mn")),
}
