"""The doors of the simulated readers, between real processes: what is ordered is done, what is no order is not."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import simulation
from app.commands.printer import MEANINGS
from app.keeping import hold
from app.simulation import SOCKET_FILE, Order, Prompter, Stage, prompter_at, tell
from devices.citizens import TRAINING_PIN
from devices.simulator import SimulatedCardReader
from kiosk.base.errors import ConfigError
from kiosk.cards import ReaderState
from printers.drivers.registry import TRAY
from printers.emulator.conditions import Condition
from printers.emulator.machine import EmulatedPrinter
from printers.emulator.paper import Tray
from tests.devices.clock import RealClock
from tests.printers.escpos.stand import PROFILES

ROOT = Path(__file__).resolve().parents[2]
# Longer than a name of a socket may be.
DEEP = "a-directory-with-a-name-that-is-as-long-as-some-are/" * 3


@dataclass(frozen=True, slots=True)
class Table:
    """Two simulated readers over one directory."""

    directory: Path
    readers: tuple[SimulatedCardReader, ...]
    prompter: Prompter

    def door(self, *words: str, directory: Path | None = None) -> subprocess.CompletedProcess[str]:
        """`kiosk` in a process of its own, heard once."""
        command = [sys.executable, "-m", "app.main", *words, "--state-dir", str(directory or self.directory)]
        with ThreadPoolExecutor(1) as lane:
            hearing = lane.submit(self.prompter.hear, 30.0)
            done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=40, check=False)
            if not hearing.done():
                with socket.socket(socket.AF_UNIX) as waker, simulation._near(self.directory) as near:
                    waker.connect(near)
            hearing.result(timeout=30)
        for reader in self.readers:
            reader.wait(0)
            reader.wait(0)
        return done

    def states(self) -> list[ReaderState]:
        return [reader.scene.state for reader in self.readers]


@contextmanager
def laid(directory: Path, *names: str, printer: EmulatedPrinter | None = None) -> Iterator[Table]:
    """A terminal's directory, held, with simulated readers of these names."""
    clock = RealClock()
    readers = tuple(SimulatedCardReader(name, clock) for name in names)
    with hold(directory):
        prompter = Prompter(directory, Stage(readers, printer))
        try:
            yield Table(directory, readers, prompter)
        finally:
            prompter.close()


def one(table: Table) -> Any:
    listed = table.door("reader", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    (seen,) = json.loads(listed.stdout)
    return seen


def test_a_card_goes_in_and_out_from_another_process(tmp_path: Path) -> None:
    with laid(tmp_path / DEEP, "bay") as table:
        assert one(table) == {"reader": "bay", "state": "empty", "card": False}
        put = table.door("card", "insert", "herder")
        assert (put.returncode, put.stdout, put.stderr) == (0, "bay  present  with a card\n", "")
        assert table.states() == [ReaderState.PRESENT]
        assert table.door("card", "mute").stdout == "bay  mute  with a card\n"
        assert table.door("card", "unmute").stdout == "bay  present  with a card\n"
        assert table.door("card", "remove", "--json").returncode == 0
        assert one(table) == {"reader": "bay", "state": "empty", "card": False}
        assert table.door("reader", "unplug").stdout == "bay  no_reader\n"
        assert table.door("reader", "plug").stdout == "bay  empty\n"
        assert table.door("reader", "stop").stdout == "bay  no_service\n"
        assert table.door("reader", "start").stdout == "bay  empty\n"


def test_the_printer_is_played_from_another_process(tmp_path: Path) -> None:
    played = EmulatedPrinter(PROFILES["standard"], Tray(tmp_path / TRAY))
    with laid(tmp_path, "bay", printer=played) as table:
        assert table.door("printer", "paper-out").stdout == "paper-out, 0 papers\n"
        assert played.condition is Condition.PAPER_OUT
        played.play(Condition.WELL)
        played.hear(b"\x1dv0\x00\x01\x00\x01\x00\xff\x1dV\x00")
        played.work()
        picture = str(tmp_path / TRAY / "0001.png")
        assert json.loads(table.door("printer", "show", "--json").stdout) == {"printer": "well", "papers": [picture]}
    played.close()


def test_a_real_printer_is_not_played_on(tmp_path: Path) -> None:
    with laid(tmp_path, "bay") as table:
        done = table.door("printer", "paper-out")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "kiosk printer paper-out: the printer of this terminal is not simulated\n"
        reply = simulation.Stage(table.readers).perform(Order(printer="paper-out"))
        assert (reply.refused, reply.printer) == ("printer", "")


def test_every_condition_has_a_meaning_and_can_be_played(tmp_path: Path) -> None:
    assert tuple(MEANINGS) == tuple(Condition)
    played = EmulatedPrinter(PROFILES["standard"], Tray(tmp_path))
    stage = Stage((), played)
    for condition in Condition:
        assert stage.perform(Order(printer=condition)).printer == played.condition == condition
    assert stage.perform(Order(printer="inkless")).refused == "order"
    assert played.condition is condition
    played.close()


def test_of_several_readers_one_is_named(tmp_path: Path) -> None:
    with laid(tmp_path, "left", "right") as table:
        unnamed = table.door("card", "insert", "herder")
        assert (unnamed.returncode, unnamed.stdout) == (2, "")
        assert unnamed.stderr == "kiosk card insert: --reader is needed: left, right\n"
        strange = table.door("card", "insert", "herder", "--reader", "middle")
        assert strange.stderr == "kiosk card insert: no reader middle, there are left, right\n"
        assert table.states() == [ReaderState.EMPTY, ReaderState.EMPTY]
        assert table.door("card", "insert", "herder", "--reader", "right").returncode == 0
        assert table.states() == [ReaderState.EMPTY, ReaderState.PRESENT]


def test_what_can_be_played_is_listed_without_a_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.main", "card", "list", "--json"]
    known = json.loads(subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=40, check=True).stdout)
    assert {"over-eighty", "expired", "social-security", "passport", "clerk", "unknown"} <= set(known["cards"])
    assert known["clerks_pin"] == TRAINING_PIN
    assert {"mute", "reverse", "misplace", "slow", "yank", "stick"} <= set(known["mishaps"])


