"""What this terminal may do with an item, from the list and the devices that are here."""

from __future__ import annotations

from enum import StrEnum

from kiosk.base.settings import CAMERA_DEVICES, READER_DEVICES, Devices
from kiosk.catalogue.model import ListedMaterial, ServiceItem

# The devices as the list names them (catalogue.schema.json, kiosk.devices and materials.capture).
ID_READER = "id_reader"
SS_CARD_READER = "ss_card_reader"
CARD_READERS = frozenset({ID_READER, SS_CARD_READER})
DOC_CAMERA = "doc_camera"
FACE_CAMERA = "face_camera"
FINGERPRINT = "fingerprint"
QR_SCANNER = "qr_scanner"
GENERATED = "generated"
# No device of the list: that a clerk can sign in here with a card, and be a witness who is known and not only named.
CLERK_SIGN_IN = "clerk_sign_in"
CAMERAS = frozenset({DOC_CAMERA, FACE_CAMERA, QR_SCANNER})

OPTIONAL = "2"


class Offer(StrEnum):
    """What a person is told before they begin; said by the keys offer.<value>.short and offer.<value>.why."""

    APPLY = "apply"
    READ_ONLY = "read_only"
    ONLINE_ONLY = "online_only"
    NEEDS_CAMERA = "needs_camera"
    NEEDS_READER = "needs_reader"
    AT_WINDOW = "at_window"


def devices_of(devices: Devices) -> frozenset[str]:
    """What is here by the settings, in the list's words: what stands on the table, what the readers and the document camera are."""
    readers = frozenset(name for reader in devices.readers for name in READER_DEVICES[reader.partition(":")[0]])
    return frozenset(devices.present) | readers | frozenset(CAMERA_DEVICES if devices.camera else ())


def offer_of(item: ServiceItem, devices: frozenset[str]) -> Offer:
    """What a terminal with these devices offers for the item.

    AT_WINDOW: the list holds the item in outline only (fidelity light), so its form cannot be asked in full.
    """
    if item.kiosk.offline == "online_only":
        return Offer.ONLINE_ONLY
    if item.kiosk.offline == "cached" or item.kiosk.mode == "guide":
        return Offer.READ_ONLY
    if item.fidelity != "full":
        return Offer.AT_WINDOW
    if not devices & CARD_READERS:
        return Offer.NEEDS_READER
    return Offer.NEEDS_CAMERA if out_of_reach(item, devices) else Offer.APPLY


def out_of_reach(item: ServiceItem, devices: frozenset[str]) -> tuple[ListedMaterial, ...]:
    """The materials the list demands and this terminal can satisfy in none of the listed ways."""
    demanded = (material for material in item.materials if material.necessity.code != OPTIONAL)
    return tuple(material for material in demanded if not _within_reach(material, item, devices))


def may_commit(material: ListedMaterial, item: ServiceItem) -> bool:
    """Whether the list takes a commitment (告知承诺) for this paper: item and material must both say so.

    What the terminal writes itself is signed, and the signature is the commitment.
    """
    return item.commitment.allowed and material.commitment_allowed and material.capture != GENERATED


def may_defer(material: ListedMaterial, item: ServiceItem) -> bool:
    """Whether the list lets this paper come later (容缺): item and material must both say so."""
    return item.deferral.allowed and material.deferral_allowed


def _within_reach(material: ListedMaterial, item: ServiceItem, devices: frozenset[str]) -> bool:
    here = material.capture == GENERATED or material.capture in devices
    return here or material.waivable_by_ecert or may_commit(material, item) or may_defer(material, item)
