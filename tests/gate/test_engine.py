"""The two libraries whose wrong version loses data or kills the process after some minutes, met only in the field."""

from __future__ import annotations

import sys

import sqlcipher3
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

# PySide6 6.12.0 on Python 3.11 loses one reference a call, so 2,000 calls lose 2,000; 6.11.3 loses none.
CALLS = 2000
ALLOWED = 50


class _Bell(QObject):
    rung = Signal()


def test_qt_calls_do_not_use_up_none(qapp: QGuiApplication) -> None:
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - ALLOWED


def test_signals_do_not_use_up_true(qapp: QGuiApplication) -> None:
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit()
    assert sys.getrefcount(True) > before - ALLOWED


def test_sqlite_has_the_wal_reset_fix() -> None:
    """A commit racing a checkpoint could be lost up to SQLite 3.51.2 (fixed in 3.51.3 and 3.53.0)."""
    assert sqlcipher3.sqlite_version_info >= (3, 53, 0)


def test_sqlite_is_the_encrypting_one() -> None:
    connection = sqlcipher3.connect(":memory:")
    try:
        assert connection.execute("PRAGMA cipher_version").fetchone() is not None
    finally:
        connection.close()
