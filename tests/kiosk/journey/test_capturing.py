"""Photographing a paper: page after page, taken again, turned, taken out; with no camera, with late answers, with a draft."""

from __future__ import annotations

import pytest

from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from kiosk.materials.camera import CameraProblem
from kiosk.materials.model import Way
from kiosk.materials.papers import MOST_PAGES, pages_of
from tests.kiosk.journey.world import World, facts, picture, sealed

ITEM, PAPER = "machinery", "invoice"


@pytest.fixture
def world() -> World:
    """Somebody who lays the first page of an invoice under the camera."""
    world = World()
    world.play_to(ITEM, states.ShowingMaterials)
    world.post(events.WayChosen(ITEM, PAPER, Way.CAPTURED))
    assert isinstance(world.state, states.Photographing)
    return world


def pages(world: World, paper: str = PAPER) -> tuple[str, ...]:
    return pages_of(world.state.visit.materials, ITEM, paper)


def keep(world: World) -> None:
    """One page: taken, agreed to, durable."""
    world.post(events.PictureAsked())
    world.settle()
    world.post(events.Confirmed())
    world.settle()


def test_pages_are_kept_in_their_order_up_to_as_many_as_a_paper_may_have(world: World) -> None:
    for number in range(MOST_PAGES):
        if number:
            world.post(events.PictureAsked())
        keep(world)
        assert isinstance(world.state, states.CountingPages) and len(pages(world)) == number + 1
    assert world.post(events.PictureAsked()) == () and isinstance(world.state, states.CountingPages)
    kept = [event.sha256 for _, event, _, _ in world.steps if isinstance(event, events.PictureKept)]
    assert list(pages(world)) == kept and set(world.state.visit.pictures) == set(kept)


def test_a_picture_taken_again_is_another_one_and_the_first_is_kept_nowhere(world: World) -> None:
    world.post(events.PictureAsked())
    world.settle()
    first = world.state
    assert isinstance(first, states.JudgingPicture)
    world.post(events.Denied())
    assert isinstance(world.state, states.Photographing)
    keep(world)
    assert pages(world) != (sealed(first.shot),) and len(pages(world)) == 1
    kept = [effect.shot for effect in world.done if isinstance(effect, effects.KeepPicture)]
    assert len(kept) == 1 and kept[0] != first.shot


def test_a_picture_is_turned_as_often_as_it_takes_and_not_agreed_to_meanwhile(world: World) -> None:
    world.post(events.PictureAsked())
    world.settle()
    world.post(events.TurnAsked())
    assert world.post(events.Confirmed()) == () and world.post(events.TurnAsked()) == ()
    world.settle()
    turned = world.state
    assert isinstance(turned, states.JudgingPicture) and (turned.shot.width, turned.shot.height) == (297, 210)
    world.post(events.TurnAsked())
    world.post(events.CameraChanged(CameraProblem.UNREADABLE))
    assert world.state == turned, "what cannot be turned stays as it is"


def test_a_page_taken_out_is_gone_and_the_others_keep_their_order(world: World) -> None:
    keep(world)
    world.post(events.PictureAsked())
    keep(world)
    world.post(events.PictureAsked())
    keep(world)
    before = pages(world)
    (saved,) = world.post(events.PageRemoved(2))
    assert pages(world) == (before[0], before[2]) and before[1] not in world.state.visit.pictures
    assert isinstance(saved, effects.SaveDraft) and saved.draft.materials == world.state.visit.materials


def test_without_its_last_page_a_paper_is_open_again(world: World) -> None:
    keep(world)
    world.post(events.PageRemoved(1))
    assert isinstance(world.state, states.Photographing) and pages(world) == ()
    world.post(events.BackPressed())
    world.post(events.Confirmed())
    assert isinstance(world.state, states.ShowingMaterials)
    assert f"{ITEM}/{PAPER}" in {problem.field for problem in world.state.problems}


