"""The document that is signed: canonical, complete, nothing beyond the list, and bound to its signature."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.freeze import (
    Attendance,
    Circumstances,
    Parties,
    application,
    asked_beyond_list,
    document,
    document_sha256,
)
from kiosk.applications.model import Application, Document, Place, Signature, Timestamp, canonical
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.events import Actor, ActorKind
from kiosk.catalogue.offer import Offer, offer_of
from kiosk.forms.build import build_form, locked_answers
from kiosk.forms.model import Answer, AnswerSource
from kiosk.materials.papers import papers, propose
from kiosk.materials.rules import situation_of
from tests.kiosk.people import DEVICES, elder, elder_by_social_security, sample_list

OFFERED = sorted(item.id for item in sample_list().items if offer_of(item, DEVICES) is Offer.APPLY)
CIRCUMSTANCES = Circumstances(Place("150824102201", "白音塔拉嘎查便民服务站", "terminal-1"), "zh", "我同意")
AT = Moment(1_782_864_000_000)


def frozen(*ids: str, said: dict[str, str] | None = None) -> Document:
    items = tuple(sample_list().item(item) for item in ids)
    form = build_form(items, elder(), DEVICES)
    asked = [field.id for page in form.pages for field in page.fields]
    spoken = said if said is not None else dict.fromkeys(asked, "答")
    answers = {name: Answer(value, AnswerSource.PERSON) for name, value in spoken.items()}
    return document(
        "018f0000-0000-7000-8000-000000000001",
        items,
        catalogue=sample_list(),
        parties=Parties(elder(), attendance=Attendance(Actor(ActorKind.CLERK, "0042"))),
        answers={**answers, **locked_answers(form, elder())},
        materials=propose(papers(items, situation_of(elder(), DEVICES)), until="20260716"),
        circumstances=CIRCUMSTANCES,
    )


def signature(of: Document) -> Signature:
    return Signature(
        document_sha256(of), (((0, 0, 0), (500, 250, 40)),), Timestamp(AT.unix_ms, TimeConfidence.UNVERIFIED)
    )


def test_the_document_says_who_what_where_and_under_which_list() -> None:
    said = frozen("elder-80", "rp-claim")
    assert [(ref.item_id, ref.catalogue_version) for ref in said.items] == [
        ("elder-80", "0.1.0"),
        ("rp-claim", "0.1.0"),
    ]
    assert said.items[0].authority == sample_list().authority_name(sample_list().item("elder-80").authority)
    assert (said.applicant.name, said.applicant.source, said.applicant.certificate_type) == (
        "其其格",
        "resident_id",
        "111",
    )
    assert (said.channel, said.place.division, said.agent) == ("9", "150824102201", None)
    assert said.clerk == Actor(ActorKind.CLERK, "0042")


@given(
    st.lists(st.sampled_from(OFFERED), min_size=1, max_size=4, unique=True),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
def test_what_is_asked_of_any_items_is_in_their_lists(ids: list[str], word: str) -> None:
    items = tuple(sample_list().item(item) for item in ids)
    form = build_form(items, elder(), DEVICES)
    said = frozen(*ids, said={field.id: word for page in form.pages for field in page.fields})
    assert asked_beyond_list(said, sample_list()) == ()
    assert rfc8785.dumps(json.loads(canonical(said))) == canonical(said)
    assert not floats_in(json.loads(canonical(said)))


def floats_in(value: object) -> bool:
    if isinstance(value, dict):
        return any(floats_in(part) for part in value.values())
    return any(floats_in(part) for part in value) if isinstance(value, list) else isinstance(value, float)


@pytest.mark.parametrize("name", ["income_of_neighbour", "rp-enrol.mobile", "elder-80.nothing"])
def test_a_field_that_is_not_listed_never_reaches_a_document(name: str) -> None:
    with pytest.raises(ValueError, match="not in the list"):
        frozen("elder-80", said={name: "1"})


def test_a_paper_that_is_not_listed_is_seen() -> None:
    said = frozen("elder-80")
    paper = msgspec.structs.replace(said.materials[0], material_id="tax_record")
    extra = msgspec.structs.replace(said, materials=(*said.materials, paper))
    assert asked_beyond_list(extra, sample_list()) == ("elder-80/tax_record",)


def test_the_hash_is_of_the_canonical_bytes_as_anyone_may_compute_it() -> None:
    said = frozen("rp-alive")
    outside = json.dumps(
        json.loads(canonical(said)), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()
    assert document_sha256(said) == hashlib.sha256(outside).hexdigest()


def test_one_changed_word_is_another_document() -> None:
    one, other = frozen("rp-alive", said={"mobile": "13847881201"}), frozen("rp-alive", said={"mobile": "13847881202"})
    assert document_sha256(one) != document_sha256(other)


def test_the_application_reads_back_as_it_was() -> None:
    said = frozen("elder-80")
    whole = application(said, signature(said), number="B240000017X", sequence=17, at=AT)
    assert msgspec.json.decode(canonical(whole), type=Application) == whole
    assert (whole.collected_at.unix_ms, whole.collected_at.confidence) == (AT.unix_ms, TimeConfidence.UNVERIFIED)
    assert rfc8785.dumps(json.loads(canonical(whole))) == canonical(whole)


def test_a_signature_under_another_document_is_refused() -> None:
    said, other = frozen("elder-80"), frozen("rp-claim")
    with pytest.raises(ValueError, match="another document"):
        application(said, signature(other), number="B240000017X", sequence=17, at=AT)


def test_a_person_known_by_a_social_security_card_says_so() -> None:
    item = sample_list().item("rp-claim")
    person = elder_by_social_security()
    said = document(
        "id",
        (item,),
        catalogue=sample_list(),
        parties=Parties(person, agent=elder()),
        answers={},
        materials=(),
        circumstances=CIRCUMSTANCES,
    )
    assert (said.applicant.source, said.applicant.authenticity) == ("social_security", "read")
    assert said.agent is not None
    assert said.agent.source == "resident_id"


def test_the_schema_has_no_place_for_a_float_or_a_date() -> None:
    schema = json.dumps(msgspec.json.schema(Application))
    assert '"number"' not in schema.replace('"reference_number"', "")
    assert date.__name__ not in msgspec.json.schema(Application)["$defs"]
