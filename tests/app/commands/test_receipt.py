"""`kiosk receipt`: whose code it is, without a line; and a burnt terminal's queue from the paper it printed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from kiosk.base.clock import Moment
from kiosk.base.errors import StoreError
from kiosk.base.events import Verb
from kiosk.base.ids import grouped
from kiosk.outbox.model import Carried, EntryState
from sync.hub.database import open_database
from sync.hub.terminals import TerminalStatus, register_terminal, set_terminal_status
from sync.seal.envelope import parse
from sync.seal.intl import IntlSuite
from sync.seal.receiptcode import DeviceCodeSigner, parse_code
from tests.app.commands.papers import Village, at_the_hub, collected, delivered, door, entry_of, listed, replacement
from tests.app.hubside import counts
from tests.app.stage import Stage, stage_in
from tests.printers.damage import damaged
from tests.printers.paper import THERMAL_DPI, bitmap, decoded
from tests.sync.support import KEYS as STRANGER
from tests.sync.support import Submission

# Hub, terminals and whole papers: the first test pays for all of them.
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """Shared by the tests below; only the first of them delivers anything."""
    directory = tmp_path_factory.mktemp("village")
    old = stage_in(directory)
    hub = old.hub()
    try:
        yield Village(hub, old, collected(old, 2))
    finally:
        hub.stop()


@pytest.fixture
def new(village: Village, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Stage:
    """The replacement, given the hub's list of terminals."""
    made = replacement(village, tmp_path / "new")
    assert listed(village.old, made) == 0
    capsys.readouterr()
    return made


