"""From the bytes of a list to a catalogue that may be trusted, or every fault in it at once."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from kiosk.base.errors import CatalogueError
from kiosk.catalogue.consistency import faults_in
from kiosk.catalogue.model import Authority, Catalogue, Certificate, Division, ListedMaterial, ServiceItem

DAMAGED = "L01"
INCONSISTENT = "L02"

PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("divisions", Division),
    ("authorities", Authority),
    ("common_materials", ListedMaterial),
    ("certificates", Certificate),
    ("items", ServiceItem),
)


def load_catalogue(raw: bytes, sha256: str | None) -> Catalogue:
    """The catalogue in `raw` (UTF-8 JSON in the shape of catalogue.schema.json).

    `sha256` in hex is what the list was signed for; None where it was verified before.
    CatalogueError L01: other bytes, not JSON, or another shape; L02: codes or references that
    contradict each other. `detail` lists every fault, one a line.
    """
    if sha256 is not None and hashlib.sha256(raw).hexdigest() != sha256.strip().lower():
        raise CatalogueError(DAMAGED, "the list's bytes are not the ones it was signed for")
    _raise_for(DAMAGED, _shape_faults(raw))
    try:
        catalogue = msgspec.json.decode(raw, type=Catalogue)
        _raise_for(INCONSISTENT, faults_in(catalogue, catalogue.version))
    except msgspec.DecodeError as error:
        raise CatalogueError(DAMAGED, str(error)) from error
    except KeyError as error:
        raise CatalogueError(DAMAGED, f"meta: {error} is missing") from error
    return catalogue


def read_sha256(text: str) -> str:
    """The hash in a sha256sum file ("<hash>  catalogue.json"); CatalogueError L01 when there is none."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if len(first) != 64 or set(first) - set("0123456789abcdef"):
        raise CatalogueError(DAMAGED, "the list's hash file holds no SHA-256")
    return first


def _raise_for(code: str, faults: list[str]) -> None:
    if faults:
        raise CatalogueError(code, "\n".join(faults))


def _shape_faults(raw: bytes) -> list[str]:
    """Each element is decoded alone, because a decoder stops at the first fault of a whole."""
    try:
        parts = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return [f"not a list of items: {error}"]
    return [fault for name, kind in PARTS for fault in _part_faults(parts.get(name), name, kind)]


def _part_faults(part: msgspec.Raw | None, name: str, kind: type[Any]) -> list[str]:
    if part is None:
        return [f"{name}: missing"]
    try:
        elements = msgspec.json.decode(part, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return [f"{name}: {error}"]
    return [fault for at, element in enumerate(elements) for fault in _element_faults(element, f"{name}[{at}]", kind)]


def _element_faults(element: msgspec.Raw, path: str, kind: type[Any]) -> list[str]:
    try:
        msgspec.json.decode(element, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return [f"{path}: {error}"]
    return []
