"""Fictitious people and the sample list, for the tests of the rules."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from kiosk.cards import Authenticity, CardContent, CardKind
from kiosk.cards.mrz import DocumentKey
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.model import Catalogue
from kiosk.identity.identify import identify
from kiosk.identity.model import Identity

DATA = Path(__file__).parents[2] / "kiosk" / "catalogue" / "data"
TODAY = date(2026, 7, 1)
DEVICES = frozenset({"id_reader", "ss_card_reader", "sign_pad", "receipt_printer"})
# GB 11643-1999 prints this number as its own example (a woman born on 31 December 1949).
SAMPLE_NUMBER = "11010519491231002X"


@cache
def sample_list() -> Catalogue:
    """The project's catalogue."""
    return load_catalogue((DATA / "catalogue.json").read_bytes(), None)


def elder() -> Identity:
    """Her resident ID card, read by a SAM."""
    return known_by(
        CardContent(
            CardKind.RESIDENT_ID,
            Authenticity.VERIFIED,
            "其其格",
            SAMPLE_NUMBER,
            sex="女",
            ethnicity="蒙古",
            birth_date=date(1949, 12, 31),
            address="内蒙古乌拉特中旗白音塔拉嘎查3号",
            valid_to=date(2036, 1, 1),
        )
    )


def elder_by_social_security() -> Identity:
    """The same person with only her social-security card: no address, no ethnicity."""
    return known_by(
        CardContent(
            CardKind.SOCIAL_SECURITY, Authenticity.READ, "其其格", SAMPLE_NUMBER, sex="女", card_number="A12345678"
        )
    )


# The key of the traveller's passport, as it is printed in it.
TRAVELLERS_KEY = DocumentKey("E99000017", "740812", "330415")


def traveller() -> CardContent:
    """A passport of the country of specimens, its chip opened."""
    return CardContent(
        CardKind.TRAVEL_DOCUMENT,
        Authenticity.READ,
        "SAMPLE, ANNA",
        "",
        sex="女",
        birth_date=date(1974, 8, 12),
        issuer="UTO",
        valid_to=date(2033, 4, 15),
        card_number="E99000017",
        document="P",
    )


def known_by(content: CardContent) -> Identity:
    """The identity a card gives today."""
    person = identify(content, TODAY)
    assert isinstance(person, Identity)
    return person
