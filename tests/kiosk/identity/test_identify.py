"""Who stands here: refused, known, or known with an expired card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.cards import LONG_TERM
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity, IdentityRefusal
from tests.kiosk.people import TODAY, elder, elder_by_social_security


def test_a_card_in_order_tells_who_it_is() -> None:
    content = elder().content
    assert identify(content, TODAY) == Identity(content, expired=False)


def test_a_card_without_birth_date_is_judged_by_its_number() -> None:
    assert isinstance(identify(elder_by_social_security().content, TODAY), Identity)


@pytest.mark.parametrize(
    ("valid_to", "expired"),
    [(date(2026, 6, 30), True), (date(2026, 7, 1), False), (LONG_TERM, False), (None, False)],
)
def test_an_expired_card_is_told_not_refused(valid_to: date | None, expired: bool) -> None:
    person = identify(replace(elder().content, valid_to=valid_to), TODAY)
    assert isinstance(person, Identity)
    assert person.expired is expired


def test_an_old_foreigner_s_number_leaves_out_century_and_sex() -> None:
    card = replace(elder().content, id_number="PAK310080010103", birth_date=date(1980, 1, 1), sex="女")
    known = identify(card, TODAY)
    assert isinstance(known, Identity)
    assert (known.birth_date, known.sex) == (date(1980, 1, 1), "女")
    bare = Identity(replace(card, birth_date=None, sex=""), expired=False)
    assert (bare.birth_date, bare.sex) == (None, "")
    assert identify(replace(card, birth_date=date(1980, 1, 2)), TODAY) is IdentityRefusal.BIRTH_DATE_MISMATCH


def test_what_the_card_says_comes_before_what_its_number_says() -> None:
    said = Identity(replace(elder().content, birth_date=date(1950, 1, 1), sex="男"), expired=False)
    assert (said.birth_date, said.sex) == (date(1950, 1, 1), "男")
    bare = Identity(replace(elder().content, birth_date=None, sex=""), expired=False)
    assert (bare.birth_date, bare.sex) == (date(1949, 12, 31), "女")


def test_refusals_are_told_apart() -> None:
    content = elder().content
    assert identify(replace(content, name="  "), TODAY) is IdentityRefusal.NAME_MISSING
    assert identify(replace(content, id_number=""), TODAY) is IdentityRefusal.NUMBER_MISSING
    assert identify(replace(content, id_number="11010519491231002"), TODAY) is IdentityRefusal.NUMBER_INVALID
    assert identify(replace(content, birth_date=date(1949, 12, 30)), TODAY) is IdentityRefusal.BIRTH_DATE_MISMATCH
