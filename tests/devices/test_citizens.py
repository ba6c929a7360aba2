"""The fictitious citizens: possible people whose two cards say the same."""

from __future__ import annotations

import re
from datetime import date

import pytest

from devices.citizens import CITIZENS, DOTTED_NAME, EXPIRED_CARD, LONG_TERM_CARD, OVER_EIGHTY, RARE_NAME, Citizen
from devices.images import ChipSession
from kiosk.cards import LONG_TERM, CardContent
from tests.devices.test_simulator import Stage

EVERYONE = pytest.mark.parametrize("citizen", CITIZENS.values(), ids=CITIZENS.keys())
# GB/T 2260: the districts, counties and banners of Bayannur.
DIVISIONS = {"150802", "150821", "150822", "150823", "150824", "150825", "150826"}


def read(citizen: Citizen) -> tuple[CardContent, CardContent]:
    stage = Stage()
    contents = [
        stage.reader.read(stage.insert(card), 15) for card in (citizen.resident_id(), citizen.social_security())
    ]
    first, second = contents
    assert isinstance(first, CardContent)
    assert isinstance(second, CardContent)
    return first, second


@EVERYONE
def test_both_cards_name_the_same_person(citizen: Citizen) -> None:
    resident, social = read(citizen)
    assert resident.name == social.name == citizen.name
    assert resident.id_number == social.id_number == citizen.id_number
    assert resident.birth_date == social.birth_date
    assert (resident.sex, resident.ethnicity) == (social.sex, social.ethnicity)
    assert resident.valid_to == citizen.valid_to
    assert social.card_number == citizen.social_security_number


@EVERYONE
def test_the_number_is_possible_and_from_here(citizen: Citizen) -> None:
    # ISO 7064 MOD 11-2 as it is defined, digit by digit, and not by GB 11643's table of weights.
    remainder = 0
    for char in citizen.id_number[:-1]:
        remainder = (remainder + int(char)) * 2 % 11
    assert citizen.id_number[-1] == "0123456789X"[(12 - remainder) % 11]
    assert citizen.id_number[:6] in DIVISIONS
    assert ("女", "男")[int(citizen.id_number[16]) % 2] == read(citizen)[0].sex


@EVERYONE
def test_nobody_lives_there(citizen: Citizen) -> None:
    assert re.search("样例(苏木样例嘎查|镇样例村)", citizen.address)


def test_the_ones_that_were_asked_for() -> None:
    assert read(OVER_EIGHTY)[0].birth_date == date(1943, 5, 12)
    assert "𬱖" in RARE_NAME.name
    assert "·" in DOTTED_NAME.name
    assert EXPIRED_CARD.valid_to < date(2026, 1, 1)
    assert LONG_TERM_CARD.valid_to == LONG_TERM
    assert len({citizen.id_number for citizen in CITIZENS.values()}) == len(CITIZENS)


def test_the_chip_answers_only_the_length_it_has() -> None:
    chip = ChipSession(OVER_EIGHTY.social_security())
    assert chip.transmit(bytes.fromhex("00B2080014")) == b"\x6d\x00"
    assert chip.transmit(bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")) == b"\x90\x00"
    assert chip.transmit(bytes.fromhex("00A4020002EF06")) == b"\x90\x00"
    assert chip.transmit(bytes.fromhex("00B2080000")) == b"\x6c\x14"
    assert chip.transmit(bytes.fromhex("00B2080014")) == b"\x08\x12" + OVER_EIGHTY.id_number.encode() + b"\x90\x00"
    assert chip.transmit(bytes.fromhex("00A4020002EF09")) == b"\x6a\x82"


def test_a_name_too_long_for_its_field_is_said_at_once() -> None:
    giant = Citizen("长" * 16, *[getattr(OVER_EIGHTY, name) for name in Citizen.__slots__[1:]])
    with pytest.raises(ValueError, match="NAME"):
        giant.resident_id()
