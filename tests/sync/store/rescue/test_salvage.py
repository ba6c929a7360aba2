"""Out of a damaged file comes every entry whose bytes are still there, byte for byte, and no number is ever given twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.base.errors import StoreError
from kiosk.base.ids import reference_number
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from sync.seal.keys import derive
from sync.store.driver import PAGE_SIZE
from sync.store.rescue.salvage import Salvage
from tests.sync.store.rescue.kit import (
    SEALED_FROM,
    Handed,
    by_id,
    deciphered,
    filled,
    lies_on,
    pages,
    salvaged,
    settle,
    some_pages,
    trash,
)
from tests.sync.support import BINDING, CountedEntropy, ToldClock, draft, opened

COUNT = 120


def written(path: Path, number: int, raw: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(number)
        file.write(raw)


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


@pytest.mark.parametrize("lost", [0, 1, 5, 20])
def test_what_does_not_lie_on_a_trashed_page_is_recovered(tmp_path: Path, lost: int) -> None:
    """Who lies where is openssl's word, not ours."""
    before = filled(tmp_path / "k.db", COUNT)
    plain = deciphered(tmp_path / "k.db")
    trashed = some_pages(tmp_path / "k.db", lost)
    gone = {id for id, entry in before.items() if lies_on(entry.envelope, plain) & set(trashed)}
    trash(tmp_path / "k.db", trashed)
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert by_id(store) == {id: entry for id, entry in before.items() if id not in gone}
    assert {number.sequence for number in report.lost} == {before[id].sequence for id in gone}
    assert report.sources[0].lost_pages == lost
    assert bool(gone) or lost < 20
    store.audit.verify()
    store.close()


@pytest.mark.parametrize("size", [100, PAGE_SIZE])
def test_without_the_first_page_every_entry_is_recovered(tmp_path: Path, size: int) -> None:
    """With the salt gone nothing can be authenticated: rows prove themselves by the hash beside them."""
    before = filled(tmp_path / "k.db", COUNT)
    written(tmp_path / "k.db", 0, bytes(size))
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert by_id(store) == before
    assert (report.lost, report.sources[0].authentic) == ((), False)
    assert len(store.ledger.rows()) == COUNT
    assert report.next_sequence > COUNT + 500, "the counter may be older than what was lost"
    store.close()


def test_a_bit_that_turned_in_an_envelope_is_never_believed(tmp_path: Path) -> None:
    """The first page is gone too, so the row's own hash is all there is."""
    before = filled(tmp_path / "k.db", 20)
    plain = deciphered(tmp_path / "k.db")
    page = next(iter(lies_on(before["id-7"].envelope, plain)))
    at = plain[page].index(before["id-7"].envelope[SEALED_FROM : SEALED_FROM + 16])
    raw = bytearray((tmp_path / "k.db").read_bytes())
    raw[(page - 1) * PAGE_SIZE + at] ^= 1
    (tmp_path / "k.db").write_bytes(bytes(PAGE_SIZE) + bytes(raw[PAGE_SIZE:]))
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert by_id(store) == {id: entry for id, entry in before.items() if id != "id-7"}
    assert [number.sequence for number in report.lost] == [8]
    assert report.lost[0].reference_number == reference_number("B24", 8), "the citizen comes with this number"
    store.close()


@pytest.mark.parametrize("left", [0.5, 0.9])
@pytest.mark.parametrize("odd", [0, 3000])
def test_a_file_that_was_cut_short(tmp_path: Path, left: float, odd: int) -> None:
    before = filled(tmp_path / "k.db", COUNT)
    plain = deciphered(tmp_path / "k.db")
    kept = int(pages(tmp_path / "k.db") * left)
    cut(tmp_path / "k.db", kept * PAGE_SIZE + odd)
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    assert by_id(store) == {id: it for id, it in before.items() if max(lies_on(it.envelope, plain)) <= kept}
    store.close()


