"""Each paper only in ways the list allows and this terminal has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import Authenticity, CardKind
from kiosk.catalogue.model import ListedMaterial, ServiceItem
from kiosk.catalogue.offer import CAMERAS, DOC_CAMERA
from kiosk.materials.model import Material, Verification, Way
from kiosk.materials.papers import Paper, choose, paper_of, papers, propose
from kiosk.materials.rules import (
    PROXY_PAPER,
    Situation,
    asked_materials,
    default_way,
    deferral_until,
    missing,
    satisfy,
    situation_of,
    told_situation,
    ways,
)
from tests.kiosk.people import DEVICES, TODAY, elder, elder_by_social_security, sample_list

WITH_ID = situation_of(elder(), DEVICES)
WITH_SOCIAL_SECURITY = situation_of(elder_by_social_security(), DEVICES)
UNTIL = "20260716"
ALL_PAPERS = [(item, material) for item in sample_list().items for material in item.materials]


def paper(item_id: str, material_id: str) -> tuple[ListedMaterial, ServiceItem]:
    item = sample_list().item(item_id)
    return next(material for material in item.materials if material.id == material_id), item


@pytest.mark.parametrize(
    ("item_id", "material_id", "with_id", "with_social_security"),
    [
        ("elder-80", "id_card", [Way.CARD_READ], [Way.WAIVED]),
        ("elder-80", "sscard_account", [Way.WAIVED], [Way.CARD_READ]),
        ("elder-80", "form", [Way.SIGNED], [Way.SIGNED]),
        ("elder-80", "photo2", [Way.NOT_PROVIDED], [Way.NOT_PROVIDED]),
        ("elder-80", "hukou", [Way.NOT_PROVIDED, Way.WAIVED], [Way.NOT_PROVIDED, Way.WAIVED]),
        ("birth-reg", "spouse_id", [Way.WAIVED], [Way.WAIVED]),
        ("dibao", "authorize", [Way.SIGNED, Way.DEFERRED], [Way.SIGNED, Way.DEFERRED]),
        ("dibao", "illness", [Way.WAIVED, Way.COMMITTED, Way.DEFERRED], [Way.WAIVED, Way.COMMITTED, Way.DEFERRED]),
        ("mi-offsite", "proof", [Way.COMMITTED, Way.DEFERRED], [Way.COMMITTED, Way.DEFERRED]),
        ("unemp-reg", "unemp_proof", [Way.SIGNED], [Way.SIGNED]),
        ("veteran-card", "discharge", [], []),
    ],
)
def test_the_ways_of_a_paper(
    item_id: str, material_id: str, with_id: list[Way], with_social_security: list[Way]
) -> None:
    assert list(ways(*paper(item_id, material_id), WITH_ID)) == with_id
    assert list(ways(*paper(item_id, material_id), WITH_SOCIAL_SECURITY)) == with_social_security


def test_a_camera_adds_photographs() -> None:
    seeing = replace(WITH_ID, devices=DEVICES | {DOC_CAMERA})
    assert ways(*paper("veteran-card", "discharge"), seeing) == (Way.CAPTURED,)
    assert default_way(*paper("veteran-card", "discharge"), seeing) is None


def test_a_number_keyed_in_by_a_clerk_is_no_card_that_was_read() -> None:
    keyed = replace(elder(), content=replace(elder().content, authenticity=Authenticity.KEYED_IN))
    assert ways(*paper("elder-80", "id_card"), situation_of(keyed, DEVICES)) == (Way.WAIVED,)


def test_before_any_card_the_readers_say_what_they_could_read() -> None:
    assert ways(*paper("elder-80", "id_card"), told_situation(DEVICES)) == (Way.CARD_READ,)
    assert ways(*paper("elder-80", "sscard_account"), told_situation(DEVICES)) == (Way.CARD_READ,)
    assert ways(*paper("elder-80", "sscard_account"), told_situation(frozenset({"id_reader"}))) == (Way.WAIVED,)


situations = st.builds(
    Situation,
    cards=st.frozensets(st.sampled_from(CardKind)),
    devices=st.frozensets(st.sampled_from(sorted(DEVICES | CAMERAS))),
    agent=st.sampled_from((None, elder())),
)


@given(st.sampled_from(ALL_PAPERS), situations)
def test_no_way_is_open_that_the_list_does_not_give(
    pair: tuple[ServiceItem, ListedMaterial], situation: Situation
) -> None:
    item, material = pair
    found = ways(material, item, situation)
    assert len(found) == len(set(found))
    assert Way.WAIVED not in found or material.ecert_id is not None
    assert Way.COMMITTED not in found or (item.commitment.allowed and material.commitment_allowed)
    assert Way.DEFERRED not in found or (item.deferral.allowed and material.deferral_allowed)
    assert Way.SIGNED not in found or material.capture == "generated" or material.id == PROXY_PAPER
    assert Way.CAPTURED not in found or material.capture in situation.devices
    assert Way.NOT_PROVIDED not in found or material.necessity.code == "2"
    assert default_way(material, item, situation) not in (Way.COMMITTED, Way.CAPTURED)


def test_commitment_needs_the_word_of_item_and_paper() -> None:
    material, item = paper("mi-offsite", "proof")
    silent_item = msgspec.structs.replace(item, commitment=msgspec.structs.replace(item.commitment, allowed=False))
    silent_paper = msgspec.structs.replace(material, commitment_allowed=False)
    assert Way.COMMITTED not in ways(material, silent_item, WITH_ID)
    assert Way.COMMITTED not in ways(silent_paper, item, WITH_ID)


def test_deferral_needs_the_word_of_item_and_paper() -> None:
    material, item = paper("mi-offsite", "proof")
    silent_item = msgspec.structs.replace(item, deferral=msgspec.structs.replace(item.deferral, allowed=False))
    silent_paper = msgspec.structs.replace(material, deferral_allowed=False)
    assert Way.DEFERRED not in ways(material, silent_item, WITH_ID)
    assert Way.DEFERRED not in ways(silent_paper, item, WITH_ID)


def test_a_waived_paper_is_still_to_be_verified_and_a_deferred_one_has_its_day() -> None:
    material, item = paper("dibao", "illness")
    assert satisfy(material, item, Way.WAIVED, until=UNTIL) == Material(
        "dibao", "illness", material.zh, Way.WAIVED, Verification.PENDING
    )
    deferred = satisfy(material, item, Way.DEFERRED, until=UNTIL)
    assert (deferred.until, deferred.verification) == (UNTIL, Verification.NONE)
    with pytest.raises(ValueError, match="deferred"):
        satisfy(material, item, Way.DEFERRED)
    with pytest.raises(ValueError, match="captured"):
        satisfy(material, item, Way.CAPTURED)


def test_the_day_to_bring_it_counts_from_today() -> None:
    assert deferral_until(date(2026, 12, 20), 15) == "20270104"


def test_proxy_papers_concern_only_those_who_apply_for_another() -> None:
    item = sample_list().item("elder-80")
    assert PROXY_PAPER not in [material.id for material in asked_materials(item)]
    assert PROXY_PAPER in [material.id for material in asked_materials(item, agent=elder())]


def test_a_proxy_paper_the_item_only_names_comes_from_the_common_ones() -> None:
    item = sample_list().item("rp-enrol")
    listed = asked_materials(item, agent=elder(), catalogue=sample_list())
    assert [material.id for material in listed][-1] == PROXY_PAPER
    assert ways(listed[-1], item, replace(WITH_ID, agent=elder())) == (Way.SIGNED,)
    assert PROXY_PAPER not in [material.id for material in asked_materials(item, catalogue=sample_list())]


def settled(*ids: str) -> tuple[tuple[Paper, ...], tuple[Material, ...]]:
    every = papers(tuple(sample_list().item(item) for item in ids), WITH_ID)
    return every, propose(every, until=UNTIL)


def test_what_is_proposed_is_enough_unless_a_commitment_has_to_be_chosen() -> None:
    _, materials = settled("elder-80")
    assert missing(materials, (sample_list().item("elder-80"),)) == ()
    _, offsite = settled("mi-offsite")
    assert [one.way for one in offsite] == [Way.CARD_READ, Way.DEFERRED]


def test_a_demanded_paper_without_a_way_is_missing_and_named() -> None:
    item = sample_list().item("veteran-card")
    _, materials = settled("veteran-card")
    problems = missing(materials, (item,))
    assert [problem.field for problem in problems] == ["veteran-card/photo", "veteran-card/discharge"]
    assert problems[0].params == {"name": "电子照片"}


def test_leaving_out_a_demanded_paper_is_not_satisfying_it() -> None:
    material, item = paper("dibao", "hukou")
    problems = missing((satisfy(material, item, Way.NOT_PROVIDED),), (item,))
    assert "dibao/hukou" in [problem.field for problem in problems]


def test_who_applies_for_another_brings_the_proxy_paper() -> None:
    item = sample_list().item("elder-80")
    _, materials = settled("elder-80")
    assert [problem.field for problem in missing(materials, (item,), agent=elder())] == ["elder-80/proxy_docs"]


def test_one_paper_serves_every_item_that_wants_it() -> None:
    every, materials = settled("rp-claim", "elder-80")
    account = paper_of(every, "elder-80", "sscard_account")
    assert [item.id for item in account.items] == ["rp-claim", "elder-80"]
    assert [(one.item_id, one.way) for one in materials if one.material_id == "sscard_account"] == [
        ("rp-claim", Way.WAIVED),
        ("elder-80", Way.WAIVED),
    ]


def test_forms_of_different_items_stay_two_papers() -> None:
    every, _ = settled("rp-claim", "elder-80")
    assert paper_of(every, "rp-claim", "form") != paper_of(every, "elder-80", "form")
    assert sum(one.material.id == "form" for one in every) == 2


def test_a_paper_one_item_demands_is_not_left_out_for_the_other() -> None:
    every, materials = settled("rp-enrol", "dibao")
    hukou = paper_of(every, "rp-enrol", "hukou")
    assert hukou.ways == (Way.WAIVED,)
    assert {one.way for one in materials if one.material_id == "hukou"} == {Way.WAIVED}


def test_one_picture_is_linked_by_its_hash_to_every_item() -> None:
    seeing = replace(WITH_ID, devices=DEVICES | {DOC_CAMERA})
    every = papers((sample_list().item("dibao"), sample_list().item("tekun")), seeing)
    hukou = paper_of(every, "tekun", "hukou")
    chosen = choose(propose(every, until=UNTIL), hukou, Way.CAPTURED, until=UNTIL, sha256=("ab",))
    assert [one.sha256 for one in chosen if one.material_id == "hukou"] == [("ab",), ("ab",)]


def test_another_way_is_chosen_and_taken_back() -> None:
    every, materials = settled("mi-offsite")
    proof = paper_of(every, "mi-offsite", "proof")
    committed = choose(materials, proof, Way.COMMITTED, until=UNTIL)
    assert [one.way for one in committed if one.material_id == "proof"] == [Way.COMMITTED]
    refused = choose(committed, proof, Way.DEFERRED, until=UNTIL)
    assert [(one.way, one.until) for one in refused if one.material_id == "proof"] == [(Way.DEFERRED, UNTIL)]
    assert choose(materials, proof, Way.NOT_PROVIDED, until=UNTIL) == materials


def test_what_was_chosen_before_a_power_cut_is_kept_while_it_is_open() -> None:
    every, materials = settled("mi-offsite")
    proof = paper_of(every, "mi-offsite", "proof")
    committed = choose(materials, proof, Way.COMMITTED, until=UNTIL)
    assert set(propose(every, until="20260801", kept=committed)) == set(committed)
    closed = tuple(replace(one, ways=(Way.DEFERRED,)) if one is proof else one for one in every)
    again = propose(closed, until="20260801", kept=committed)
    assert [one.way for one in again if one.material_id == "proof"] == [Way.DEFERRED]


def test_the_day_promised_for_a_deferred_paper_does_not_move() -> None:
    every, materials = settled("mi-offsite")
    later = propose(every, until=deferral_until(TODAY, 90), kept=materials)
    assert [one.until for one in later if one.way is Way.DEFERRED] == [UNTIL]


def test_an_unknown_paper_is_a_bug() -> None:
    every, _ = settled("elder-80")
    with pytest.raises(KeyError):
        paper_of(every, "elder-80", "nothing")
