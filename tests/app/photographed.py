"""A station with a camera over files: what its people photograph, and what becomes of the pictures at the platform."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import cv2

from app.hubprocess import KEYS
from app.keeping import DATABASE_FILE, terminal_keys
from app.keystores import choice_of
from kiosk.base.settings import Devices
from kiosk.journey import states
from kiosk.materials.camera import Advice, Shot
from kiosk.materials.model import Way
from sync.hub.keys import load_keys
from sync.seal.attachment import open_attachment, parse_attachment
from sync.store.attachments import Swept
from tests.app.hubside import held
from tests.app.stage import Stage
from tests.devices.camera.scenes import picture, scene
from tests.privacy.pictures import pictures_left

# What a station lists whose camera takes faces too; papers and codes follow from the camera.
PRESENT = ("id_reader", "ss_card_reader", "sign_pad", "receipt_printer", "face_camera")


def camera_over(papers: Path) -> Devices:
    """A table with a simulated reader and a camera that sees one picture of a folder after another."""
    return Devices(readers=("simulated",), camera=f"folder:{papers}", present=PRESENT)


def lay_out(papers: Path, *seeds: int) -> Path:
    """A folder of photographs of papers on tables, none like another."""
    papers.mkdir()
    for seed in seeds:
        cv2.imwrite(str(papers / f"{seed:02d}.png"), picture(scene(Advice.GOOD, seed)))
    return papers


def shots_of(stage: Stage) -> list[Shot]:
    """Every picture somebody agreed to, in order."""
    kept = [state for state in stage.seen if isinstance(state, states.KeepingPicture)]
    return list({(one.visit.application_id, one.visit.materials, one.material_id): one.shot for one in kept}.values())


def at_the_platform(stage: Stage, hub_directory: Path | None = None) -> list[bytes]:
    """The pictures that the stage's documents name at the hub, opened with its key as it will; each is what its document says.

    The terminal has these files and no others.
    """
    hub = load_keys((hub_directory or stage.directory) / KEYS)
    opened = []
    with stage.store() as store:
        kept = {entry.id for entry in store.outbox.entries()}
        assert store.attachments.sweep() == Swept(0, 0, 0, 0), "something is nobody's, or gone"
        for application in held(hub_directory or stage.directory):
            id, sha256s = application["document"]["id"], named(application)
            if id not in kept:
                continue
            assert sorted(row.sha256 for row in store.attachments.of(id)) == sorted(sha256s)
            for sha256 in sha256s:
                raw = store.attachments.read(sha256)
                parsed = parse_attachment(raw)
                assert (hashlib.sha256(raw).hexdigest(), parsed.header.application) == (sha256, id)
                opened.append(open_attachment(parsed, hub.opening[parsed.header.key_id], hub.suite))
    return opened


def named(application: dict[str, Any]) -> list[str]:
    """The hashes in a document, in the order of its papers."""
    materials = application["document"]["materials"]
    assert all(bool(one["sha256"]) == (one["way"] == Way.CAPTURED) for one in materials)
    return [sha256 for one in materials for sha256 in one["sha256"]]


def in_the_clear(stage: Stage) -> list[str]:
    """Where any part of a picture lies unsealed."""
    keys = terminal_keys(stage.directory, choice_of(stage.product.settings.terminal))
    assert (stage.directory / DATABASE_FILE).is_file()
    with stage.store() as store:
        return pictures_left(stage.directory, store, keys.database, shots=shots_of(stage))
