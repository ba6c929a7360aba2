"""How much comes back, at the size of a busy year, printed; every row that does is byte for byte the one written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.sync.store.rescue.kit import by_id, filled, pages, salvaged, some_pages, trash
from tests.sync.support import opened

ROWS = 2000


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_share_recovered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = filled(tmp_path / "k.db", ROWS)
    whole = (tmp_path / "k.db").read_bytes()
    for name, lost in (("1 page", 1), ("20 pages", 20), ("200 pages", 200), ("the first page", 0)):
        (tmp_path / "k.db").write_bytes(whole)
        trash(tmp_path / "k.db", some_pages(tmp_path / "k.db", lost) if lost else [1])
        out = tmp_path / f"out-{lost}.db"
        report = salvaged(tmp_path / "k.db", out=out)
        store = opened(out)
        after = by_id(store)
        store.close()
        assert all(entry == before[id] for id, entry in after.items())
        assert len(after) + len(report.lost) == ROWS
        with capsys.disabled():
            sys.stdout.write(f"\nsalvage: {name} of {pages(tmp_path / 'k.db')} trashed: {len(after)} of {ROWS} entries")
        assert len(after) >= ROWS - lost * 12
