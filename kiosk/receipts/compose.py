"""Writes a receipt: every sentence in the person's language, masked fields only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from kiosk.applications.model import Application, Document, Place, Timestamp
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.privacy import id_tail, mask_name
from kiosk.catalogue.model import Catalogue, ServiceItem
from kiosk.materials.model import Material, Verification, Way
from kiosk.receipts.codes import verification_code
from kiosk.receipts.model import Receipt, ReceiptMaterial

# Words without anything of this application in them: `words[name]` is the text `receipt.<name>`.
PLAIN_WORDS = (
    "masthead", "title", "number", "applicant", "id_tail", "moments", "collected", "collected_note", "accepted",
    "accepted_not_yet", "not_acceptance", "materials", "owed", "owed_none", "how_to_follow", "follow_terminal",
    "follow_call", "follow_person", "follow_code", "verify", "backup", "backup_none", "backup_note", "backup_pictures",
)  # fmt: skip


# The items of one application by their ids; one that the list no longer has is lacking, and keeps the names it was filled in with.
Listed = Mapping[str, ServiceItem]


class Say(Protocol):
    """The texts of one language: the sentence of a key with its {params} filled in."""

    def __call__(self, key: str, /, **params: str) -> str:
        """The sentence; KeyError for a key that is in no language."""
        ...


def compose_receipt(
    application: Application, envelope_sha256: str, *, code: str, catalogue: Catalogue, say: Say
) -> Receipt:
    """The receipt of a collected application; `envelope_sha256` in hex, `code` signed, `say` speaks the document's language."""
    document = application.document
    listed = listed_of(document, catalogue)
    authority = _authority(document, catalogue, say)
    return Receipt(
        application_id=document.id,
        number=application.reference_number,
        items=item_names(document, listed),
        applicant=mask_name(document.applicant.name),
        id_tail=id_tail(document.applicant.id_number),
        collected=Moment(application.collected_at.unix_ms).local().strftime("%Y-%m-%d %H:%M"),
        time_note=_time_note(application.collected_at, say),
        materials=_materials(document, listed, say),
        owed=tuple(_owed(material, document, listed, say=say) for material in _deferred(document)),
        station=document.place.station,
        division=document.place.division,
        terminal=document.place.terminal,
        authority=authority,
        qr_text=code,
        verification_code=verification_code(envelope_sha256),
        language=document.language,
        words=_words(document, listed, say, authority=authority),
    )


def _words(document: Document, listed: Listed, say: Say, *, authority: str) -> dict[str, str]:
    site, terminal = place_words(document.place, say)
    words = {name: say(f"receipt.{name}") for name in PLAIN_WORDS}
    words |= {
        "accepted_note": say("receipt.accepted_note", authority=authority),
        "limit": _limit(document, listed, say),
        "site": site,
        "terminal": terminal,
        "authority": say("receipt.authority", authority=authority),
        "entrusted": say("receipt.entrusted", station=document.place.station),
        # Which copy is known only when it is printed: the layout puts the number in.
        "reprint": say("receipt.reprint", copy="{copy}"),
    }
    if any(material.verification is Verification.PENDING for material in document.materials):
        words["pending_note"] = say("receipt.pending_note")
    if document.language == "mn":
        words["gap"] = say("mn.note")
    return words


def place_words(place: Place, say: Say) -> tuple[str, str]:
    """Division and terminal as the foot of every paper names them."""
    division = f"{place.division[:6]} {place.division[6:9]} {place.division[9:]}".strip()
    return say("receipt.site", division=division), say("receipt.terminal", terminal=place.terminal)


def _limit(document: Document, listed: Listed, say: Say) -> str:
    """From when the time limit counts; its days only where there is one item with a known limit in working days."""
    items = [listed.get(ref.item_id) for ref in document.items]
    if len(items) == 1 and items[0] is not None:
        limit = items[0].time_limits.committed
        if limit.unit == "workday" and limit.value:
            return say("receipt.limit_days", days=str(limit.value))
    return say("receipt.limit")


def _time_note(at: Timestamp, say: Say) -> str:
    return say("receipt.time_unverified") if at.confidence is TimeConfidence.UNVERIFIED else ""


def _materials(document: Document, listed: Listed, say: Say) -> tuple[ReceiptMaterial, ...]:
    """One line a paper: several items that ask for the same one, satisfied alike, share it."""
    rows = (
        ReceiptMaterial(material_name(material, document, listed), satisfied(material, say))
        for material in document.materials
    )
    return tuple(dict.fromkeys(rows))


def satisfied(material: Material, say: Say) -> str:
    """How the paper was handed in, as papers say it."""
    if material.way is Way.CAPTURED:
        return say("receipt.way.captured", pages=str(len(material.sha256)))
    answer = say(f"receipt.way.{material.way}")
    if material.verification is Verification.PENDING:
        return say("receipt.way.pending", way=answer)
    return answer


def _deferred(document: Document) -> tuple[Material, ...]:
    owed = (material for material in document.materials if material.way is Way.DEFERRED)
    return tuple({(material.name_zh, material.until): material for material in owed}.values())


def _owed(material: Material, document: Document, listed: Listed, *, say: Say) -> str:
    name = material_name(material, document, listed)
    if not material.until:
        return say("receipt.owed_later", material=name)
    until = date.fromisoformat(material.until)
    return say("receipt.owed_until", material=name, date=until.isoformat(), month=str(until.month), day=str(until.day))


def _authority(document: Document, catalogue: Catalogue, say: Say) -> str:
    names = (_authority_name(ref.authority, document, catalogue) for ref in document.items)
    return say("receipt.join").join(dict.fromkeys(names))


def _authority_name(authority: str, document: Document, catalogue: Catalogue) -> str:
    found = next((body for body in catalogue.authorities if authority in (body.id, body.zh)), None)
    return authority if found is None else found.en if document.language == "en" else found.zh


def listed_of(document: Document, catalogue: Catalogue) -> Listed:
    """The document's items that the list still has."""
    wanted = {ref.item_id for ref in document.items}
    return {item.id: item for item in catalogue.items if item.id in wanted}


def item_names(document: Document, listed: Listed) -> tuple[str, ...]:
    """The items by the names of the list; one it no longer has keeps the name it was filled in with."""
    named = ((ref, listed.get(ref.item_id)) for ref in document.items)
    english = document.language == "en"
    return tuple(item.name.en if english and item is not None else ref.name_zh for ref, item in named)


def material_name(material: Material, document: Document, listed: Listed) -> str:
    """The paper by the name of the list, in the document's language."""
    item = listed.get(material.item_id)
    if document.language != "en" or item is None:
        return material.name_zh
    return next((each.en for each in item.materials if each.id == material.material_id), material.name_zh)
