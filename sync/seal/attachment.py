"""The seal of an attachment: a file sealed to the hub's key, in the context of its terminal and its application.

Its bytes are a MessagePack array of two, header (canonical JSON) and sealed bytes, in one encoding only. Nothing in it is
signed: its hash stands in the application, which is.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kiosk.applications.model import canonical
from kiosk.base.errors import SealError
from sync.seal.errors import MALFORMED, SHUT, TOO_LARGE, sealing
from sync.seal.suite import Suite

# A page of A4 as it is photographed has some 500 kB; what is larger than this is no page.
ATTACHMENT_MAX = 4 << 20
ATTACHMENT_VERSION = 1


class AttachmentHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands outside the seal; `key_id` names the hub key it is sealed to."""

    application: str
    terminal: str
    plain_size: int
    suite: str
    key_id: str
    version: int = ATTACHMENT_VERSION


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """An attachment taken apart and checked for shape."""

    header: AttachmentHeader
    sealed: bytes


def seal_attachment(plain: bytes, header: AttachmentHeader, *, hub_key: bytes, suite: Suite) -> bytes:
    """The attachment's bytes. Raises SealError K01 for the key, K05 for what is too large."""
    if len(plain) > ATTACHMENT_MAX:
        raise SealError(TOO_LARGE, f"{len(plain)} bytes")
    return msgspec.msgpack.encode((canonical(header), suite.seal(hub_key, plain, _context(header))))


def parse_attachment(raw: bytes) -> ParsedAttachment:
    """Take an attachment apart; raises SealError K04 when it is none, whole and in its one encoding."""
    with sealing("attachment"):
        parts = msgspec.msgpack.decode(raw, type=tuple[bytes, bytes])
        header = msgspec.json.decode(parts[0], type=AttachmentHeader)
    if msgspec.msgpack.encode(parts) != raw or canonical(header) != parts[0]:
        raise SealError(MALFORMED, "another encoding")
    if header.version != ATTACHMENT_VERSION or not 0 < header.plain_size <= ATTACHMENT_MAX:
        raise SealError(MALFORMED, f"version {header.version}, {header.plain_size} bytes")
    return ParsedAttachment(header, parts[1])


def open_attachment(parsed: ParsedAttachment, hub_private: bytes, suite: Suite) -> bytes:
    """The file; raises SealError K04 for another suite, K02 when it does not open, or not to the size the header says."""
    if parsed.header.suite != suite.name:
        raise SealError(MALFORMED, f"suite {parsed.header.suite!r}")
    plain = suite.open(hub_private, parsed.sealed, _context(parsed.header))
    if len(plain) != parsed.header.plain_size:
        raise SealError(SHUT, "size")
    return plain


def _context(header: AttachmentHeader) -> bytes:
    # An envelope's context has two bars; this one never passes for it, nor for another application's.
    return f"kiosk/v1|{header.terminal}|{header.application}|attachment".encode("ascii")
