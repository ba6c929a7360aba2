"""What types cannot say about a list: codes, references and flags that must agree with each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kiosk.base.ids import ALPHABET, check_character
from kiosk.catalogue.model import Catalogue, ListedField, ListedMaterial, ServiceItem

# Lengths seen in codes that are in use; GB/T 39046-2020 says 10 and 24, the later GB/T 39554.1 does not.
BASIC_LENGTH = 12
IMPLEMENTATION_LENGTH = 31
HANDLING_LENGTH = 33
USCC_LENGTH = 18
LEVELS = frozenset("1234567")
DEFERRED = "3"


def faults_in(catalogue: Catalogue, version: str) -> list[str]:
    """Every contradiction, each with the id it is about; `version` is the list's own."""
    faults = [] if re.fullmatch(r"\d+\.\d+\.\d+", version) else [f"meta.version: {version!r} is not like 1.2.3"]
    faults += _twice("division", (division.code12 for division in catalogue.divisions))
    faults += _twice("authority", (authority.id for authority in catalogue.authorities))
    faults += _twice("certificate", (certificate.id for certificate in catalogue.certificates))
    faults += _twice("item", (item.id for item in catalogue.items))
    faults += _twice("basic code", (item.codes.basic_code for item in catalogue.items))
    faults += [
        f"authority {body.id}: {body.sample_uscc} fails the check of GB 32100"
        for body in catalogue.authorities
        if not is_uscc(body.sample_uscc)
    ]
    faults += [
        fault for material in catalogue.common_materials for fault in _material_faults("common", material, catalogue)
    ]
    return faults + [f"{item.id}: {fault}" for item in catalogue.items for fault in _item_faults(item, catalogue)]


def is_uscc(code: str) -> bool:
    """Whether this is an 18-character unified social credit code with a right check character (GB 32100-2015)."""
    if len(code) != USCC_LENGTH or set(code) - set(ALPHABET):
        return False
    return check_character(code[:-1]) == code[-1]


def _twice(kind: str, ids: Iterable[str]) -> list[str]:
    return [f"{kind} {name} is there {count} times" for name, count in Counter(ids).items() if count > 1]


def _item_faults(item: ServiceItem, catalogue: Catalogue) -> Iterator[str]:
    yield from _code_faults(item)
    authority = next((body for body in catalogue.authorities if body.id == item.authority), None)
    if authority is None:
        yield f"authority {item.authority} is not in the list"
    elif item.codes.implementation_code[:USCC_LENGTH] != authority.sample_uscc:
        yield f"implementation code is not of authority {item.authority}"
    yield from _twice("material", (material.id for material in item.materials))
    yield from _twice("field", (field.id for field in item.form_fields))
    for material in item.materials:
        yield from _material_faults(f"material {material.id}", material, catalogue)
        yield from _flag_faults(item, material)
    yield from _proxy_faults(item, catalogue)
    for field in item.form_fields:
        yield from _field_faults(field, item)


def _code_faults(item: ServiceItem) -> Iterator[str]:
    """Source: the reading of real codes (18 authority, 1 level, 12 basic, 2 handling item)."""
    codes = item.codes
    whole = codes.implementation_code
    lengths = (len(codes.basic_code), len(whole), len(codes.handling_item_code))
    if lengths != (BASIC_LENGTH, IMPLEMENTATION_LENGTH, HANDLING_LENGTH):
        yield f"codes have {lengths} characters, not 12, 31 and 33"
        return
    if not is_uscc(whole[:USCC_LENGTH]):
        yield f"authority code {whole[:USCC_LENGTH]} fails the check of GB 32100"
    if whole[18] not in LEVELS or whole[18] != item.level.code:
        yield f"level {whole[18]} in the code is not the item's level {item.level.code}"
    if whole[19:31] != codes.basic_code:
        yield "basic code is not the end of the implementation code"
    if codes.basic_code[2:4] != item.type.code:
        yield f"type {codes.basic_code[2:4]} in the code is not the item's type {item.type.code}"
    if codes.handling_item_code[:IMPLEMENTATION_LENGTH] != whole:
        yield "handling item code does not begin with the implementation code"


def _material_faults(path: str, material: ListedMaterial, catalogue: Catalogue) -> Iterator[str]:
    certificates = {certificate.id for certificate in catalogue.certificates}
    if material.ecert_id is not None and material.ecert_id not in certificates:
        yield f"{path}: certificate {material.ecert_id} is not in the list"
    if material.waivable_by_ecert != (material.ecert_id is not None):
        yield f"{path}: waivable by e-certificate and certificate id contradict each other"
    if material.necessity.code == DEFERRED and not material.deferral_allowed:
        yield f"{path}: may come later (3) but deferral is not allowed"


def _flag_faults(item: ServiceItem, material: ListedMaterial) -> Iterator[str]:
    if material.commitment_allowed and not item.commitment.allowed:
        yield f"material {material.id}: commitment is allowed for it but not for the item"
    if material.necessity.code == DEFERRED and not item.deferral.allowed:
        yield f"material {material.id}: may come later but deferral is not allowed for the item"


def _proxy_faults(item: ServiceItem, catalogue: Catalogue) -> Iterator[str]:
    known = {material.id for material in (*item.materials, *catalogue.common_materials)}
    for required in item.proxy.requires:
        if required not in known:
            yield f"proxy paper {required} is not in the list"
    if item.proxy.requires and not item.proxy.allowed:
        yield "proxy papers are listed although nobody may apply for the person"


def _field_faults(field: ListedField, item: ServiceItem) -> Iterator[str]:
    try:
        re.compile(field.validation.pattern)
    except re.error:
        yield f"field {field.id}: pattern is not a regular expression"
    controlling, _, word = field.visible_if.partition("=")
    if field.visible_if and (not word or controlling not in {other.id for other in item.form_fields}):
        yield f"field {field.id}: visible_if {field.visible_if!r} names no field of the item"
    if field.type == "table" and not field.validation.columns:
        yield f"field {field.id}: a table without columns"
