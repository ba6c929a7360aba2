"""Fictitious citizens and clerks for demo, training and tests: nobody lives in a 样例嘎查 (sample village)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from devices.cards import social_security
from devices.images import (
    ChipImage,
    ClerkImage,
    PassportImage,
    ResidentIdImage,
    day_digits,
    name_records,
    resident_id_block,
)
from kiosk.cards import LONG_TERM
from kiosk.cards.mrz import Mrz
from kiosk.identity.clerk import SignInRefusal


@dataclass(frozen=True, slots=True)
class Citizen:
    """One person and their two cards; codes as the cards keep them (GB/T 2261.1, GB/T 3304)."""

    name: str
    id_number: str
    sex_code: str
    ethnic_code: str
    address: str
    issuer: str
    valid_from: date
    valid_to: date
    social_security_number: str

    @property
    def birth_digits(self) -> str:
        """The date of birth inside the identity number (GB 11643), YYYYMMDD."""
        return self.id_number[6:14]

    def resident_id(self, born: str = "") -> ResidentIdImage:
        """Their resident ID card; with another birth date than its number has, where one is given."""
        return ResidentIdImage(
            resident_id_block(
                {
                    "NAME": self.name,
                    "SEX": self.sex_code,
                    "ETHNICITY": self.ethnic_code,
                    "BIRTH_DATE": born or self.birth_digits,
                    "ADDRESS": self.address,
                    "ID_NUMBER": self.id_number,
                    "ISSUER": self.issuer,
                    "VALID_FROM": day_digits(self.valid_from),
                    "VALID_TO": day_digits(self.valid_to),
                }
            )
        )

    def social_security(self) -> ChipImage:
        """Their social-security card, issued on 1 June 2019 for ten years."""
        return ChipImage(
            {
                social_security.CARD_FILE: {
                    social_security.ISSUE_DATE: bytes.fromhex("20190601"),
                    social_security.VALID_TO: bytes.fromhex("20290531"),
                    social_security.CARD_NUMBER: self.social_security_number.encode("ascii"),
                },
                social_security.HOLDER_FILE: {
                    social_security.ID_NUMBER: self.id_number.encode("ascii"),
                    **name_records(self.name),
                    social_security.SEX: self.sex_code.encode("ascii"),
                    social_security.ETHNICITY: bytes.fromhex(self.ethnic_code),
                    social_security.BIRTH_DATE: bytes.fromhex(self.birth_digits),
                },
            }
        )


OVER_EIGHTY = Citizen(
    name="其其格",
    id_number="150824194305120026",
    sex_code="2",
    ethnic_code="02",
    address="内蒙古巴彦淖尔市乌拉特中旗样例苏木样例嘎查1号",
    issuer="乌拉特中旗公安局",
    valid_from=date(2013, 6, 1),
    valid_to=LONG_TERM,
    social_security_number="A00000001",
)
LONG_TERM_CARD = Citizen(
    name="巴特尔",
    id_number="150824196103080010",
    sex_code="1",
    ethnic_code="02",
    address="内蒙古巴彦淖尔市乌拉特中旗样例苏木样例嘎查2号",
    issuer="乌拉特中旗公安局",
    valid_from=date(2012, 4, 16),
    valid_to=LONG_TERM,
    social_security_number="A00000002",
)
HERDER = Citizen(
    name="苏和",
    id_number="150825197909210030",
    sex_code="1",
    ethnic_code="02",
    address="内蒙古巴彦淖尔市乌拉特后旗样例苏木样例嘎查3号",
    issuer="乌拉特后旗公安局",
    valid_from=date(2018, 9, 30),
    valid_to=date(2038, 9, 30),
    social_security_number="A00000003",
)
RARE_NAME = Citizen(
    name="李𬱖",
    id_number="150802199202140045",
    sex_code="2",
    ethnic_code="01",
    address="内蒙古巴彦淖尔市临河区样例镇样例村4号",
    issuer="巴彦淖尔市公安局临河区分局",
    valid_from=date(2019, 3, 1),
    valid_to=date(2039, 3, 1),
    social_security_number="A00000004",
)
DOTTED_NAME = Citizen(
    name="孛儿只斤·阿拉腾其木格",
    id_number="150826196811020062",
    sex_code="2",
    ethnic_code="02",
    address="内蒙古巴彦淖尔市杭锦后旗样例镇样例村5号",
    issuer="杭锦后旗公安局",
    valid_from=date(2016, 11, 20),
    valid_to=LONG_TERM,
    social_security_number="A00000005",
)
EXPIRED_CARD = Citizen(
    name="张样例",
    id_number="150822198807070079",
    sex_code="1",
    ethnic_code="01",
    address="内蒙古巴彦淖尔市磴口县样例镇样例村6号",
    issuer="磴口县公安局",
    valid_from=date(2006, 3, 1),
    valid_to=date(2016, 3, 1),
    social_security_number="A00000006",
)

# Nobody has this passport either: Utopia is the country of specimens (ICAO 9303-3).
TRAVELLER = PassportImage(
    Mrz(
        document="P",
        issuer="UTO",
        number="E99000017",
        nationality="UTO",
        birth="740812",
        sex="F",
        expiry="330415",
        surname="SAMPLE",
        given="ANNA",
    )
)

CITIZENS: Mapping[str, Citizen] = {
    "over-eighty": OVER_EIGHTY,
    "long-term": LONG_TERM_CARD,
    "herder": HERDER,
    "rare-name": RARE_NAME,
    "dotted-name": DOTTED_NAME,
    "expired": EXPIRED_CARD,
}

# What a trainee types, as docs/operations/training.md tells, and the played clerk of a demonstration; no terminal ever does by itself.
TRAINING_PIN = "135790"
CLERKS: Mapping[str, ClerkImage] = {
    "clerk": ClerkImage("乌云样例", TRAINING_PIN),
    "clerk-colleague": ClerkImage("王样例", TRAINING_PIN),
    "clerk-last-try": ClerkImage("赵样例", TRAINING_PIN, tries=1),
    "clerk-blocked": ClerkImage("钱样例", TRAINING_PIN, tries=0),
    "clerk-expired": ClerkImage("孙样例", TRAINING_PIN, refused=SignInRefusal.NOT_VALID_NOW),
    "clerk-revoked": ClerkImage("李样例", TRAINING_PIN, refused=SignInRefusal.REVOKED),
    "clerk-stranger": ClerkImage("周样例", TRAINING_PIN, refused=SignInRefusal.UNKNOWN_ISSUER),
}

# Residents who are no citizens, with the flag of their card's layout (devices/cards/resident_id.py).
RESIDENTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "hong-kong": (
        "J",
        {
            "NAME": "陈样例",
            "SEX": "1",
            "BIRTH_DATE": "19850101",
            "ADDRESS": "内蒙古巴彦淖尔市临河区样例镇样例村7号",
            "ID_NUMBER": "810000198501010010",
            "ISSUER": "巴彦淖尔市公安局",
            "VALID_FROM": "20230101",
            "VALID_TO": "20330101",
            "CARD_NUMBER": "H00000001",
        },
    ),
    "foreigner-2017": (
        "I",
        {
            "NAME": "SAMPLE, PERSON",
            "SEX": "2",
            "ID_NUMBER": "PAK310080010103",
            "CHINESE_NAME": "样例人",
            "VALID_FROM": "20190101",
            "VALID_TO": "20290101",
            "BIRTH_DATE": "19800101",
        },
    ),
    "foreigner-2023": (
        "Y",
        {
            "CHINESE_NAME": "样例人",
            "SEX": "2",
            "BIRTH_DATE": "19800101",
            "NAME": "SAMPLE, PERSON",
            "ID_NUMBER": "931586198001010028",
            "VALID_FROM": "20240101",
            "VALID_TO": "20340101",
        },
    ),
}
