"""Lanes on real threads: order, exceptions, deadlines, a hung lane made anew, an end that does what was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from kiosk.base.errors import LaneStuck
from ui.lanes import QtLanes


@pytest.fixture
def lanes(qapp: object) -> Iterator[QtLanes]:
    made = QtLanes({"store": 0.2})
    yield made
    made.close()


def fail(error: Exception) -> None:
    raise AssertionError(error)


def test_results_come_back_in_order_on_the_caller_s_thread(lanes: QtLanes, qtbot: QtBot) -> None:
    told: list[tuple[int, bool]] = []
    here = QThread.currentThread()
    for number in range(20):
        lanes.run(
            "sync", partial(int, number), lambda value: told.append((value, QThread.currentThread() is here)), fail
        )
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == [(number, True) for number in range(20)]


def test_each_lane_has_a_thread_of_its_own(lanes: QtLanes, qtbot: QtBot) -> None:
    names: list[int] = []
    for lane in ("store", "sync", "store", "cards-0", "cards-1"):
        lanes.run(lane, threading.get_ident, names.append, fail)
    qtbot.waitUntil(lambda: len(names) == 5)
    assert len(set(names)) == 4
    assert threading.get_ident() not in names


def test_an_exception_is_delivered_and_the_lane_goes_on(lanes: QtLanes, qtbot: QtBot) -> None:
    told: list[object] = []

    def broken() -> None:
        raise OSError("disk")

    lanes.run("store", broken, told.append, told.append)
    lanes.run("store", lambda: "next", told.append, fail)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], OSError)
    assert told[1] == "next"


def test_a_hung_lane_is_abandoned_and_made_anew(lanes: QtLanes, qtbot: QtBot) -> None:
    told: list[object] = []
    release = threading.Event()
    lanes.run("store", release.wait, told.append, told.append)
    lanes.run("store", lambda: "after", told.append, fail)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=3000)
    assert isinstance(told[0], LaneStuck)
    assert told[1] == "after"
    release.set()
    lanes.run("store", lambda: "still", told.append, fail)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[2] == "still", "the late answer of the abandoned lane is nobody's"


def test_whoever_asked_of_a_hung_lane_is_told_before_the_next_job_begins(lanes: QtLanes, qtbot: QtBot) -> None:
    told: list[object] = []
    release, second = threading.Event(), threading.Event()

    def third() -> object:
        return "third"

    def replaced(error: Exception) -> None:
        # A job that had begun on its new thread would be seen in this time.
        told.append(second.wait(0.3))
        lanes.run("store", third, told.append, fail)

    lanes.run("store", release.wait, told.append, replaced)
    lanes.run("store", second.set, lambda _: told.append("second"), fail)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=3000)
    release.set()
    assert told == [False, "second", "third"]


def test_after_fires_once_and_can_be_taken_back(lanes: QtLanes, qtbot: QtBot) -> None:
    told: list[str] = []
    lanes.after(0.01, lambda: told.append("fired"))
    cancel = lanes.after(0.0, lambda: told.append("cancelled"))
    cancel()
    qtbot.waitUntil(lambda: told == ["fired"])
    cancel()
    assert told == ["fired"]


def test_closing_does_what_was_asked_and_tells_nobody(qapp: object) -> None:
    lanes = QtLanes()
    done: list[int] = []
    told: list[object] = []
    gate = threading.Event()
    lanes.run("store", lambda: gate.wait(5), told.append, told.append)
    for number in range(3):
        lanes.run("store", partial(done.append, number), told.append, told.append)
    gate.set()
    lanes.close()
    lanes.run("store", lambda: done.append(99), told.append, told.append)
    assert done == [0, 1, 2]
    assert told == []
