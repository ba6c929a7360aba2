"""The list is trusted whole or not at all, and every fault in it is told at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from kiosk.base.errors import CatalogueError
from kiosk.catalogue.consistency import is_uscc
from kiosk.catalogue.load import load_catalogue, read_sha256
from tests.kiosk.people import DATA

Listed = dict[str, Any]
Damage = Callable[[Listed], None]


@pytest.fixture
def listed() -> Listed:
    loaded: Listed = json.loads((DATA / "catalogue.json").read_bytes())
    return loaded


def load(listed: Listed) -> None:
    load_catalogue(json.dumps(listed).encode(), None)


def test_the_project_s_list_loads_under_its_own_hash() -> None:
    raw = (DATA / "catalogue.json").read_bytes()
    catalogue = load_catalogue(raw, read_sha256((DATA / "catalogue.json.sha256").read_text()))
    assert len(catalogue.items) == 85
    assert catalogue.version == "0.1.0"
    assert catalogue.authority_name("rensheju") != "rensheju"


def test_the_project_s_list_fits_its_schema(listed: Listed) -> None:
    schema = json.loads((DATA / "catalogue.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(listed)


@pytest.mark.parametrize("at", [0, 1000, -2])
def test_one_flipped_bit_is_another_list(at: int) -> None:
    raw = bytearray((DATA / "catalogue.json").read_bytes())
    expected = hashlib.sha256(raw).hexdigest()
    raw[at] ^= 1
    with pytest.raises(CatalogueError, match="L01"):
        load_catalogue(bytes(raw), expected)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"{}"])
def test_what_is_no_list_is_damaged(raw: bytes) -> None:
    with pytest.raises(CatalogueError, match="L01"):
        load_catalogue(raw, None)


def test_a_hash_file_without_a_hash_is_damage() -> None:
    with pytest.raises(CatalogueError, match="L01"):
        read_sha256("catalogue.json\n")
    with pytest.raises(CatalogueError, match="L01"):
        read_sha256("")


def test_every_shape_fault_is_told_at_once(listed: Listed) -> None:
    listed["items"][3]["fidelity"] = "half"
    listed["items"][7]["surprise"] = 1
    del listed["authorities"][0]["zh"]
    del listed["certificates"]
    with pytest.raises(CatalogueError) as caught:
        load(listed)
    assert caught.value.code == "L01"
    told = caught.value.detail.splitlines()
    assert [line.split(":")[0] for line in told] == ["authorities[0]", "certificates", "items[3]", "items[7]"]


def test_a_missing_version_is_damage(listed: Listed) -> None:
    del listed["meta"]["version"]
    with pytest.raises(CatalogueError, match="L01"):
        load(listed)


def swap(text: str, at: int, char: str) -> str:
    return text[:at] + char + text[at + 1 :]


def damage_level(listed: Listed) -> None:
    codes = listed["items"][0]["codes"]
    codes["implementation_code"] = swap(codes["implementation_code"], 18, "3")


def damage_check_character(listed: Listed) -> None:
    body = listed["authorities"][1]
    body["sample_uscc"] = swap(body["sample_uscc"], 3, "3")


def damage_basic_code(listed: Listed) -> None:
    listed["items"][0]["codes"]["basic_code"] = "152014904000"


def damage_type(listed: Listed) -> None:
    listed["items"][0]["type"]["code"] = "05"


def damage_handling_item(listed: Listed) -> None:
    codes = listed["items"][0]["codes"]
    codes["handling_item_code"] = "2" + codes["handling_item_code"][1:]


def damage_length(listed: Listed) -> None:
    listed["items"][0]["codes"]["implementation_code"] += "0"


def damage_authority(listed: Listed) -> None:
    listed["items"][0]["authority"] = "nobody"


def damage_item_id(listed: Listed) -> None:
    listed["items"][1]["id"] = listed["items"][0]["id"]


def damage_material_id(listed: Listed) -> None:
    listed["items"][0]["materials"].append(listed["items"][0]["materials"][0])


def damage_field_id(listed: Listed) -> None:
    listed["items"][0]["form_fields"].append(listed["items"][0]["form_fields"][0])


def damage_certificate(listed: Listed) -> None:
    listed["items"][0]["materials"][0]["ecert_id"] = "cert_none"


def damage_waiver(listed: Listed) -> None:
    listed["items"][0]["materials"][0]["ecert_id"] = None


def damage_proxy(listed: Listed) -> None:
    listed["items"][0]["proxy"]["requires"] = ["no_such_paper"]


def damage_commitment(listed: Listed) -> None:
    listed["items"][0]["commitment"]["allowed"] = False


def damage_deferral(listed: Listed) -> None:
    listed["items"][5]["deferral"]["allowed"] = False


def damage_condition(listed: Listed) -> None:
    listed["items"][0]["form_fields"][0]["visible_if"] = "no_such_field=1"


def damage_pattern(listed: Listed) -> None:
    listed["items"][0]["form_fields"][0]["validation"]["pattern"] = "("


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (damage_level, "rp-enrol: level 3 in the code"),
        (damage_check_character, "fails the check of GB 32100"),
        (damage_basic_code, "rp-enrol: basic code is not the end"),
        (damage_type, "rp-enrol: type 20 in the code"),
        (damage_handling_item, "rp-enrol: handling item code"),
        (damage_length, "rp-enrol: codes have (12, 32, 33)"),
        (damage_authority, "rp-enrol: authority nobody"),
        (damage_item_id, "item rp-enrol is there 2 times"),
        (damage_material_id, "rp-enrol: material id_card is there 2 times"),
        (damage_field_id, "rp-enrol: field applicant_name is there 2 times"),
        (damage_certificate, "certificate cert_none is not in the list"),
        (damage_waiver, "contradict each other"),
        (damage_proxy, "rp-enrol: proxy paper no_such_paper"),
        (damage_commitment, "rp-enrol: material hukou: commitment"),
        (damage_deferral, "mi-offsite: material proof: may come later"),
        (damage_condition, "rp-enrol: field applicant_name: visible_if"),
        (damage_pattern, "rp-enrol: field applicant_name: pattern"),
    ],
)
def test_every_contradiction_is_seen(listed: Listed, damage: Damage, told: str) -> None:
    damage(listed)
    with pytest.raises(CatalogueError) as caught:
        load(listed)
    assert caught.value.code == "L02"
    assert told in caught.value.detail


def test_all_contradictions_are_told_at_once(listed: Listed) -> None:
    damage_authority(listed)
    damage_proxy(listed)
    damage_deferral(listed)
    with pytest.raises(CatalogueError) as caught:
        load(listed)
    assert len(caught.value.detail.splitlines()) == 3


def test_credit_codes_are_checked_against_a_real_one() -> None:
    assert is_uscc("11370800MB28559184")
    assert not is_uscc("11370800MB28559185")
    assert not is_uscc("11370800MB2855918I")
    assert not is_uscc("11370800MB2855918")
