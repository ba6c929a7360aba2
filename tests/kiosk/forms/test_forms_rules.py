"""Every mistake has its own sentence, and what is right is kept in one form."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.model import Form, FormPage, Problem, Raw
from kiosk.forms.rules import check, check_page, pages_with_problems
from kiosk.forms.wellformed import luhn
from tests.kiosk.forms.asking import TYPES, field
from tests.kiosk.people import SAMPLE_NUMBER, TODAY

ASKED_TYPES = [kind for kind in TYPES if kind not in ("signature", "photo")]


def said(kind: str, raw: Raw, **changes: Any) -> str:
    """The key of what is said, "" when the answer is right."""
    result = check(field(kind, **changes), raw, today=TODAY)
    return result.key if isinstance(result, Problem) else ""


def params(kind: str, raw: Raw, **changes: Any) -> dict[str, str]:
    result = check(field(kind, **changes), raw, today=TODAY)
    assert isinstance(result, Problem)
    return dict(result.params or {})


def kept(kind: str, raw: Raw, **changes: Any) -> Raw:
    result = check(field(kind, **changes), raw, today=TODAY)
    assert not isinstance(result, Problem), result
    return result


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("13847881201", ""),
        ("１３８４７８８１２０１", ""),
        ("138 4788-1201", ""),
        ("", ""),
        ("1384788120", "problem.mobile.too_short"),
        ("138478812011", "problem.mobile.too_long"),
        ("12847881201", "problem.mobile.start"),
        ("1384788120a", "problem.mobile.digits"),
        ("١٣٨٤٧٨٨١٢٠١", "problem.mobile.digits"),
    ],
)
def test_a_mobile_number(raw: str, key: str) -> None:
    assert said("mobile", raw) == key


def test_how_many_digits_are_missing_is_told() -> None:
    assert params("mobile", "138 4788 120") == {"missing": "1"}
    assert params("mobile", "138478812012") == {"over": "1"}


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        # ISO/IEC 7812 example accounts; the last digit is right by Luhn.
        ("6222021234567890128", ""),
        ("4111 1111 1111 1111", ""),
        ("4111111111111112", "problem.account.check"),
        ("411111111111111", "problem.account.length"),
        ("41111111111111111111", "problem.account.length"),
        ("411111111111111x", "problem.account.digits"),
    ],
)
def test_a_bank_account(raw: str, key: str) -> None:
    assert said("bank_account", raw, pattern=r"^\d{16,19}$", checksum="Luhn") == key


@given(st.text("0123456789", min_size=15, max_size=18))
def test_luhn_takes_exactly_one_last_digit_and_sees_every_single_slip(body: str) -> None:
    right = [body + last for last in "0123456789" if luhn(body + last)]
    assert len(right) == 1
    number = right[0]
    slips = (number[:at] + digit + number[at + 1 :] for at in range(len(number)) for digit in "0123456789")
    assert all(luhn(slip) == (slip == number) for slip in slips)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (SAMPLE_NUMBER, ""),
        (SAMPLE_NUMBER.lower(), ""),
        ("110105 19491231 002x", ""),
        ("1101051949123100", "problem.id_number.too_short"),
        (SAMPLE_NUMBER + "1", "problem.id_number.too_long"),
        ("110105194912310021", "problem.id_number.check"),
        ("110105194913310021", "problem.id_number.birth_date"),
        ("110105209901010021", "problem.id_number.future"),
        ("010105194912310021", "problem.id_number.prefix"),
        ("11010519491231002A", "problem.id_number.characters"),
    ],
)
def test_an_id_number(raw: str, key: str) -> None:
    assert said("id_number", raw) == key


@pytest.mark.parametrize(
    ("kind", "raw", "key"),
    [
        ("integer", "12", ""),
        ("integer", "12.5", "problem.number.whole"),
        ("integer", "-3", "problem.number.negative"),
        ("integer", "x", "problem.number.whole"),
        ("money", "1,200.50", ""),
        ("money", "1200.505", "problem.number.shape"),
        ("money", "-1", "problem.number.negative"),
        ("money", "1e5", "problem.number.shape"),
        ("money", "NaN", "problem.number.shape"),
        ("money", "1.", "problem.number.shape"),
        ("number", "0.1234", ""),
        ("number", "0.12345", "problem.number.shape"),
    ],
)
def test_an_amount(kind: str, raw: str, key: str) -> None:
    assert said(kind, raw) == key


def test_the_list_s_bounds() -> None:
    assert said("integer", "0", ge=1, le=3) == "problem.number.least"
    assert said("integer", "4", ge=1, le=3) == "problem.number.most"
    assert said("integer", "3", ge=1, le=3) == said("integer", "1", ge=1, le=3) == ""
    assert params("integer", "4", le=3) == {"most": "3"}


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(("", "0", "00")))
def test_money_is_kept_as_text_of_the_same_value(amount: Decimal, idle: str) -> None:
    value = kept("money", f"{idle}{amount}")
    assert Decimal(str(value)) == amount
    assert str(value).startswith("0.") or not str(value).startswith("0")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("20260630", ""),
        ("2026-06-30", ""),
        ("20260230", "problem.date.real"),
        ("2026630", "problem.date.real"),
        ("18991231", "problem.date.absurd"),
        ("20320101", "problem.date.absurd"),
        ("20311231", ""),
    ],
)
def test_a_date(raw: str, key: str) -> None:
    assert said("date", raw) == key


def test_a_day_of_something_that_happened_has_come() -> None:
    tomorrow = (TODAY + timedelta(days=1)).strftime("%Y%m%d")
    assert said("date", tomorrow, id="event_date") == "problem.date.future"
    assert said("date", tomorrow, id="expected_date") == ""
    assert said("date", TODAY.strftime("%Y%m%d"), id="event_date") == ""


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("20260630T0930", ""),
        ("20260630T093015", ""),
        ("20260630T2430", "problem.time.real"),
        ("20260630T0960", "problem.time.real"),
        ("20260230T0930", "problem.date.real"),
        ("20260630", "problem.time.real"),
    ],
)
def test_a_time(raw: str, key: str) -> None:
    assert said("datetime", raw) == key


def test_a_time_is_kept_with_seconds() -> None:
    assert kept("datetime", "20260630T0930") == "20260630T093000"


def test_a_coded_option_is_kept_by_its_code() -> None:
    assert kept("enum", "1", options=["1 男", "2 女"]) == "1"
    assert said("enum", "男", options=["1 男", "2 女"]) == "problem.choice"
    assert said("enum", "绵羊", options=["绵羊", "山羊"]) == ""


def test_an_option_that_is_not_on_the_terminal_is_written() -> None:
    assert kept("enum", "200元档", options_source="自治区公布的当年缴费档次表") == "200元档"


def test_none_of_them_stands_alone() -> None:
    options = ["无", "存款", "房产"]
    assert said("multi_enum", ("无",), options=options) == ""
    assert said("multi_enum", ("存款", "房产"), options=options) == ""
    assert said("multi_enum", ("无", "存款"), options=options) == "problem.choice.none_beside_others"
    assert said("multi_enum", ("金条",), options=options) == "problem.choice"
    assert said("multi_enum", ("存款", "存款"), options=options) == "problem.choice"
    assert said("multi_enum", (), options=options, required=True) == "problem.required.choice"


def test_a_place_is_a_known_code_or_words() -> None:
    assert kept("division", "150824102201") == "150824102201"
    assert kept("division", "呼和浩特市赛罕区") == "呼和浩特市赛罕区"
    assert said("division", "150824999999") == "problem.division"
    assert said("division", "旗") == "problem.division"


def test_a_table_s_rows() -> None:
    columns = ["姓名", "证件号"]
    assert said("table", (("巴图", ""), ("", "")), columns=columns, required=True) == ""
    assert kept("table", (("巴图", ""), ("", "")), columns=columns) == (("巴图", ""),)
    assert said("table", (("", "123"),), columns=columns) == "problem.table.first_cell"
    assert said("table", (("巴图",),), columns=columns) == "problem.table.first_cell"
    assert said("table", (), columns=columns, required=True) == "problem.table.rows"
    assert said("table", "", columns=columns, required=True, min_rows=1) == "problem.table.rows"
    assert kept("table", "", columns=columns, required=True, min_rows=0) == ()
    assert said("table", (("12345",),), columns=["耳标号（15位）"], pattern=r"^\d{15}$") == "problem.table.cell"


def test_length_is_counted_in_characters_not_units() -> None:
    assert said("text", "𬱖" * 50, max_length=50) == ""
    assert params("text", "𬱖" * 52, max_length=50) == {"max": "50", "over": "2"}


def test_a_listed_pattern_means_ascii_digits() -> None:
    assert said("text", "202501-202512", pattern=r"^\d{6}-\d{6}$") == ""
    assert said("text", "٢٠٢٥٠١-٢٠٢٥١٢", pattern=r"^\d{6}-\d{6}$") == "problem.pattern"
    assert said("text", "2025", pattern=r"^\d{6}-\d{6}$") == "problem.pattern"
    assert said("text", "蒙L12345", pattern=r"^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$") == ""


def test_rare_characters_and_the_middle_dot_stay_as_they_are() -> None:
    for name in ("阿拉坦·其其格", "𬱖", "㛃", "䶮", "豈"):
        assert kept("text", f" {name} ") == name


def test_lines_stay_only_where_several_are_asked_for() -> None:
    assert kept("textarea", "一\r\n\n二\x00", max_length=500) == "一\n二"
    assert kept("text", "一\n二") == "一 二"


@pytest.mark.parametrize("kind", ASKED_TYPES)
def test_a_blank_passes_where_it_may_and_is_asked_for_where_not(kind: str) -> None:
    extra: dict[str, Any] = (
        {"columns": ["姓名"]} if kind == "table" else {"options": ["甲", "乙"]} if "enum" in kind else {}
    )
    for blank in ("", "  ", "\u3000"):
        assert said(kind, blank, **extra) == ""
    key = said(kind, "", required=True, **extra)
    choosing = kind in ("enum", "multi_enum", "boolean")
    assert key == (
        "problem.table.rows" if kind == "table" else "problem.required.choice" if choosing else "problem.required"
    )


@given(
    st.sampled_from(ASKED_TYPES),
    st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3).map(tuple),
)
def test_whatever_is_written_gives_a_value_that_passes_again_or_a_sentence(kind: str, raw: Raw) -> None:
    asked = field(kind, columns=["姓名"], options=["甲", "乙"] if "enum" in kind else [])
    first = check(asked, raw, today=TODAY)
    if isinstance(first, Problem):
        assert first.key.startswith("problem.")
        assert first.field == "asked"
    else:
        assert check(asked, first, today=TODAY) == first


def dated(first: str, last: str) -> tuple[dict[str, Raw], tuple[Problem, ...]]:
    page = FormPage((field("date", id="start_date"), field("date", id="end_date")))
    return check_page(page, Form((), (page,)), {"start_date": first, "end_date": last}, today=TODAY)


def test_an_end_before_its_beginning_is_said_beside_the_end() -> None:
    right, problems = dated("20260601", "20260531")
    assert right == {"start_date": "20260601"}
    assert [(problem.field, problem.key) for problem in problems] == [("end_date", "problem.date.order")]
    assert dated("20260601", "20260601")[1] == ()
    assert dated("20260601", "")[1] == ()


def test_pages_that_still_have_something_to_say() -> None:
    pages = (FormPage((field("text", id="one", required=True),)), FormPage((field("text", id="two"),)))
    form = Form((), pages)
    assert pages_with_problems(form, {}, today=TODAY) == (0,)
    assert pages_with_problems(form, {"one": "好"}, today=TODAY) == ()


def test_the_day_decides_what_is_too_far() -> None:
    assert isinstance(check(field("date"), "20300101", today=date(2024, 1, 1)), Problem)
    assert check(field("date"), "20300101", today=date(2026, 1, 1)) == "20300101"