def test_the_hub_takes_a_restored_application_once_whether_the_original_comes_after_or_before(
    village: Village, new: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    old, (first, second) = village.old, village.papers
    originals = [entry_of(old, place) for place in range(2)]
    assert door(new, "restore", str(first), "--json") == 0
    (said,) = json.loads(capsys.readouterr().out)
    carried = entry_of(new)
    assert (carried.envelope, carried.sha256, carried.id) == (originals[0].envelope, originals[0].sha256, said["id"])
    assert (carried.origin, carried.sequence) == (old.product.settings.terminal.id, 1)
    delivered(new)
    assert entry_of(new).state is EntryState.DELIVERED
    assert at_the_hub(old) == [originals[0].envelope]
    # The terminal was not burnt after all: what the hub has is acknowledged with the same statement, the other is new.
    delivered(village.again())
    assert entry_of(old).detail == entry_of(new).detail
    for standing in ("queued", "delivered"):
        assert door(new, "restore", str(second)) == 0
        assert f"{standing}, number 2 " in capsys.readouterr().out
        delivered(new)
    assert sorted(at_the_hub(old)) == sorted(entry.envelope for entry in originals)
    told = counts(old.directory)
    assert (told.applications, told.conflicts, told.quarantined) == (2, 0, 0)
    with new.store() as store:
        verbs = [json.loads(bytes(row[0]))["verb"] for row in store.db.execute("SELECT body FROM audit").fetchall()]
        assert (verbs.count(Verb.ENTRY_CARRIED), verbs.count(Verb.ENTRY_DELIVERED)) == (2, 2)
    assert new.rows() == (), "the receipt is the paper it came on"


def test_both_receipts_in_one_picture_come_back_and_the_next_number_is_behind_them(
    village: Village, new: Stage, tmp_path: Path
) -> None:
    prints = [bitmap(paper.read_bytes(), THERMAL_DPI).convert("L") for paper in village.papers]
    both = Image.new("L", (1200, max(one.height for one in prints)), 255)
    both.paste(prints[0], (0, 0))
    both.paste(prints[1], (620, 0))
    both.save(tmp_path / "both.png")
    assert door(new, "restore", str(tmp_path / "both.png")) == 0
    ids = {entry_of(village.old, place).id for place in range(2)}
    with new.store() as store:
        assert {entry.id for entry in store.outbox.entries()} == ids
        own = store.outbox.submit("own", Submission("own"))
    assert own.sequence == 3


def test_numbers_given_before_the_queue_was_lost_are_given_to_nobody_else(village: Village) -> None:
    old = village.old
    lost = entry_of(old)
    header = msgspec.structs.replace(parse(lost.envelope).header, id="another", sequence=7)
    with old.store() as store:
        again = Carried(header, b"envelope", "ab" * 32)
        entry = store.outbox.take_in(again, header.terminal, Moment(1_800_000_000_000))
        assert entry.sequence == 8
        with pytest.raises(StoreError, match="S05"):
            store.outbox.take_in(replace(again, sha256="cd" * 32), header.terminal, Moment(1_800_000_000_000))


def test_a_paper_of_a_terminal_nobody_knows_gives_nothing(
    village: Village, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = village.papers[0]
    stranger = replacement(village, tmp_path / "stranger")
    assert door(stranger, "restore", str(paper)) == 1
    assert capsys.readouterr().out.startswith("R09")
    with stranger.store() as store:
        assert store.outbox.entries() == ()


def test_a_piece_of_paper_says_how_much_is_missing(
    village: Village, new: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    picture = bitmap(village.papers[0].read_bytes(), THERMAL_DPI).convert("L")
    picture.crop((0, picture.height - 900, 576, picture.height)).save(tmp_path / "piece.png")
    assert door(new, "restore", str(tmp_path / "piece.png")) == 1
    assert re.match(r"R08 .*: \d+ more needed, [1-9]\d* read\n", capsys.readouterr().out)


@pytest.mark.parametrize("verb", ["restore", "verify"])
def test_a_picture_without_codes_is_said_to_be_so(
    verb: str, village: Village, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = tmp_path / "blank.png"
    bitmap(village.papers[0].read_bytes(), THERMAL_DPI).crop((0, 0, 200, 60)).save(blank)
    assert door(village.old, verb, str(blank)) == 1
    assert capsys.readouterr().out.startswith("R07")


def code_on(paper: Path) -> str:
    """The signed code of a receipt, as a stranger's reader tells it."""
    return next(text for text in decoded(bitmap(paper.read_bytes(), THERMAL_DPI)) if text.startswith("DS2/"))


@pytest.mark.parametrize("shown", ["pdf", "png", "photograph", "text", "-"])
def test_a_genuine_receipt_is_told_by_another_terminal_without_a_line(
    shown: str,
    village: Village,
    new: Stage,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    capsys.readouterr()
    old, paper = village.old, village.papers[0]
    file = tmp_path / f"shown.{shown}"
    print_ = bitmap(paper.read_bytes(), THERMAL_DPI)
    match shown:
        case "pdf":
            file = paper
        case "png":
            print_.save(file)
        case "photograph":
            file = tmp_path / "shown.jpg"
            damaged(print_.crop((0, 0, 576, 2000)), "tilted", 1).save(file)
        case _:
            file.write_text(code_on(paper) + "\n", encoding="ascii")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert door(new, "verify", "-" if shown == "-" else str(file)) == 0
    said = capsys.readouterr().out
    receipt = old.rows()[0].receipt
    assert said.startswith("genuine, but of a demo: it has no effect\n")
    for word in (grouped(receipt.number), receipt.applicant, receipt.collected[:10], old.product.settings.terminal.id):
        assert word in said


def test_every_reason_why_a_code_proves_nothing_has_its_own_word(
    village: Village, new: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    old, paper = village.old, village.papers[0]
    code = code_on(paper)
    swapped = code[:120] + ("A" if code[120] != "A" else "B") + code[121:]
    unknown = DeviceCodeSigner(IntlSuite(), STRANGER).code(parse_code(code).claims)
    cases = {swapped: "R01", unknown: "R02", "https://example.org": "R04", "DS1/B240000017X/0123456789AB": "R05"}
    for text, reason in cases.items():
        (tmp_path / "code.txt").write_text(text, encoding="ascii")
        assert door(new, "verify", str(tmp_path / "code.txt"), "--json") == 1
        (told,) = json.loads(capsys.readouterr().out)
        assert (told["code"], "applicant" in told) == (reason, False), text
    database = open_database(f"sqlite:///{old.directory / 'hub.db'}")
    set_terminal_status(database, old.product.settings.terminal.id, status=TerminalStatus.SUSPENDED)
    database.close()
    assert listed(old, new) == 0
    capsys.readouterr()
    (tmp_path / "code.txt").write_text(code, encoding="ascii")
    assert door(new, "verify", str(tmp_path / "code.txt")) == 1
    assert capsys.readouterr().out.startswith("R06")


def test_an_older_list_and_one_the_hub_did_not_sign_are_refused(
    village: Village, new: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = village.old
    before = tmp_path / "before.json"
    before.write_bytes((new.directory / "devices.json").read_bytes())
    assert listed(old, new) == 0
    assert door(new, "terminals", str(before)) == 3
    assert "K09" in capsys.readouterr().err
    forged = json.loads(before.read_bytes())
    forged["signature"] = forged["signature"][:10] + "AAAA" + forged["signature"][14:]
    before.write_text(json.dumps(forged), encoding="ascii")
    assert door(new, "terminals", str(before)) == 3
    assert "K03" in capsys.readouterr().err
    before.write_bytes(b"{}")
    assert door(new, "terminals", str(before)) == 3
    assert "K01" in capsys.readouterr().err


def test_a_terminal_registered_later_is_in_the_next_list(
    village: Village, new: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(f"sqlite:///{village.old.directory / 'hub.db'}")
    suite = IntlSuite()
    register_terminal(database, "later", public_key=STRANGER.signing_key(suite).public, at=Moment(0), suite=suite)
    database.close()
    capsys.readouterr()
    assert listed(village.old, new) == 0
    assert "2 terminals" in capsys.readouterr().out
