"""Somebody nobody is called, and every form in which a trace of them could be left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from devices.citizens import Citizen
from kiosk.cards import LONG_TERM
from sync.store.store import Store

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
# Properties of these types can hold text; objects that others point to are visited in their own turn.
BEARERS = {
    "QString", "QStringList", "QByteArray", "QUrl", "QVariant", "QVariantList", "QVariantMap", "QJSValue", "PyObject",
}  # fmt: skip
# Parts count too: a name without its last character, a birthday, a village.
TRACES = (
    CANARY.name, CANARY.name[:-1], CANARY.name[-3:], CANARY.id_number, CANARY.id_number[6:14], CANARY.id_number[-6:],
    CANARY.address, "萨如拉嘎查", PLACE, "芦苇荡", MOBILE, ACCOUNT, ACCOUNT[-6:],
)  # fmt: skip
RAW_TRACES = [trace.encode(encoding) for trace in TRACES for encoding in ENCODINGS]


def in_text(*texts: str) -> list[str]:
    """The traces in some texts."""
    return [trace for trace in TRACES if any(trace in text for text in texts)]


def in_bytes(*raws: bytes) -> list[bytes]:
    """The traces in some bytes, in any encoding."""
    return [trace for trace in RAW_TRACES if any(trace in raw for raw in raws)]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and its name, which may tell as much."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cells(store: Store) -> Iterator[bytes]:
    """Every cell of every table, read with the key: what a thief with the whole machine sees."""
    tables = [row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    for table in tables:
        for row in store.db.execute(f'SELECT * FROM "{table}"').fetchall():
            for cell in row:
                yield cell if isinstance(cell, bytes) else str(cell).encode()


def properties(root: QObject) -> Iterator[str]:
    """Every property of every object below the root that can hold text, as text."""
    for child in (root, *root.findChildren(QObject)):
        meta = child.metaObject()
        for index in range(meta.propertyCount()):
            declared = meta.property(index)
            if str(declared.typeName()) in BEARERS:
                yield _as_text(child, str(declared.name()))


def _as_text(child: QObject, name: str) -> str:
    try:
        return str(child.property(name))
    except RuntimeError:
        # A variant of something without a form in Python: lists of numbers, never text.
        return ""