def test_a_settled_entry_stays_so_and_a_lease_returns(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    for state in EntryState:
        store.outbox.submit(state, Handed(state))
    for state in (EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED):
        settle(store, state, state, f"because {state}".encode())
    store.close()
    trash(tmp_path / "k.db", [pages(tmp_path / "k.db")])
    report = salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    states = {id: entry.state for id, entry in by_id(after).items()}
    wanted = {state.value: state for state in EntryState} | {"leased": EntryState.QUEUED}
    assert states == {id: wanted[id] for id in states} and len(states) >= 3
    assert report.states == {state: list(states.values()).count(EntryState(state)) for state in report.states}
    assert all(entry.detail == f"because {id}".encode() for id, entry in by_id(after).items() if entry.detail)
    after.close()


def test_what_nothing_proves_settled_is_sent_once_more(tmp_path: Path) -> None:
    """Without its first page nothing authenticates the word "delivered": only an acknowledgement of these bytes does."""
    store = opened(tmp_path / "k.db")
    for id in ("a", "b"):
        store.outbox.submit(id, Handed(id))
        settle(store, id, EntryState.DELIVERED, b"some word")
    store.close()
    written(tmp_path / "k.db", 0, bytes(PAGE_SIZE))
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    assert [entry.state for entry in after.outbox.entries()] == [EntryState.QUEUED, EntryState.QUEUED]
    after.close()


def test_whichever_page_is_lost_no_number_is_given_twice(tmp_path: Path) -> None:
    """Every page in turn, the counters' own among them, together with the one that holds the last entries."""
    before = filled(tmp_path / "k.db", 40)
    last = max(entry.sequence for entry in before.values())
    plain = deciphered(tmp_path / "k.db")
    tail = next(iter(lies_on(before["id-39"].envelope, plain)))
    whole = (tmp_path / "k.db").read_bytes()
    for page in range(2, pages(tmp_path / "k.db") + 1):
        (tmp_path / "k.db").write_bytes(whole)
        trash(tmp_path / "k.db", [page, tail])
        report = salvaged(tmp_path / "k.db", out=tmp_path / f"out-{page}.db")
        store = opened(tmp_path / f"out-{page}.db")
        assert store.outbox.submit("next", Handed("next")).sequence == report.next_sequence > last
        assert store.counters.next_round() > 0
        assert store.outbox.submit("then", Handed("then")).sequence == report.next_sequence + 1
        store.audit.verify()
        store.close()


def test_a_long_envelope_comes_with_all_its_pages_or_not_at_all(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    for n in range(8):
        store.outbox.submit(f"id-{n}", Handed(f"id-{n}", pad=60_000))
    before = by_id(store)
    store.close()
    plain = deciphered(tmp_path / "k.db")
    others = [lies_on(entry.envelope, plain) for id, entry in before.items() if id != "id-3"]
    page = max(lies_on(before["id-3"].envelope, plain).difference(*others))
    trash(tmp_path / "k.db", [page])
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    assert by_id(after) == {id: it for id, it in before.items() if page not in lies_on(it.envelope, plain)}
    assert "id-3" not in by_id(after) and len(by_id(after)) >= 6
    after.close()


def test_drafts_are_as_they_were_and_open_with_their_card(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    store.drafts.save(draft("kept"), BINDING)
    store.drafts.save(draft("discarded"), b"another card")
    shutil.copy(tmp_path / "k.db", tmp_path / "early.db")
    store.drafts.discard("discarded")
    store.close()
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    assert after.drafts.find(BINDING) == draft("kept")
    assert after.drafts.find(b"another card") is None
    after.close()


def test_paper_that_may_have_come_out_is_asked_about(tmp_path: Path) -> None:
    store = opened(tmp_path / "k.db")
    for id in ("queued", "printed", "claimed"):
        store.outbox.submit(id, Handed(id))
    for id in ("printed", "claimed"):
        store.ledger.move(id, PrintState.CLAIMED)
    store.ledger.move("printed", PrintState.PRINTED)
    store.close()
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    after = opened(tmp_path / "out.db")
    states = {row.application_id: (row.state, row.copies, row.spent) for row in after.ledger.rows()}
    asked = (PrintState.UNCERTAIN, 0, 1)
    assert states == {"queued": asked, "claimed": asked, "printed": (PrintState.PRINTED, 1, 1)}
    after.close()


def test_a_gap_in_the_audit_is_declared_and_any_other_is_found(tmp_path: Path) -> None:
    filled(tmp_path / "k.db", COUNT)
    events = [number for number, page in deciphered(tmp_path / "k.db").items() if b"application_collected" in page]
    trash(tmp_path / "k.db", [events[1]])
    salvaged(tmp_path / "k.db", out=tmp_path / "out.db")
    store = opened(tmp_path / "out.db")
    head = store.audit.verify()
    assert store.audit.events()[-1].verb == "store_salvaged"
    gaps = store.db.execute("SELECT first, last FROM audit_gaps ORDER BY first").fetchall()
    assert gaps and sum(last - first + 1 for first, last in gaps) == head.n - len(store.audit.events())
    store.db.conn.execute("DROP TRIGGER audit_stays")
    store.db.conn.execute("DELETE FROM audit WHERE n = ?", (gaps[0][1] + 2,))
    with pytest.raises(StoreError, match="S07"):
        store.audit.verify()
    store.close()


def test_another_key_recovers_nothing_and_makes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "k.db", 10)
    with pytest.raises(StoreError, match="S08"):
        Salvage((tmp_path / "k.db",), derive(b"\x08" * 32)).into(
            tmp_path / "out.db", clock=ToldClock(), entropy=CountedEntropy()
        )
    assert not (tmp_path / "out.db").exists()
