"""Asks the technician for the passphrase of the terminal's key."""

from __future__ import annotations

import getpass
import sys


def ask_passphrase() -> bytes:
    """What is typed at the terminal, unseen; without one, the next line of standard input, b"" when that has ended."""
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        try:
            return getpass.getpass("passphrase of this terminal's key: ").encode()
        except EOFError:
            return b""
    return sys.stdin.buffer.readline().rstrip(b"\r\n")
