"""What a person said and signed, for their own hands: the filled form, and the commitment (告知承诺书).

These alone name the person in full, so they are made of what the visit remembers and of nothing that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from kiosk.applications.freeze import document_sha256
from kiosk.applications.model import Application, Document
from kiosk.base.clock import Moment
from kiosk.base.ids import grouped
from kiosk.catalogue.model import Catalogue, ServiceItem
from kiosk.forms.model import FieldKind, Form, FormField, Raw
from kiosk.forms.visible import visible_fields
from kiosk.forms.words import in_words
from kiosk.materials.model import Material, Way
from kiosk.receipts.compose import item_names, listed_of, material_name, satisfied
from kiosk.receipts.occasion import Occasion, authority_words, minute, sheet
from kiosk.receipts.sheet import Fact, Facts, Listing, Number, Roster, Row, Sheet, Signing, Subject, Table

# Of a SHA-256 in hex, enough to compare by eye with the one the screen showed at the signature.
SEAL_LENGTH = 8
TOLD = ("duty", "check", "false", "refuse")
SAID = ("known", "true", "able", "liable")


def form_sheet(application: Application, form: Form, occasion: Occasion, *, catalogue: Catalogue) -> Sheet:
    """Every question that was asked with its answer, in the order of the screens, and the signature under it."""
    say, document = occasion.say, application.document
    known = _facts(form.locked, document, occasion)
    asked = tuple(field for page in form.pages for field in visible_fields(page, form, _values(document)))
    listed = listed_of(document, catalogue)
    rows = tuple(Row(material_name(one, document, listed), satisfied(one, say)) for one in document.materials)
    return sheet(
        occasion,
        say("paper.form.title"),
        about=(
            Number(say("receipt.number"), grouped(application.reference_number)),
            Subject(item_names(document, listed)),
        ),
        sections=(
            (Facts(known, say("paper.form.known")),) if known else (),
            _answered(asked, document, occasion),
            (Table(say("receipt.materials"), rows),) if rows else (),
            (_signature(application, occasion, say("check.consent")),),
        ),
        number=grouped(application.reference_number),
    )


def commitment_sheet(application: Application, occasion: Occasion, *, catalogue: Catalogue) -> Sheet:
    """What the person was told, what they promise instead of which papers, and their signature; ValueError when nothing is promised."""
    say, document = occasion.say, application.document
    promised = tuple(one for one in document.materials if one.way is Way.COMMITTED)
    if not promised:
        raise ValueError("no paper is promised")
    items = tuple(item for item in catalogue.items if item.id in {one.item_id for one in promised})
    authority = authority_words(items, catalogue, occasion)
    told = tuple(say(f"paper.commitment.told.{part}", authority=authority) for part in TOLD)
    said = tuple(say(f"paper.commitment.said.{part}") for part in SAID)
    person = document.applicant
    return sheet(
        occasion,
        say("paper.commitment.title"),
        about=(Subject(item_names(document, listed_of(document, catalogue))),),
        sections=(
            (Facts((Fact(say("paper.name"), person.name), Fact(say("paper.id_number"), person.id_number))),),
            _promised(promised, document, occasion, items=items),
            (Listing(say("paper.commitment.told"), told),),
            (Listing(say("paper.commitment.said"), said), _signature(application, occasion)),
        ),
        foot=(say("paper.list", version=catalogue.version),),
        number=grouped(application.reference_number),
    )


def _promised(
    promised: tuple[Material, ...], document: Document, occasion: Occasion, *, items: tuple[ServiceItem, ...]
) -> tuple[Table | Listing, ...]:
    say, listed = occasion.say, {item.id: item for item in items}
    table = Table(
        say("paper.commitment.papers"),
        tuple(Row(material_name(one, document, listed)) for one in promised),
        numbered=True,
    )
    conditions = tuple(dict.fromkeys(line for item in items if item.fidelity == "full" for line in item.conditions))
    return (table, Listing(say("paper.commitment.conditions"), conditions)) if conditions else (table,)


def _answered(fields: tuple[FormField, ...], document: Document, occasion: Occasion) -> tuple[Facts | Roster, ...]:
    """Answers beside their questions; a table's rows take the whole width under its name."""
    parts: list[Facts | Roster] = []
    for wide, group in groupby(fields, key=lambda field: field.kind is FieldKind.TABLE):
        if wide:
            parts += (Roster(field.listed.zh, _rows(field, document)) for field in group)
        else:
            parts.append(
                Facts(_facts(tuple(group), document, occasion), "" if parts else occasion.say("paper.form.answered"))
            )
    return tuple(parts)


def _rows(field: FormField, document: Document) -> tuple[tuple[str, ...], ...]:
    value = _values(document).get(field.id, ())
    return tuple(row for row in value if isinstance(row, tuple))


def _facts(fields: tuple[FormField, ...], document: Document, occasion: Occasion) -> tuple[Fact, ...]:
    values = _values(document)
    return tuple(Fact(field.listed.zh, in_words(field, values.get(field.id, ""), occasion.say)) for field in fields)


def _values(document: Document) -> Mapping[str, Raw]:
    return {name: answer.value for name, answer in document.answers.items()}


def _signature(application: Application, occasion: Occasion, *before: str) -> Signing:
    say, signature = occasion.say, application.signature
    seal = document_sha256(application.document)[:SEAL_LENGTH].upper()
    notes = (
        *before,
        say("paper.signed_at", at=minute(Moment(signature.signed_at.unix_ms))),
        say("paper.signed_under"),
        say("paper.seal", seal=" ".join(seal[at : at + 4] for at in range(0, SEAL_LENGTH, 4))),
    )
    return Signing(say("paper.signature"), signature.strokes, notes)
