"""What a terminal without a camera may take applications for, and what it says of everything else."""

from __future__ import annotations

from collections import Counter

import pytest

from kiosk.base.settings import Devices
from kiosk.cards import CardKind
from kiosk.catalogue.offer import CAMERAS, Offer, devices_of, offer_of, out_of_reach
from kiosk.materials.rules import Situation, asked_materials, ways
from tests.kiosk.people import DEVICES, sample_list

APPLIED_FOR_HERE = {
    "rp-enrol", "rp-claim", "rp-alive", "mi-offsite", "elder-80", "disab-2", "dibao", "temp-aid", "tekun", "birth-reg",
    "emp-reg", "unemp-reg", "logging", "grass-subsidy", "indiv-biz", "senior-card", "hotline", "legal-aid",
    "childcare-subsidy",
}  # fmt: skip

# Full and queueable, but each demands a paper that only a camera or scanner can take and that nothing may replace.
WHY_NOT = {
    "ssc-reissue": ["photo"],
    "res-permit": ["photo"],
    "homestead": ["vote"],
    "machinery": ["invoice", "transfer", "info_sheet"],
    "veteran-card": ["photo", "discharge"],
    "quarantine": ["immune"],
}


def test_exactly_these_items_are_applied_for_here() -> None:
    assert {item.id for item in sample_list().items if offer_of(item, DEVICES) is Offer.APPLY} == APPLIED_FOR_HERE


def test_a_document_camera_brings_three_more() -> None:
    """It photographs papers and reads their codes; the other three ask for a picture of a face."""
    here = devices_of(Devices(readers=("pcsc",), camera="v4l2:/dev/video0"))
    assert {item.id for item in sample_list().items if offer_of(item, here) is Offer.APPLY} == APPLIED_FOR_HERE | {
        "homestead", "machinery", "quarantine",
    }  # fmt: skip
    assert devices_of(Devices(readers=("pcsc",))) == here - {"doc_camera", "qr_scanner"}


@pytest.mark.parametrize(
    ("readers", "cards"),
    [
        (("pcsc",), {"ss_card_reader"}),
        (("pcsc:ACS",), {"ss_card_reader"}),
        (("sam:/dev/ttyS0",), {"id_reader"}),
        (("sam:lift:usb", "pcsc"), {"id_reader", "ss_card_reader"}),
        (("simulated",), {"id_reader", "ss_card_reader"}),
    ],
)
def test_the_cards_that_can_be_read_follow_from_the_readers(readers: tuple[str, ...], cards: set[str]) -> None:
    assert devices_of(Devices(readers)) == cards | {"sign_pad", "receipt_printer"}


def test_every_full_queueable_item_is_applied_for_or_has_its_reason() -> None:
    full = {item.id for item in sample_list().items if item.fidelity == "full" and item.kiosk.offline == "queue"}
    assert full == APPLIED_FOR_HERE | set(WHY_NOT)
    for item_id, papers in WHY_NOT.items():
        item = sample_list().item(item_id)
        assert offer_of(item, DEVICES) is Offer.NEEDS_CAMERA
        assert [paper.id for paper in out_of_reach(item, DEVICES)] == papers


def test_every_item_of_the_list_is_told_something() -> None:
    told = Counter(offer_of(item, DEVICES) for item in sample_list().items)
    assert told == {
        Offer.APPLY: 19, Offer.NEEDS_CAMERA: 6, Offer.ONLINE_ONLY: 15, Offer.AT_WINDOW: 35, Offer.READ_ONLY: 10,
    }  # fmt: skip


def test_with_cameras_everything_queueable_is_in_reach() -> None:
    assert offer_of(sample_list().item("veteran-card"), DEVICES | CAMERAS) is Offer.APPLY


def test_without_any_reader_nobody_can_be_known() -> None:
    bare = DEVICES - {"id_reader", "ss_card_reader"}
    assert {offer_of(sample_list().item(item), bare) for item in APPLIED_FOR_HERE} == {Offer.NEEDS_READER}


@pytest.mark.parametrize("card", list(CardKind))
@pytest.mark.parametrize("item_id", sorted(APPLIED_FOR_HERE))
def test_an_item_that_is_offered_can_be_finished_with_either_card(item_id: str, card: CardKind) -> None:
    item = sample_list().item(item_id)
    situation = Situation(frozenset({card}), DEVICES)
    assert all(ways(material, item, situation) for material in asked_materials(item))
