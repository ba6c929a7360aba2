"""The desk and photographed papers over a real store: what rots is found, told and asked for again; what nobody named goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.assembly import Terminal
from app.commands import main
from kiosk.applications.freeze import document_sha256
from kiosk.applications.model import Document, Signature, Timestamp
from kiosk.base.clock import TimeConfidence
from kiosk.base.errors import StoreError
from kiosk.journey import states
from kiosk.materials.model import Material, Way
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to
from tests.sync.hub.kit import application, entry_id
from tests.sync.support import draft

BINDING = b"a card"
ID = entry_id(7)
JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 20


@pytest.fixture
def terminal(offline: Stage, lanes: TurnLanes) -> Iterator[Terminal]:
    with offline.running(lanes) as (terminal, _):
        yield terminal


def shown(*sha256: str, paper: str = "hukou") -> Material:
    return Material("rp-alive", paper, "居民户口簿", Way.CAPTURED, sha256=sha256)


def file_of(stage: Stage, sha256: str) -> Path:
    return stage.directory / "attachments" / sha256[:2] / sha256


def rot(file: Path) -> None:
    """One bit of it."""
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def handed_in(*papers: Material) -> tuple[Document, Signature]:
    document = msgspec.structs.replace(application(ID, 1).document, materials=papers)
    stroke = ((1, 2, 0), (3, 4, 10))
    return document, Signature(document_sha256(document), (stroke,), Timestamp(1, TimeConfidence.UNVERIFIED))


def files(stage: Stage) -> set[str]:
    return {path.name for path in (stage.directory / "attachments").rglob("*") if path.is_file()}


def test_a_paper_with_a_damaged_page_is_asked_for_again_and_the_others_stay(offline: Stage, terminal: Terminal) -> None:
    desk = terminal.crew.desk
    pages = [desk.keep_picture(ID, JPEG + bytes([number])) for number in range(3)]
    papers = (shown(*pages[:2]), shown(pages[2], paper="illness"))
    desk.save_draft(msgspec.structs.replace(draft(ID), materials=papers), BINDING)
    found = desk.find_draft(BINDING)
    assert found is not None and found.materials == papers
    rot(file_of(offline, pages[1]))
    found = desk.find_draft(BINDING)
    assert found is not None and found.materials == papers[1:]


def test_what_is_handed_in_with_a_damaged_picture_is_not_and_said_so(offline: Stage, terminal: Terminal) -> None:
    desk = terminal.crew.desk
    page = desk.keep_picture(ID, JPEG)
    rot(file_of(offline, page))
    with pytest.raises(StoreError, match="S13"):
        desk.collect(*handed_in(shown(page)))
    assert offline.entries() == [] and offline.rows() == ()
    again = desk.keep_picture(ID, JPEG)
    desk.collect(*handed_in(shown(again)))
    assert files(offline) == {again}


def test_a_picture_of_another_application_is_not_handed_in(offline: Stage, terminal: Terminal) -> None:
    page = terminal.crew.desk.keep_picture(entry_id(8), JPEG)
    with pytest.raises(StoreError, match="S13"):
        terminal.crew.desk.collect(*handed_in(shown(page)))


def test_what_the_document_does_not_name_goes(offline: Stage, terminal: Terminal) -> None:
    desk = terminal.crew.desk
    one, other = (desk.keep_picture(ID, JPEG + bytes([number])) for number in range(2))
    assert files(offline) == {one, other}
    desk.collect(*handed_in(shown(other)))
    assert files(offline) == {other}
    desk.collect(*handed_in(shown(other)))
    with offline.store() as store:
        assert [row.sha256 for row in store.attachments.of(ID)] == [other]


def test_a_technician_sees_how_many_pictures_there_are_and_that_one_rots(
    offline: Stage, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    with offline.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner, "machinery"), states.Submitted)
    capsys.readouterr()
    asked = ["queue", "show", "1", "--state-dir", str(offline.directory)]
    assert main(asked) == 4
    assert re.search(r"^pictures +3$", capsys.readouterr().out, re.M)
    rot(file_of(offline, sorted(files(offline))[0]))
    assert main(asked) == 4
    assert re.search(r"^pictures +3, 1 gone or damaged \(S13\)$", capsys.readouterr().out, re.M)
    assert main([*asked, "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert (told["pictures"], told["pictures_lost"]) == (3, 1)
