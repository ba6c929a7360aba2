"""The text blocks of all four layouts against bytes put together by hand, and against any bytes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.cards.resident_id import LAYOUTS, decode, decode_address
from devices.images import resident_id_block
from kiosk.cards import LONG_TERM, Authenticity, CardContent, CardKind, CardProblem
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity, IdentityRefusal

# Field by field in the bytes of GA/T 467's layout, widths 30, 2, 4, 16, 70, 36, 30, 16, 16, 36; a space is 20 00.
WIDTHS = (30, 2, 4, 16, 70, 36, 30, 16, 16, 36)
SAMPLE = (
    "205F 094E",
    "3200",
    "3000 3100",
    "3100 3900 3400 3900 3100 3200 3300 3100",
    "1753 AC4E 025E",
    "3100 3100 3000 3100 3000 3500 3100 3900 3400 3900 3100 3200 3300 3100 3000 3000 3200 5800",
    "1753 AC4E 025E 6C51 895B 405C",
    "3200 3000 3200 3000 3000 3100 3000 3100",
    "7F95 1F67",
    "",
)


def padded(**changed: str) -> bytes:
    names = ("name", "sex", "ethnicity", "birth", "address", "number", "issuer", "start", "end", "rest")
    raw = b""
    for name, text, width in zip(names, SAMPLE, WIDTHS, strict=True):
        value = bytes.fromhex(changed.get(name, text))
        raw += value + b"\x20\x00" * ((width - len(value)) // 2)
    return raw


def test_every_field_of_the_sample() -> None:
    assert len(padded()) == 256
    assert decode(padded()) == CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name="张三",
        id_number="11010519491231002X",
        sex="女",
        ethnicity="汉",
        birth_date=date(1949, 12, 31),
        address="北京市",
        issuer="北京市公安局",
        valid_from=date(2020, 1, 1),
        valid_to=LONG_TERM,
    )


def test_a_dated_expiry_and_a_name_beyond_the_first_plane() -> None:
    content = decode(padded(end="3200 3000 3300 3900 3000 3300 3000 3100", name="4E67 73D8 56DC"))
    assert isinstance(content, CardContent)
    assert content.valid_to == date(2039, 3, 1)
    assert content.name == "李𬱖"


def laid(*fields: tuple[int, int, str]) -> bytes:
    """A block put together from (offset, length, text) as the published tables give them, spaces everywhere else."""
    raw = bytearray(b"\x20\x00" * 128)
    for offset, length, text in fields:
        value = text.encode("utf-16-le")
        assert len(value) <= length
        raw[offset : offset + len(value)] = value
    return bytes(raw)


PERMIT = (
    (0, 30, "陈大文"), (30, 2, "1"), (36, 16, "19800229"), (52, 70, "内蒙古巴彦淖尔市临河区样例街1号"),
    (122, 36, "810000198002290011"), (158, 30, "巴彦淖尔市公安局"), (188, 16, "20190301"), (204, 16, "20240301"),
    (220, 18, "H01234567"), (238, 4, "01"), (248, 2, "J"),
)  # fmt: skip
FOREIGNER_2017 = (
    (0, 120, "SAMPLE, MARIA LONG NAME"), (120, 2, "2"), (122, 30, "PAK310080010103"), (152, 6, "PAK"), (158, 30, "玛丽亚"),
    (188, 16, "20180101"), (204, 16, "20280101"), (220, 16, "19800101"), (236, 4, "01"), (240, 8, "1500"), (248, 2, "I"),
)  # fmt: skip
FOREIGNER_2023 = (
    (0, 30, "玛丽亚"), (30, 2, "2"), (32, 4, "01"), (36, 16, "19800101"), (52, 70, "SAMPLE MARIA ANTONIA DE LA CRUZ    "),
    (122, 36, "931586198001010028"), (188, 16, "20231201"), (204, 16, "长期"), (220, 22, "Y SANTIAGO"), (242, 6, "PAK"),
    (248, 2, "Y"), (250, 6, "000"),
)  # fmt: skip


def test_the_permit_of_hong_kong_macao_and_taiwan_residents() -> None:
    assert decode(laid(*PERMIT)) == CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name="陈大文",
        id_number="810000198002290011",
        sex="男",
        birth_date=date(1980, 2, 29),
        address="内蒙古巴彦淖尔市临河区样例街1号",
        issuer="巴彦淖尔市公安局",
        valid_from=date(2019, 3, 1),
        valid_to=date(2024, 3, 1),
        card_number="H01234567",
    )


def test_the_foreigners_card_of_2017() -> None:
    assert decode(laid(*FOREIGNER_2017)) == CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name="SAMPLE, MARIA LONG NAME",
        id_number="PAK310080010103",
        sex="女",
        birth_date=date(1980, 1, 1),
        valid_from=date(2018, 1, 1),
        valid_to=date(2028, 1, 1),
    )


def test_the_foreigners_card_of_2023_with_a_name_in_two_fields() -> None:
    assert decode(laid(*FOREIGNER_2023)) == CardContent(
        kind=CardKind.RESIDENT_ID,
        authenticity=Authenticity.VERIFIED,
        name="SAMPLE MARIA ANTONIA DE LA CRUZ    Y SANTIAGO",
        id_number="931586198001010028",
        sex="女",
        birth_date=date(1980, 1, 1),
        valid_from=date(2023, 12, 1),
        valid_to=LONG_TERM,
    )


def test_a_foreigner_without_a_latin_name_is_called_by_the_chinese_one() -> None:
    for card, place in ((FOREIGNER_2017, 0), (FOREIGNER_2023, 52)):
        content = decode(laid(*(field for field in card if field[0] not in (place, 220 if place else -1))))
        assert isinstance(content, CardContent) and content.name == "玛丽亚"


@pytest.mark.parametrize("card", [PERMIT, FOREIGNER_2017, FOREIGNER_2023])
def test_who_holds_such_a_card_is_known_by_it(card: tuple[tuple[int, int, str], ...]) -> None:
    content = decode(laid(*card))
    assert isinstance(content, CardContent)
    person = identify(content, date(2026, 7, 1))
    assert isinstance(person, Identity)
    assert (person.birth_date, person.sex) == (content.birth_date, content.sex)


@pytest.mark.parametrize("flag", ["4200", "6A00", "2D4E"])
def test_other_layouts_are_not_guessed(flag: str) -> None:
    raw = padded()[:248] + bytes.fromhex(flag) + b"\x20\x00" * 3
    assert decode(raw) is CardProblem.UNSUPPORTED


def test_the_newest_address_is_a_field_of_seventy_bytes_or_nothing() -> None:
    whole = "样例村9号".ljust(35).encode("utf-16-le")
    assert decode_address(whole) == "样例村9号"
    assert decode_address(whole[:-2]) == decode_address(b"") == decode_address(b"\x00\xd8" * 35) == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        padded()[:255],
        padded() + b" ",
        padded(birth="3100 3900 3400 3900 3100 3300 3300 3100"),
        padded(end="7F95 1F67 1F67"),
        padded(number=""),
        padded(number="205F 094E"),
        padded(name="00D8 2000"),
        padded(name="205F 0A00 094E"),
        bytes([0xFF]) * 248 + b"\x20\x00" * 4,
    ],
)
def test_what_is_no_such_block_is_a_damaged_card(raw: bytes) -> None:
    assert decode(raw) is CardProblem.DAMAGED


@given(st.binary(min_size=256, max_size=256))
def test_any_256_bytes_end_in_a_content_or_a_problem(raw: bytes) -> None:
    assert isinstance(decode_address(raw[:70]), str)
    assert isinstance(decode(raw), (CardContent, CardProblem))


GOOD = {
    "NAME": "张三", "SEX": "1", "ETHNICITY": "01", "BIRTH_DATE": "19491231", "ID_NUMBER": "11010519491231002X",
    "VALID_FROM": "20200101", "VALID_TO": "长期",
}  # fmt: skip
WRITTEN = st.one_of(
    st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=18),
    st.sampled_from(["931586198001010028", "PAK310080010103", "19800101", "20300230", "1", "9", ""]),
)


@given(st.sampled_from(sorted(LAYOUTS)), st.dictionaries(st.sampled_from(sorted(GOOD)), WRITTEN, max_size=4))
@example("I", {"ID_NUMBER": "PAK310080010103", "SEX": "", "BIRTH_DATE": ""})
def test_any_texts_in_any_layout_give_a_person_or_a_reason(flag: str, changed: dict[str, str]) -> None:
    places = LAYOUTS[flag]
    texts = {
        name: text[: (places[name].stop - places[name].start) // 2]
        for name, text in (GOOD | changed).items()
        if name in places
    }
    content = decode(resident_id_block(texts, flag))
    assert isinstance(content, CardContent | CardProblem)
    if not isinstance(content, CardContent):
        return
    person = identify(content, date(2026, 7, 1))
    assert isinstance(content.binding(), bytes)
    if isinstance(person, Identity):
        assert person.content.name.strip() and person.sex in ("", "男", "女", person.content.sex)
        assert person.birth_date is None or person.birth_date.year > 0
    else:
        assert person in IdentityRefusal


@given(
    st.sampled_from([padded(), laid(*PERMIT), laid(*FOREIGNER_2017), laid(*FOREIGNER_2023)]),
    st.integers(min_value=0, max_value=255),
    st.integers(min_value=0, max_value=255),
)
def test_one_wrong_byte_never_crashes(block: bytes, place: int, byte: int) -> None:
    raw = bytearray(block)
    raw[place] = byte
    content = decode(bytes(raw))
    assert isinstance(content, (CardContent, CardProblem))
    if isinstance(content, CardContent):
        assert isinstance(identify(content, date(2026, 7, 1)), (Identity, IdentityRefusal))
