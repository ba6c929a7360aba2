"""The code tables of the national standards."""

from __future__ import annotations

import pytest

from kiosk.cards import CardContent, CardKind
from kiosk.cards.ethnic import ETHNIC_GROUPS, ethnic_name
from kiosk.cards.model import Authenticity
from kiosk.cards.sex import sex_name


def test_fifty_six_groups_and_two_words_beside_them() -> None:
    assert set(ETHNIC_GROUPS) == {f"{code:02d}" for code in range(1, 57)} | {"97", "98"}
    assert len(set(ETHNIC_GROUPS.values())) == 58


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("01", "汉"),
        ("02", "蒙古"),
        ("05", "维吾尔"),
        ("11", "满"),
        ("31", "达斡尔"),
        ("44", "俄罗斯"),
        ("45", "鄂温克"),
        ("52", "鄂伦春"),
        ("56", "基诺"),
    ],
)
def test_groups_by_code(code: str, name: str) -> None:
    assert ethnic_name(code) == name


@pytest.mark.parametrize("code", ["", "00", "57", "99", "1", "ff"])
def test_an_unknown_group_is_not_guessed(code: str) -> None:
    assert ethnic_name(code) == ""


def test_sexes() -> None:
    assert [sex_name(code) for code in "0129"] == ["未知", "男", "女", "未说明"]
    assert sex_name("3") == ""


def test_a_draft_is_bound_to_one_card() -> None:
    first = CardContent(CardKind.RESIDENT_ID, Authenticity.VERIFIED, name="张三", id_number="11010519491231002X")
    renewed = CardContent(
        CardKind.RESIDENT_ID, Authenticity.VERIFIED, name="张三", id_number="11010519491231002X", issuer="另一局"
    )
    assert first.binding() != renewed.binding()