def test_a_paper_that_may_come_later_comes_later_again_without_its_pages(world: World) -> None:
    world.post(events.BackPressed())
    before = world.state.visit.materials
    world.post(events.WayChosen(ITEM, "verify", Way.CAPTURED))
    keep(world)
    assert len(pages(world, "verify")) == 1
    world.post(events.PageRemoved(1))
    assert world.state.visit.materials == before


def test_back_leads_to_what_was_there_before(world: World) -> None:
    world.post(events.BackPressed())
    assert isinstance(world.state, states.ShowingMaterials)
    world.post(events.WayChosen(ITEM, PAPER, Way.CAPTURED))
    keep(world)
    world.post(events.PictureAsked())
    world.post(events.BackPressed())
    assert isinstance(world.state, states.CountingPages) and len(pages(world)) == 1
    world.post(events.BackPressed())
    world.post(events.WayChosen(ITEM, PAPER, Way.CAPTURED))
    assert isinstance(world.state, states.CountingPages), "what was photographed is shown, not asked for again"


@pytest.mark.parametrize("problem", CameraProblem)
def test_without_a_camera_the_other_ways_are_open(world: World, problem: CameraProblem) -> None:
    world.post(events.CameraChanged(problem))
    assert world.post(events.PictureAsked()) == () and isinstance(world.state, states.Photographing)
    world.post(events.BackPressed())
    world.post(events.WayChosen(ITEM, "verify", Way.DEFERRED))
    deferred = [one for one in world.state.visit.materials if one.material_id == "verify"]
    assert [one.way for one in deferred] == [Way.DEFERRED]


def test_a_camera_that_never_answers_is_given_up_and_its_late_picture_is_not_shown(world: World) -> None:
    world.post(events.PictureAsked())
    late = world.pending.pop()
    world.post(events.TimedOut())
    before = world.state
    assert isinstance(before, states.Photographing) and before.problem is CameraProblem.SILENT
    world.post(late)
    assert world.state == before


def test_another_persons_picture_is_never_shown(world: World) -> None:
    world.post(events.PictureAsked())
    taking = world.state
    world.post(events.PictureTaken("018f0000-0000-7000-8000-0000000000ff", picture(99)))
    assert world.state == taking


def test_a_picture_that_was_kept_after_a_fault_counts_and_one_given_up_does_not(world: World) -> None:
    world.post(events.PictureAsked())
    world.settle()
    world.post(events.Confirmed())
    kept = world.pending.pop()
    faulted, _ = advance(world.state, events.FaultRaised("S03"), facts())
    counted, doing = advance(faulted, kept, facts())
    assert isinstance(counted, states.Faulted) and isinstance(counted.back, states.CountingPages)
    assert [type(effect) for effect in doing] == [effects.SaveDraft]
    back, _ = advance(faulted, events.Confirmed(), facts())
    again, _ = advance(back, events.Denied(), facts())
    assert advance(again, kept, facts()) == (again, ())


def test_a_full_disk_is_told_and_the_picture_may_be_kept_once_there_is_room(world: World) -> None:
    world.post(events.PictureAsked())
    world.settle()
    judged = world.state
    world.post(events.Confirmed())
    world.pending.clear()
    world.post(events.FaultRaised("S02"))
    assert isinstance(world.state, states.Faulted) and world.state.code == "S02"
    world.post(events.Confirmed())
    assert world.state == judged
    world.post(events.Confirmed())
    world.settle()
    assert isinstance(world.state, states.CountingPages)


def test_a_draft_taken_up_again_has_its_pictures(world: World) -> None:
    keep(world)
    kept = pages(world)
    later = World(drafts=dict(world.drafts), ids=world.ids)
    later.play_to(ITEM, states.ShowingMaterials)
    assert pages(later) == kept and later.state.visit.pictures == {}
    later.post(events.WayChosen(ITEM, PAPER, Way.CAPTURED))
    assert isinstance(later.state, states.CountingPages)
