"""Bytes of the wire: the sync messages as MessagePack or JSON, with bounds on their size."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

import msgspec

MessageT = TypeVar("MessageT", bound=msgspec.Struct)

SYNC_PATH = "/v1/sync"
HEALTH_PATH = "/v1/health"
# A full batch is 240 kB and one envelope at most about 1 MiB; ten times that is a mistake or an attack.
LARGEST_REQUEST = 8 * 1024 * 1024
LARGEST_REPLY = 1024 * 1024


class MediaType(StrEnum):
    """The two forms of every message; MessagePack between terminal and hub, JSON for integrators."""

    MSGPACK = "application/msgpack"
    JSON = "application/json"


PROBLEM_JSON = "application/problem+json"
# IANA's registered name and the older private one say the same.
SYNONYMS = {
    "application/vnd.msgpack": MediaType.MSGPACK,
    "application/x-msgpack": MediaType.MSGPACK,
    MediaType.MSGPACK.value: MediaType.MSGPACK,
    MediaType.JSON.value: MediaType.JSON,
}


class WireError(ValueError):
    """Bytes that are not the message they should be; the text never quotes them."""


def media_type(content_type: str) -> MediaType | None:
    """The form a Content-Type header (RFC 9110 §8.3) names; None for any other."""
    return SYNONYMS.get(content_type.partition(";")[0].strip().lower())


def encode(message: msgspec.Struct, media: MediaType) -> bytes:
    """The message in that form; bytes become base64 in JSON."""
    return msgspec.msgpack.encode(message) if media is MediaType.MSGPACK else msgspec.json.encode(message)


def decode(raw: bytes, media: MediaType, *, kind: type[MessageT]) -> MessageT:
    """The message in `raw`; raises WireError for anything that is not exactly a `kind`."""
    try:
        if media is MediaType.MSGPACK:
            return msgspec.msgpack.decode(raw, type=kind)
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise WireError(f"not a {kind.__name__}") from None
