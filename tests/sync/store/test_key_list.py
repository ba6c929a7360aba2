"""The highest key list that was ever used is remembered, and a lower one refused, whoever opens the database anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3

from kiosk.base.errors import SealError
from tests.sync.support import opened


def test_a_lower_version_is_refused_and_the_highest_kept(tmp_path: Path) -> None:
    for version in (2, 2, 5):
        store = opened(tmp_path / "k.db")
        store.counters.saw_key_list(version)
        store.close()
    store = opened(tmp_path / "k.db")
    for version in (4, 1, 0):
        with pytest.raises(SealError) as raised:
            store.counters.saw_key_list(version)
        assert raised.value.code == "K09"
    store.counters.saw_key_list(5)
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE counters SET value = 1 WHERE name = 'key_list'",
        "DELETE FROM counters WHERE name = 'key_list'",
        "INSERT OR REPLACE INTO counters(name, value) VALUES ('key_list', 1)",
    ],
)
def test_no_statement_makes_it_forget(tmp_path: Path, change: str) -> None:
    store = opened(tmp_path / "k.db")
    store.counters.saw_key_list(5)
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
        store.db.execute(change)
    store.close()
