"""The eye: looks only while a paper is being laid, shows a frame to nobody else, and lets the camera rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.eye import AFTER_PROBLEM_S, NEXT_LOOK_S
from app.runner import Runner
from kiosk.base.errors import LaneStuck
from kiosk.journey import events, states
from kiosk.materials.camera import Advice, CameraProblem, Picture, Shot, View
from tests.app.fakes import Played, PlayedCamera
from tests.kiosk.journey.gallery import photographed
from tests.kiosk.journey.world import facts

VIEW = View(Advice.GOOD, Picture(1, 1, b"abc"))
SHOT = Shot(Advice.GOOD, 2, 3, b"\xff\xd8\xff", Picture(1, 1, b"abc"))


class Table:
    """A runner with a played crew, somebody at its camera, and what they saw."""

    def __init__(self, camera: PlayedCamera) -> None:
        self.played = Played(camera=camera)
        self.seen: list[View] = []
        self.shown: list[states.State] = []
        self.runner = Runner(self.played.crew(), facts(), self.shown.append, lambda: None, see=self.seen.append)
        self.runner.start()

    def at_camera(self) -> None:
        """Somebody stands at the first paper that has to be shown."""
        self.runner.state = photographed()[states.Photographing]
        self.runner.post(events.CameraChanged(None))

    def work(self, *lanes: str) -> None:
        """Let these lanes do what they were asked."""
        for lane in lanes:
            while lane in self.played.lanes.asked():
                self.played.lanes.do(lane)

    def look(self) -> None:
        """One more frame."""
        self.work("camera")
        self.played.lanes.push(NEXT_LOOK_S)


@pytest.fixture
def table() -> Table:
    table = Table(PlayedCamera(sees=VIEW, takes=SHOT))
    table.at_camera()
    return table


def test_it_looks_again_and_again_while_a_paper_is_laid(table: Table) -> None:
    for _ in range(3):
        table.look()
    assert table.seen == [VIEW] * 3 and table.played.camera.rests == 0
    assert isinstance(table.runner.state, states.Photographing)


def test_looking_keeps_no_page_open(table: Table) -> None:
    for _ in range(int(400 / NEXT_LOOK_S)):
        table.look()
        if isinstance(table.runner.state, states.Attracting):
            break
    assert isinstance(table.runner.state, states.Attracting)


def test_it_rests_when_the_page_is_left_and_looks_no_more(table: Table) -> None:
    table.look()
    table.runner.post(events.BackPressed())
    table.look()
    table.work("camera")
    seen = len(table.seen)
    table.played.lanes.push(10)
    assert table.played.camera.rests == 1 and "camera" not in table.played.lanes.asked()
    assert len(table.seen) == seen


@pytest.mark.parametrize("leave", [events.BackPressed(), events.HomePressed()])
def test_a_frame_that_comes_late_is_shown_to_nobody(table: Table, leave: events.Event) -> None:
    late = table.played.lanes.take("camera")
    table.runner.post(leave)
    late.do()
    assert table.seen == []


def test_a_picture_is_taken_turned_and_kept_and_then_it_rests(table: Table) -> None:
    table.look()
    table.runner.post(events.PictureAsked())
    table.work("camera")
    assert isinstance(table.runner.state, states.JudgingPicture) and table.played.camera.rests == 0
    table.runner.post(events.TurnAsked())
    table.work("camera")
    assert table.runner.state.shot == replace(SHOT, width=3, height=2)
    table.runner.post(events.Confirmed())
    table.work("store", "camera")
    assert isinstance(table.runner.state, states.CountingPages) and table.played.camera.rests == 1
    assert [what for what, _ in table.played.desk.given][-2:] == ["picture", "save"]


@pytest.mark.parametrize("problem", CameraProblem)
def test_a_problem_is_told_and_goes_by_itself(table: Table, problem: CameraProblem) -> None:
    table.look()
    table.played.camera.sees = problem
    table.look()
    state = table.runner.state
    assert isinstance(state, states.Photographing) and state.problem is problem
    table.played.camera.sees = VIEW
    table.played.lanes.push(AFTER_PROBLEM_S)
    table.look()
    assert table.runner.state == replace(state, problem=None)


def test_a_camera_that_fails_to_take_or_hangs_is_told_where_the_paper_lies(table: Table) -> None:
    for failure in (CameraProblem.BUSY, LaneStuck("camera")):
        table.played.camera.takes = failure
        table.runner.post(events.PictureAsked())
        table.work("camera")
        state = table.runner.state
        assert isinstance(state, states.Photographing)
        assert state.problem is (failure if isinstance(failure, CameraProblem) else CameraProblem.SILENT)
        table.played.lanes.push(AFTER_PROBLEM_S)
        table.look()
    assert isinstance(table.runner.state, states.Photographing) and table.runner.state.problem is None


def test_a_look_that_hangs_is_no_fault_of_the_terminal(table: Table) -> None:
    table.played.camera.sees = LaneStuck("camera")
    table.look()
    state = table.runner.state
    assert isinstance(state, states.Photographing) and state.problem is CameraProblem.SILENT
    table.played.camera.sees = VIEW
    table.played.lanes.push(AFTER_PROBLEM_S)
    table.look()
    assert table.seen == [VIEW]


def test_a_mistake_of_the_program_ends_the_service(table: Table) -> None:
    table.played.camera.sees = RuntimeError("a bug")
    with pytest.raises(RuntimeError):
        table.work("camera")
    assert isinstance(table.runner.state, states.OutOfService)


def test_help_over_the_live_picture_lets_it_go_on(table: Table) -> None:
    table.look()
    table.runner.post(events.HelpPressed("staff"))
    table.look()
    assert len(table.seen) == 2 and table.played.camera.rests == 0


def test_nothing_is_asked_of_the_camera_when_the_terminal_is_closed(table: Table) -> None:
    table.work("camera")
    table.runner.close()
    table.played.lanes.push(5)
    assert "camera" not in table.played.lanes.asked()
