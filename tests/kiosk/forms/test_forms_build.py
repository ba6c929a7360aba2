"""The form of a visit: asked once, locked where the card knows, in pages, and nothing that is not listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.model import ServiceItem
from kiosk.catalogue.offer import FACE_CAMERA, FINGERPRINT, Offer, offer_of
from kiosk.forms.build import build_form, locked_answers
from kiosk.forms.choices import Choice, choice, choices, place_options, shown
from kiosk.forms.known import calculated_answers
from kiosk.forms.merge import merged
from kiosk.forms.model import Answer, AnswerSource, FieldKind, Form, FormField
from kiosk.forms.paging import ROOM, needed_room, paged
from kiosk.forms.visible import asked_answers, fields_of, plain_id, visible_fields
from tests.kiosk.forms.asking import field, listed, with_fields
from tests.kiosk.people import DEVICES, SAMPLE_NUMBER, TODAY, elder, elder_by_social_security, sample_list

PLACES = place_options(sample_list(), "150824102201", station="白音塔拉嘎查")
# Born on 1 January 2024; nobody has it.
CHILD_NUMBER = "110105202401010022"
OFFERED = sorted(item.id for item in sample_list().items if offer_of(item, DEVICES) is Offer.APPLY)


def form_for(*ids: str, devices: frozenset[str] = DEVICES) -> Form:
    items = tuple(sample_list().item(item) for item in ids)
    return build_form(items, elder(), devices, places=PLACES)


def asked(form: Form) -> list[str]:
    return [field.id for page in form.pages for field in page.fields]


def one(form: Form, name: str) -> FormField:
    return fields_of(form)[name]


def test_what_the_card_knows_is_locked_and_the_rest_is_asked() -> None:
    form = form_for("elder-80")
    assert locked_answers(form, elder()) == {
        name: Answer(value, AnswerSource.CARD)
        for name, value in {
            "applicant_name": "其其格",
            "id_number": SAMPLE_NUMBER,
            "sex": "2",
            "ethnicity": "02",
            "birth_date": "19491231",
            "hukou_address": "内蒙古乌拉特中旗白音塔拉嘎查3号",
        }.items()
    }
    assert asked(form) == ["residence_division", "residence_address", "mobile", "payee_account", "living_state"]


def test_a_social_security_card_locks_what_it_says_and_what_its_number_implies() -> None:
    item = sample_list().item("elder-80")
    person = elder_by_social_security()
    form = build_form((item,), person, DEVICES)
    assert {field.id for field in form.locked} == {"applicant_name", "id_number", "sex", "birth_date"}
    assert asked(form)[:2] == ["ethnicity", "hukou_address"]
    assert locked_answers(form, person)["sex"].value == "2"


def test_an_ethnic_group_is_known_with_and_without_its_last_word() -> None:
    person = elder()
    longer = replace(person, content=replace(person.content, ethnicity="蒙古族"))
    form = build_form((sample_list().item("elder-80"),), longer, DEVICES)
    assert locked_answers(form, longer)["ethnicity"].value == "02"


def test_a_card_s_word_the_field_would_not_take_is_asked_for() -> None:
    person = elder()
    strange = replace(person, content=replace(person.content, ethnicity="火星", address="长" * 101))
    form = build_form((sample_list().item("elder-80"),), strange, DEVICES)
    assert {"ethnicity", "hukou_address"} <= set(asked(form))


def test_a_card_number_is_no_bank_account() -> None:
    form = build_form((sample_list().item("rp-claim"),), elder_by_social_security(), DEVICES)
    assert "payee_account" in asked(form)


def test_the_old_card_s_number_comes_from_the_card() -> None:
    form = build_form((sample_list().item("ssc-reissue"),), elder_by_social_security(), DEVICES)
    assert locked_answers(form, elder_by_social_security())["old_card_no"].value == "A12345678"


def test_without_face_camera_and_fingerprint_reader_a_witness_remains() -> None:
    form = form_for("rp-alive")
    assert [option.label for option in choices(one(form, "auth_method"))] == ["工作人员/协办员见证认证"]
    assert "face_consent" not in asked(form)
    assert one(form, "witness_id").required
    assert not sample_list().item("rp-alive").form_fields[5].required


def test_with_the_devices_their_options_are_there() -> None:
    form = form_for("rp-alive", devices=DEVICES | {FACE_CAMERA, FINGERPRINT})
    assert len(choices(one(form, "auth_method"))) == 3
    assert "face_consent" in asked(form)


def test_fields_of_the_sign_and_papers_steps_and_of_the_platform_are_not_asked() -> None:
    every = {plain_id(name) for item_id in OFFERED for name in asked(form_for(item_id))}
    assert not every & {
        "signature",
        "commitment",
        "photo",
        "live_image",
        "attachments",
        "sheep_unit",
        "card_kind",
        "child_birth",
    }


def test_an_agent_is_asked_about_only_when_there_is_one() -> None:
    assert not [name for name in asked(form_for("elder-80")) if name.startswith("agent_")]
    agent = elder()
    form = build_form((sample_list().item("elder-80"),), elder(), DEVICES, agent=agent)
    assert locked_answers(form, elder(), agent)["agent_id"].value == SAMPLE_NUMBER
    assert "agent_relation" in asked(form)


def test_shared_fields_are_asked_once_and_known_to_belong_to_both() -> None:
    form = form_for("rp-claim", "elder-80")
    names = asked(form)
    assert len(names) == len(set(names))
    assert one(form, "payee_account").items == ("rp-claim", "elder-80")
    assert one(form, "living_state").items == ("elder-80",)


def test_the_fuller_rules_of_a_shared_field_count_whichever_comes_first() -> None:
    for order in (("rp-alive", "elder-80"), ("elder-80", "rp-alive")):
        assert one(form_for(*order), "mobile").listed.validation.pattern


def test_a_field_one_item_requires_is_required() -> None:
    one_item, other = sample_list().item("rp-enrol"), sample_list().item("rp-claim")
    items = (
        with_fields(one_item, listed("text", id="same", required=False)),
        with_fields(other, listed("text", id="same", required=True)),
    )
    assert build_form(items, elder(), DEVICES).pages[0].fields[0].required


def test_the_same_id_with_another_question_is_asked_twice() -> None:
    form = form_for("unemp-reg", "ssc-reissue")
    assert {"unemp-reg.reason", "ssc-reissue.reason"} <= set(asked(form))
    assert one(form, "unemp-reg.reason").options != one(form, "ssc-reissue.reason").options


def test_a_condition_finds_its_own_item_s_field() -> None:
    form = form_for("ssc-reissue", "indiv-biz")
    values = {"ssc-reissue.delivery": "邮寄", "indiv-biz.delivery": "自取"}
    shown_now = [field.id for page in form.pages for field in visible_fields(page, form, values)]
    assert "delivery_address" in shown_now
    swapped = {"ssc-reissue.delivery": "网点自取", "indiv-biz.delivery": "邮寄"}
    assert "delivery_address" not in [field.id for page in form.pages for field in visible_fields(page, form, swapped)]


def test_conditional_fields_come_and_go_with_the_answer() -> None:
    form = form_for("indiv-biz")
    page = next(page for page in form.pages if "family_members" in [field.id for field in page.fields])
    assert visible_fields(page, form, {"family_run": "0"}) == ()
    assert [field.id for field in visible_fields(page, form, {"family_run": "1"})] == ["family_members"]
    assert visible_fields(page, form, {}) == ()


def test_what_hangs_on_a_question_that_is_gone_is_gone_too() -> None:
    fields = (
        listed("boolean", id="first"),
        listed("boolean", id="second", visible_if="first=true"),
        listed("text", id="third", visible_if="second=true"),
    )
    form = build_form((with_fields(sample_list().item("dibao"), *fields),), elder(), DEVICES)
    page = form.pages[0]
    assert len(visible_fields(page, form, {"first": "1", "second": "1"})) == 3
    assert [field.id for field in visible_fields(page, form, {"first": "0", "second": "1"})] == ["first"]


def test_answers_whose_question_is_gone_are_left_behind() -> None:
    form = form_for("indiv-biz")
    members = Answer((("巴图", ""),), AnswerSource.PERSON)
    yes, no = (Answer(value, AnswerSource.PERSON) for value in "10")
    assert "family_members" in asked_answers(form, {"family_run": yes, "family_members": members})
    assert asked_answers(form, {"family_run": no, "family_members": members}) == {"family_run": no}


def test_what_follows_from_the_answers_is_not_asked() -> None:
    childcare = sample_list().item("childcare-subsidy")
    right = {"child_id": Answer(CHILD_NUMBER, AnswerSource.PERSON)}
    found = calculated_answers((childcare,), right, identity=elder(), today=TODAY)
    assert found == {"child_birth": Answer("20240101", AnswerSource.TERMINAL)}
    for number in (CHILD_NUMBER[:-1] + "0", "", "1", "PAK310080010103"):
        wrong = {"child_id": Answer(number, AnswerSource.PERSON)}
        assert calculated_answers((childcare,), wrong, identity=elder(), today=TODAY) == {}
    assert calculated_answers((childcare,), {}, identity=elder(), today=TODAY) == {}


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (date(2009, 12, 30), None),
        (date(2009, 12, 31), "60—69周岁"),
        (date(2019, 12, 30), "60—69周岁"),
        (date(2019, 12, 31), "70周岁以上"),
    ],
)
def test_the_senior_card_s_kind_follows_from_the_age(today: date, kind: str | None) -> None:
    found = calculated_answers((sample_list().item("senior-card"),), {}, identity=elder(), today=today)
    assert found == ({"card_kind": Answer(kind, AnswerSource.TERMINAL)} if kind else {})


@pytest.mark.parametrize("item_id", OFFERED)
def test_every_asked_field_is_listed_once_and_every_required_one_is_asked_or_known(item_id: str) -> None:
    item = sample_list().item(item_id)
    form = form_for(item_id)
    names = [field.id for field in form.locked] + asked(form)
    assert len(names) == len(set(names))
    assert set(names) <= {field.id for field in item.form_fields}
    elsewhere = {"signature", "photo"}
    left = {field.id for field in item.form_fields if field.required} - set(names)
    assert all(field.type in elsewhere or field.prefill == "calc" for field in item.form_fields if field.id in left)


@given(st.lists(st.sampled_from(OFFERED), min_size=1, max_size=4, unique=True))
def test_any_items_together_ask_nothing_twice_and_nothing_unlisted(ids: list[str]) -> None:
    items: tuple[ServiceItem, ...] = tuple(sample_list().item(item) for item in ids)
    form = build_form(items, elder(), DEVICES, places=PLACES)
    names = [field.id for field in form.locked] + asked(form)
    assert len(names) == len(set(names))
    bare = {field.id for item in items for field in item.form_fields}
    qualified = {f"{item.id}.{field.id}" for item in items for field in item.form_fields}
    assert set(names) <= bare | qualified
    assert {item for one in merged(items) for item in one.items} <= set(ids)


def test_pages_are_small_groups() -> None:
    for item_id in OFFERED:
        for page in form_for(item_id).pages:
            assert 1 <= len(page.fields) <= ROOM
            alone = [field for field in page.fields if needed_room(field) >= ROOM]
            assert not alone or len(page.fields) == 1


def test_larger_letters_ask_for_fewer_on_a_page() -> None:
    fields = [field("text", id=f"f{at}") for at in range(4)]
    assert [len(page.fields) for page in paged(fields)] == [3, 1]
    assert [len(page.fields) for page in paged(fields, room=1)] == [1, 1, 1, 1]
    assert [len(page.fields) for page in paged([field("date"), field("date", id="b")], room=1)] == [1, 1]


def test_the_terminal_s_own_place_is_offered_first() -> None:
    assert choice(PLACES[0]) == Choice("150824102201", "白音塔拉嘎查")
    assert len(PLACES) == 9
    assert choice(PLACES[-1]) == Choice("150800000000", "巴彦淖尔市")
    own_banner = place_options(sample_list(), "150824000000", station="乌拉特中旗政务大厅")
    assert len(own_banner) == 8


def test_options_the_terminal_does_not_hold_are_never_made_up() -> None:
    tier = one(form_for("rp-enrol"), "pay_tier")
    assert (tier.kind, tier.options) == (FieldKind.TEXT, ())
    scope = one(form_for("indiv-biz"), "biz_scope")
    assert (scope.kind, scope.options) == (FieldKind.LONG_TEXT, ())


def test_an_answer_is_read_by_its_label() -> None:
    assert shown(one(form_for("elder-80"), "sex"), "2") == "女"
    assert shown(one(form_for("emp-reg"), "education"), "70") == "初中"
    assert shown(one(form_for("elder-80"), "residence_division"), "150824000000") == "乌拉特中旗"
    assert shown(one(form_for("elder-80"), "residence_division"), "外地") == "外地"
    assert shown(one(form_for("dibao"), "property"), ("存款", "牲畜")) == ("存款", "牲畜")


def test_every_field_type_of_the_list_can_be_asked() -> None:
    for item_id in ("hotline", "quarantine", "homestead", "machinery"):
        assert asked(form_for(item_id))
