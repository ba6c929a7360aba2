"""The application's versioned schema: what is sealed, sent and kept; canonical JSON, no floats, ASCII keys."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.base.clock import TimeConfidence
from kiosk.base.events import Actor
from kiosk.cards import Authenticity
from kiosk.forms.model import Answer
from kiosk.materials.model import Material

SCHEMA_VERSION = 1
# GB/T 39046-2020 table A.5: a terminal is 9 其他 until the Region says otherwise.
CHANNEL_TERMINAL = "9"
# GA/T 2000.156: 111 居民身份证.
RESIDENT_ID_TYPE, PASSPORT_TYPE = "111", "414"


class Kind(StrEnum):
    """What an envelope holds; outside the seal from the first release."""

    APPLICATION = "application"
    RATING = "rating"
    REQUEST_12345 = "request_12345"
    SUPPLEMENT = "supplement"
    DELEGATION = "delegation"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An applicant or agent with the source of what is known about them."""

    name: str
    id_number: str
    source: str
    authenticity: Authenticity
    certificate_type: str = RESIDENT_ID_TYPE


class ItemRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item asked for, under the list version it was filled in."""

    item_id: str
    name_zh: str
    implementation_code: str
    handling_item_code: str
    catalogue_version: str
    authority: str


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where it was collected: 12-digit division, station (受委托受理机构) and terminal."""

    division: str
    station: str
    terminal: str


class Timestamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An instant with its confidence, and the terminal's sequence, which does not lie."""

    unix_ms: int
    confidence: TimeConfidence


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finger signature bound to the hash of the document it was put under.

    `strokes` are lines of (x, y, milliseconds since the first touch), x and y in 1/1000 of the pad's width.
    """

    document_sha256: str
    strokes: tuple[tuple[tuple[int, int, int], ...], ...]
    signed_at: Timestamp


class ClerkSignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the document's clerk was known: name and serial number (hexadecimal) of the certificate on their card."""

    name: str
    certificate_serial: str


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person reads on the check page and signs: everything but number and signature.

    `clerk` is who entered the applicant by hand or witnessed who they are, `sign_in` how that clerk was known; without it the
    clerk's number was only typed.
    """

    id: str
    items: tuple[ItemRef, ...]
    applicant: Person
    agent: Person | None
    clerk: Actor | None
    answers: dict[str, Answer]
    materials: tuple[Material, ...]
    place: Place
    language: str
    consent: str
    sign_in: ClerkSignIn | None = None
    channel: str = CHANNEL_TERMINAL
    schema: int = SCHEMA_VERSION


class Application(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed document with the number and time of its collection."""

    document: Document
    signature: Signature
    reference_number: str
    sequence: int
    collected_at: Timestamp
    schema: int = SCHEMA_VERSION


def canonical(value: msgspec.Struct) -> bytes:
    """Canonical JSON: sorted keys, no spaces; equals RFC 8785 because the schema has no floats and ASCII keys only."""
    return msgspec.json.encode(value, order="sorted")
