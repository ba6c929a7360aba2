"""The project's canonical JSON is RFC 8785's, by another implementation."""

from __future__ import annotations

import json

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kiosk.applications.model import (
    Application,
    Document,
    ItemRef,
    Kind,
    Person,
    Place,
    Signature,
    Timestamp,
    canonical,
)
from kiosk.base.clock import TimeConfidence
from kiosk.base.events import Actor, ActorKind
from kiosk.cards import Authenticity
from kiosk.delivery.model import Acknowledgement
from kiosk.forms.model import Answer, AnswerSource
from kiosk.materials.model import Material, Verification, Way
from kiosk.outbox.model import EnvelopeHeader

# What UTF-8 can carry: no lone surrogates. Whole numbers that JavaScript holds exactly.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WHOLE = st.integers(0, 2**53 - 1)
KEYS = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=8)
TIMES = st.builds(Timestamp, WHOLE, st.sampled_from(TimeConfidence))
PEOPLE = st.builds(Person, TEXT, TEXT, TEXT, st.sampled_from(Authenticity))
RAW = st.one_of(TEXT, st.lists(TEXT, max_size=2).map(tuple), st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple))
ANSWERS = st.dictionaries(KEYS, st.builds(Answer, RAW, st.sampled_from(AnswerSource)), max_size=4)
MATERIALS = st.builds(
    Material, TEXT, TEXT, TEXT, st.sampled_from(Way), st.sampled_from(Verification), TEXT, st.tuples(TEXT)
)
DOCUMENTS = st.builds(
    Document,
    id=TEXT,
    items=st.tuples(st.builds(ItemRef, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)),
    applicant=PEOPLE,
    agent=st.none() | PEOPLE,
    clerk=st.none() | st.builds(Actor, st.sampled_from(ActorKind), TEXT),
    answers=ANSWERS,
    materials=st.lists(MATERIALS, max_size=2).map(tuple),
    place=st.builds(Place, TEXT, TEXT, TEXT),
    language=TEXT,
    consent=TEXT,
)
SIGNATURES = st.builds(Signature, TEXT, st.just((((1, 2, 3), (4, 5, 6)),)), TIMES)
APPLICATIONS = st.builds(Application, DOCUMENTS, SIGNATURES, TEXT, WHOLE, TIMES)
HEADERS = st.builds(EnvelopeHeader, TEXT, st.sampled_from(Kind), WHOLE, TEXT, TEXT, WHOLE, WHOLE, TEXT, TEXT, TEXT)
ACKNOWLEDGEMENTS = st.builds(Acknowledgement, TEXT, TEXT, TEXT, WHOLE, TEXT)


@given(value=st.one_of(APPLICATIONS, HEADERS, ACKNOWLEDGEMENTS))
def test_canonical_is_rfc_8785(value: Application | EnvelopeHeader | Acknowledgement) -> None:
    raw = canonical(value)
    assert raw == rfc8785.dumps(json.loads(raw))
