"""Every place a terminal could leave something of a person in, looked into: disk, database, paper, processes, logs, clipboard, screen."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQuick import QQuickWindow

from app.keeping import DATABASE_FILE
from sync.seal.pages import PAGE_BYTES, decrypt
from sync.store.store import Store
from tests.printers.paper import text_by_pdfium
from tests.ui.screens.measures import texts

# There an application belongs, and there it can be read.
PLATFORM = "hub.db"
_WAL_HEADER = 32
_FRAME_HEADER = 24
# Properties of these types can hold text; objects that others point to are visited in their own turn.
_BEARERS = {
    "QString", "QStringList", "QByteArray", "QUrl", "QVariant", "QVariantList", "QVariantMap", "QJSValue", "PyObject",
}  # fmt: skip

Look = Iterator[tuple[str, bytes]]


def files(folder: Path) -> Look:
    """Every file below a folder but the platform's, and its name, which may tell as much."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(PLATFORM):
            yield str(path), path.read_bytes()
            yield f"the name of {path}", str(path).encode()


def paper(folder: Path) -> Look:
    """What can be read on every receipt below a folder."""
    for path in folder.rglob("*.pdf"):
        yield f"what {path} says", text_by_pdfium(path.read_bytes()).encode()


def database(folder: Path, key: bytes) -> Look:
    """Every page of the terminal's file and every frame of its WAL, deciphered: free pages and old frames too."""
    path = folder / DATABASE_FILE
    raw = path.read_bytes()
    for number, at in enumerate(range(0, len(raw), PAGE_BYTES), start=1):
        yield f"page {number}", decrypt(key, number, raw[at : at + PAGE_BYTES])
    wal = path.with_name(f"{DATABASE_FILE}-wal")
    raw = wal.read_bytes() if wal.exists() else b""
    for at in range(_WAL_HEADER, len(raw) - PAGE_BYTES, _FRAME_HEADER + PAGE_BYTES):
        number = int.from_bytes(raw[at : at + 4], "big")
        page = raw[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE_BYTES]
        yield f"a frame of the WAL, page {number}", decrypt(key, number, page)


def cells(store: Store) -> Look:
    """Every cell of every table, read with the key: what a thief with the whole machine sees."""
    tables = [row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    for table in tables:
        for row in store.db.execute(f'SELECT * FROM "{table}"').fetchall():
            for cell in row:
                yield f"table {table}", cell if isinstance(cell, bytes) else str(cell).encode()


def processes() -> Look:
    """Command line and environment of this process and all it has begun, and files they hold open that have no name any more.

    Such a file is also where pytest catches what they say: the logs.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    yield (
        "os.environ",
        "\n".join(f"{name}={value}" for name, value in os.environ.items()).encode("utf-8", "surrogateescape"),
    )
    for process in _family(os.getpid()):
        for name in ("cmdline", "environ"):
            yield f"{name} of process {process.name}", _read(process / name)
        for handle in (process / "fd").iterdir():
            yield from _nameless(handle)


def clipboards() -> Look:
    """The clipboard and, where there is X11, the selection."""
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        for mode in QClipboard.Mode:
            yield str(mode), application.clipboard().text(mode).encode()


def caches() -> Look:
    """What Qt keeps for the next start: compiled QML, pictures of glyphs."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    yield from files(Path(folder))


def screen(window: QQuickWindow, viewmodels: QObject) -> Look:
    """Every text in every item of the window and every property of window and view-models, seen or not."""
    for text in (*texts(window), *properties(window), *properties(viewmodels)):
        yield "the screen", text.encode("utf-8", "surrogatepass")


def properties(root: QObject) -> Iterator[str]:
    """Every property of every object below the root that can hold text, as text."""
    for child in (root, *root.findChildren(QObject)):
        meta = child.metaObject()
        for index in range(meta.propertyCount()):
            declared = meta.property(index)
            if str(declared.typeName()) in _BEARERS:
                yield _as_text(child, str(declared.name()))


def _as_text(child: QObject, name: str) -> str:
    try:
        return str(child.property(name))
    except RuntimeError:
        # A variant of something without a form in Python: lists of numbers, never text.
        return ""


def _family(pid: int) -> Iterator[Path]:
    """The process and its descendants; one that ends meanwhile has nothing to tell any more."""
    yield Path(f"/proc/{pid}")
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in _read(task / "children").split():
            yield from _family(int(child))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _nameless(handle: Path) -> Look:
    try:
        if str(handle.readlink()).endswith(" (deleted)") and stat.S_ISREG(handle.stat().st_mode):
            yield f"a file without a name, {handle}", handle.read_bytes()
    except FileNotFoundError:
        return