def test_a_card_that_is_not_in_the_deck_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    with laid(tmp_path, "bay") as table:
        done = table.door("card", "insert", "ace-of-spades")
        assert done.returncode == 2 and "ace-of-spades" in done.stderr


def test_nobody_runs_there_and_nothing_is_made(tmp_path: Path) -> None:
    with laid(tmp_path / "held", "bay") as table:
        for directory in (tmp_path / "nothing", tmp_path):
            done = table.door("card", "remove", directory=directory)
            assert (done.returncode, done.stderr.splitlines()[0]) == (
                3,
                "kiosk: G06: no terminal is running over this directory",
            )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held"]


def test_a_terminal_with_real_readers_has_no_door(tmp_path: Path) -> None:
    with hold(tmp_path):
        assert prompter_at(tmp_path, Stage(())) is None
        with pytest.raises(ConfigError) as refused:
            tell(tmp_path, Order())
        assert refused.value.code == "G07"
    with pytest.raises(ConfigError) as refused:
        tell(tmp_path, Order())
    assert refused.value.code == "G06", "it has ended since"


def test_one_that_was_killed_is_told_from_one_that_runs(tmp_path: Path) -> None:
    with laid(tmp_path, "bay"):
        left = tmp_path / "left"
        left.mkdir()
        with hold(left):
            Prompter(left, Stage(()))._heard.close()
    assert (left / SOCKET_FILE).is_socket()
    with pytest.raises(ConfigError) as refused:
        tell(left, Order())
    assert refused.value.code == "G06"
    with laid(left, "bay") as table:
        assert one(table)["state"] == "empty"
    assert not (left / SOCKET_FILE).exists()


def test_only_the_terminals_own_user_may_play(tmp_path: Path) -> None:
    with laid(tmp_path, "bay"):
        assert stat.S_IMODE((tmp_path / SOCKET_FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "said", [b"", b"\n", b"{}", b'{"act": 1}\n', b'{"act": "insert", "force": true}\n', b"\xff" * 9000, b"{" * 4000]
)
def test_what_is_no_order_does_nothing_and_the_next_one_is_heard(tmp_path: Path, said: bytes) -> None:
    with laid(tmp_path, "bay") as table, ThreadPoolExecutor(1) as lane:
        hearing = lane.submit(table.prompter.hear, 10.0)
        with socket.socket(socket.AF_UNIX) as stranger, simulation._near(tmp_path) as near:
            stranger.connect(near)
            try:
                stranger.sendall(said)
                stranger.shutdown(socket.SHUT_WR)
            except OSError:
                assert len(said) > 4096, "only what is too long is not heard to its end"
            hearing.result(timeout=20)
        assert table.states() == [ReaderState.EMPTY]
        assert one(table)["state"] == "empty"


def test_an_order_nobody_knows_is_refused(tmp_path: Path) -> None:
    with laid(tmp_path, "bay") as table, ThreadPoolExecutor(1) as lane:
        for order in (Order("juggle"), Order("insert", card="ace-of-spades")):
            hearing = lane.submit(table.prompter.hear, 10.0)
            assert tell(tmp_path, order).refused == "order"
            hearing.result(timeout=20)
        assert table.states() == [ReaderState.EMPTY]


def test_one_that_says_nothing_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "PATIENCE_S", 0.2)
    with laid(tmp_path, "bay"), pytest.raises(ConfigError) as refused:
        tell(tmp_path, Order())
    assert refused.value.code == "G08"


def test_where_no_socket_can_be_made_the_terminal_has_no_door(tmp_path: Path) -> None:
    (tmp_path / SOCKET_FILE).mkdir()
    (tmp_path / SOCKET_FILE / "full").touch()
    assert prompter_at(tmp_path, Stage((SimulatedCardReader("bay", RealClock()),))) is None
    assert [path.name for path in (tmp_path / SOCKET_FILE).iterdir()] == ["full"]
