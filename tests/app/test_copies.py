"""Copies by themselves: when one is made and when none is; a second disk that is away is told once, and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from app.copies import Copies, make_copy
from app.keeping import terminal_keys
from app.keystores import choice_of
from kiosk.base.clock import Moment
from kiosk.base.errors import StoreError
from kiosk.base.settings import Store as StoreSettings
from kiosk.delivery.model import Unreachable
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from sync.store.rescue.rotation import contents
from sync.store.store import Store
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play_to, stage_in
from tests.sync.store.rescue.kit import Handed
from tests.sync.support import KEYS, NOW_MS, opened

EVERY_S = 3600.0


@dataclass(slots=True)
class TwoClocks:
    """A wall clock and a monotonic one, each moved by itself."""

    wall_ms: int = NOW_MS
    passed_s: float = 0.0

    def now(self) -> Moment:
        return Moment(self.wall_ms)

    def monotonic_s(self) -> float:
        return self.passed_s


@dataclass(slots=True)
class Kept:
    """A store with a keeper of its copies."""

    path: Path
    folder: Path
    clock: TwoClocks = field(default_factory=TwoClocks)
    opens: int = 0

    def keeper(self, opening: Callable[[], Store] | None = None) -> Copies:
        settings = StoreSettings(str(self.folder), int(EVERY_S / 60))
        return Copies(opening or self.open, KEYS.database, settings, clock=self.clock)

    def open(self) -> Store:
        self.opens += 1
        return opened(self.path)

    def submit(self, id: str) -> None:
        store = opened(self.path)
        store.outbox.submit(id, Handed(id))
        store.close()

    def copies(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*.db")) if self.folder.is_dir() else []


@pytest.fixture
def kept(tmp_path: Path, second_disk: Path) -> Kept:
    """One that holds an entry."""
    made = Kept(tmp_path / "k.db", second_disk / "terminal")
    made.submit("first")
    return made


def test_the_interval_passes_on_the_monotonic_clock(kept: Kept) -> None:
    keeper = kept.keeper()
    keeper.keep()
    assert kept.copies() == ["copy-00000001.db"], "the first cycle of a start makes one"
    kept.submit("second")
    kept.clock.wall_ms += 400 * 86_400_000
    kept.clock.passed_s += EVERY_S - 1
    keeper.keep()
    assert kept.copies() == ["copy-00000001.db"], "a wall clock that jumps a year brings none"
    kept.clock.wall_ms -= 800 * 86_400_000
    kept.clock.passed_s += 1
    keeper.keep()
    assert kept.copies() == ["copy-00000001.db", "copy-00000002.db"]
    assert contents(kept.folder / "copy-00000002.db", KEYS.database).entries == 2


def test_between_two_copies_the_store_is_not_even_opened(kept: Kept) -> None:
    keeper = kept.keeper()
    for _ in range(50):
        keeper.keep()
    assert kept.opens == 1


def test_nothing_new_is_copied_once(kept: Kept) -> None:
    keeper = kept.keeper()
    for _ in range(3):
        keeper.keep()
        kept.clock.passed_s += EVERY_S
    assert kept.copies() == ["copy-00000001.db"]
    (kept.folder / "copy-00000001.db").unlink()
    keeper.keep()
    assert kept.copies() == ["copy-00000001.db"], "another disk has been put in, and nothing was on it"


def test_a_disk_that_is_away_is_told_once_and_tried_again(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    there = kept.folder
    kept.folder = there.parent / "not mounted" / "terminal"
    keeper = kept.keeper()
    for _ in range(3):
        keeper.keep()
        kept.clock.passed_s += EVERY_S
    (told, where) = capsys.readouterr().err.splitlines()
    assert told.startswith("kiosk: S10: ") and where == f"  no folder {kept.folder.parent}"
    assert not kept.folder.parent.exists(), "nothing is made where the disk should be"
    kept.folder.parent.mkdir()
    keeper.keep()
    assert kept.copies() == ["copy-00000001.db"] and capsys.readouterr().err == ""
    (kept.folder / "copy-00000001.db").rename(there.parent / "aside.db")
    kept.folder.rmdir()
    kept.folder.parent.rmdir()
    kept.clock.passed_s += EVERY_S
    keeper.keep()
    assert capsys.readouterr().err.count("kiosk: S10: ") == 1, (
        "away once more, though nothing is new, it is told once more"
    )


def test_a_folder_on_the_terminals_own_disk_is_told(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.folder = tmp_path / "copies"
    kept.keeper().keep()
    assert capsys.readouterr().err.startswith("kiosk: S10: ")
    assert not kept.folder.exists()


def test_a_disk_that_hangs_is_not_asked_a_second_time(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The lane of the first was given up: its job is still there when the next one's comes."""
    keepers: list[Copies] = []

    def hanging() -> Store:
        kept.clock.passed_s += EVERY_S
        keepers[0].keep()
        return kept.open()

    keepers.append(kept.keeper(hanging))
    keepers[0].keep()
    assert kept.opens == 1 and kept.copies() == ["copy-00000001.db"]
    assert capsys.readouterr().err.startswith("kiosk: S12: ")


def test_sealed_files_that_take_too_long_wait_for_the_next_copy(kept: Kept) -> None:
    store = kept.open()
    name = store.attachments.add("draft", b"sealed bytes")
    clock = kept.clock

    @dataclass(slots=True)
    class Late:
        """As soon as the copy has its name, an hour later."""

        def now(self) -> Moment:
            return clock.now()

        def monotonic_s(self) -> float:
            return EVERY_S if kept.copies() else 0.0

    with pytest.raises(StoreError, match="S12"):
        make_copy(store, KEYS.database, kept.folder, clock=Late(), longest_s=60.0)
    assert kept.copies() == ["copy-00000001.db"], "the copy itself was whole"
    made = make_copy(store, KEYS.database, kept.folder, clock=clock)
    store.close()
    assert made.carried.copied == 1
    assert (kept.folder / "attachments" / name[:2] / name).read_bytes() == b"sealed bytes"


def stage_copying_to(folder: Path) -> Callable[..., Stage]:
    return partial(stage_in, store=StoreSettings(str(folder), 5))


def test_each_cycle_of_a_terminal_goes_on_without_its_second_disk(
    tmp_path: Path, second_disk: Path, lanes: TurnLanes, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = stage_copying_to(second_disk / "not mounted" / "terminal")(tmp_path)
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        for _ in range(3):
            lanes.clock.push(301)
            assert terminal.crew.courier.cycle().unreachable is Unreachable.OFFLINE
    assert stage.entries() == [EntryState.QUEUED]
    assert capsys.readouterr().err.count("kiosk: S10: ") == 1


def test_what_a_terminal_collected_is_on_the_second_disk_after_the_next_cycle(
    tmp_path: Path, second_disk: Path, lanes: TurnLanes
) -> None:
    stage = stage_copying_to(second_disk / "terminal")(tmp_path)
    with stage.running(lanes) as (terminal, runner):
        play_to(runner, lanes, person_at(terminal, runner), states.Submitted)
        lanes.clock.push(301)
        terminal.crew.courier.cycle()
    newest = max((second_disk / "terminal").glob("copy-*.db"))
    found = contents(newest, terminal_keys(tmp_path, choice_of(stage.product.settings.terminal)).database)
    assert (found.entries, found.receipts) == (1, 1)
