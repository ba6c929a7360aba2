"""IPP answers put together byte by byte, by other code than ours."""

from __future__ import annotations


def raw_attribute(tag: int, name: bytes, value: bytes) -> bytes:
    """As RFC 8010 §3.1.4 has it."""
    return bytes((tag,)) + len(name).to_bytes(2, "big") + name + len(value).to_bytes(2, "big") + value


def answer(*parts: bytes, status: int = 0, number: int = 1) -> bytes:
    """Header, parts, end."""
    return b"\x01\x01" + status.to_bytes(2, "big") + number.to_bytes(4, "big") + b"".join(parts) + b"\x03"


PRINTER = b"\x04"
