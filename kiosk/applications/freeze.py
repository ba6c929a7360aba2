"""Freezing what a person said into the document they sign, and the document into an application."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.applications.model import (
    PASSPORT_TYPE,
    RESIDENT_ID_TYPE,
    Application,
    ClerkSignIn,
    Document,
    ItemRef,
    Person,
    Place,
    Signature,
    Timestamp,
    canonical,
)
from kiosk.base.clock import Moment
from kiosk.base.events import Actor
from kiosk.cards import CardKind
from kiosk.catalogue.model import Catalogue, ServiceItem
from kiosk.forms.model import Answer
from kiosk.identity.model import Identity
from kiosk.materials.model import Material


@dataclass(frozen=True, slots=True)
class Attendance:
    """The clerk who was there; `sign_in` when card and PIN said so, and not only a number that somebody typed."""

    clerk: Actor
    sign_in: ClerkSignIn | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who applies, who acts for them, who was there."""

    applicant: Identity
    agent: Identity | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where, in which language, and under which words of consent."""

    place: Place
    language: str
    consent: str


def document(
    id: str,
    items: tuple[ServiceItem, ...],
    *,
    catalogue: Catalogue,
    parties: Parties,
    answers: Mapping[str, Answer],
    materials: tuple[Material, ...],
    circumstances: Circumstances,
) -> Document:
    """The document of an application; ValueError when anything in it is not in the list, or nobody entered the person, which are bugs."""
    frozen = Document(
        id=id,
        items=tuple(_item_ref(item, catalogue) for item in items),
        applicant=_person(parties.applicant),
        agent=_person(parties.agent) if parties.agent else None,
        clerk=parties.attendance.clerk if parties.attendance else None,
        sign_in=parties.attendance.sign_in if parties.attendance else None,
        answers=dict(answers),
        materials=materials,
        place=circumstances.place,
        language=circumstances.language,
        consent=circumstances.consent,
    )
    if parties.applicant.keyed_in and frozen.sign_in is None:
        raise ValueError("entered by hand, and by nobody")
    beyond = asked_beyond_list(frozen, catalogue)
    if beyond:
        raise ValueError(f"not in the list: {', '.join(beyond)}")
    return frozen


def document_sha256(document: Document) -> str:
    """SHA-256 in hex of the document's canonical JSON: what a signature is bound to."""
    return hashlib.sha256(canonical(document)).hexdigest()


def application(document: Document, signature: Signature, *, number: str, sequence: int, at: Moment) -> Application:
    """The application; ValueError when the signature was put under another document, which is a bug."""
    if signature.document_sha256 != document_sha256(document):
        raise ValueError("the signature belongs to another document")
    return Application(document, signature, number, sequence, Timestamp(at.unix_ms, at.confidence))


def asked_beyond_list(document: Document, catalogue: Catalogue) -> tuple[str, ...]:
    """Fields and materials in the document that no list of its items has; empty when asked ⊆ listed (K14).

    A field is named by its id, or by "item.field" where two items ask different things under one id.
    """
    items = {ref.item_id: catalogue.item(ref.item_id) for ref in document.items}
    listed = {field.id for item in items.values() for field in item.form_fields}
    listed |= {f"{item.id}.{field.id}" for item in items.values() for field in item.form_fields}
    papers = {(item.id, material.id) for item in items.values() for material in item.materials}
    papers |= {(item.id, required) for item in items.values() for required in item.proxy.requires}
    fields = tuple(name for name in document.answers if name not in listed)
    given = ((one.item_id, one.material_id) for one in document.materials)
    return fields + tuple("/".join(paper) for paper in given if paper not in papers)


def _item_ref(item: ServiceItem, catalogue: Catalogue) -> ItemRef:
    return ItemRef(
        item_id=item.id,
        name_zh=item.name.zh,
        implementation_code=item.codes.implementation_code,
        handling_item_code=item.codes.handling_item_code,
        catalogue_version=catalogue.version,
        authority=catalogue.authority_name(item.authority),
    )


def _person(identity: Identity) -> Person:
    content = identity.content
    passport = content.kind is CardKind.TRAVEL_DOCUMENT
    return Person(
        content.name,
        identity.number,
        source=content.kind,
        authenticity=content.authenticity,
        certificate_type=PASSPORT_TYPE if passport else RESIDENT_ID_TYPE,
    )
