"""Photographing a paper: laid under the camera, taken by touch, looked at, kept page by page."""

from __future__ import annotations

from dataclasses import replace

from kiosk.journey import effects, events, states
from kiosk.journey.at_camera import AtCamera
from kiosk.journey.filling import papers_of, saved, until
from kiosk.journey.visit import Facts, Visit
from kiosk.materials.camera import CameraProblem
from kiosk.materials.model import Way
from kiosk.materials.papers import MOST_PAGES, Paper, choose, pages_of, paper_of, propose

Step = tuple[states.State, tuple[effects.Effect, ...]]


def begin(visit: Visit, paper: Paper) -> states.State:
    """What there is of the paper already, or its first page."""
    item_id, material_id = paper.items[0].id, paper.material.id
    pages = pages_of(visit.materials, item_id, material_id)
    return (
        states.CountingPages(visit, item_id, material_id)
        if pages
        else states.Photographing(visit, item_id, material_id)
    )


def advance(state: AtCamera, event: events.Event, facts: Facts) -> Step:
    """One step at the camera."""
    match state:
        case states.Photographing():
            return _photographing(state, event)
        case states.TakingPicture():
            return _taking(state, event)
        case states.JudgingPicture():
            return _judging(state, event, facts)
        case states.KeepingPicture():
            return _keeping(state, event, facts)
        case states.CountingPages():
            return _counting(state, event, facts)


def interrupted(state: states.State) -> states.State:
    """Where one goes on after a fault in the middle of something that will not be answered any more."""
    match state:
        case states.TakingPicture(visit, item_id, material_id):
            return states.Photographing(visit, item_id, material_id)
        case states.KeepingPicture(visit, item_id, material_id, shot) | states.JudgingPicture(
            visit, item_id, material_id, shot
        ):
            return states.JudgingPicture(visit, item_id, material_id, shot)
        case _:
            return state


def _photographing(state: states.Photographing, event: events.Event) -> Step:
    match event:
        case events.PictureAsked() | events.Confirmed() if state.problem is None:
            taking = states.TakingPicture(state.visit, state.item_id, state.material_id)
            return taking, (effects.TakePicture(state.visit.application_id),)
        case events.CameraChanged(problem):
            return replace(state, problem=problem), ()
        case events.BackPressed():
            return _back(state), ()
        case _:
            return state, ()


def _back(state: states.Photographing) -> states.State:
    """To the pages that are kept, or to the papers, where every other way is still open."""
    if pages_of(state.visit.materials, state.item_id, state.material_id):
        return states.CountingPages(state.visit, state.item_id, state.material_id)
    return states.ShowingMaterials(state.visit)


def _taking(state: states.TakingPicture, event: events.Event) -> Step:
    again = states.Photographing(state.visit, state.item_id, state.material_id)
    match event:
        case events.PictureTaken(application_id, shot) if application_id == state.visit.application_id:
            return states.JudgingPicture(state.visit, state.item_id, state.material_id, shot), ()
        case events.CameraChanged(problem):
            return replace(again, problem=problem), ()
        case events.TimedOut():
            return replace(again, problem=CameraProblem.SILENT), ()
        case events.BackPressed():
            return again, ()
        case _:
            return state, ()


def _judging(state: states.JudgingPicture, event: events.Event, facts: Facts) -> Step:
    visit = state.visit
    match event:
        case events.Confirmed() if not state.turning:
            keeping = states.KeepingPicture(visit, state.item_id, state.material_id, state.shot)
            return keeping, (effects.KeepPicture(visit.application_id, state.shot),)
        case events.TurnAsked() if not state.turning:
            return replace(state, turning=True), (effects.TurnPicture(visit.application_id, state.shot),)
        case events.PictureTaken(application_id, shot) if state.turning and application_id == visit.application_id:
            return replace(state, shot=shot, turning=False), ()
        case events.CameraChanged() if state.turning:
            return replace(state, turning=False), ()
        case events.PictureKept(shot, sha256) if shot == state.shot:
            # A fault came between: it was kept all the same.
            return _kept(state, sha256, facts)
        case events.Denied() | events.BackPressed():
            return states.Photographing(visit, state.item_id, state.material_id), ()
        case _:
            return state, ()


def _keeping(state: states.KeepingPicture, event: events.Event, facts: Facts) -> Step:
    match event:
        case events.PictureKept(shot, sha256) if shot == state.shot:
            return _kept(state, sha256, facts)
        case _:
            return state, ()


def _kept(state: states.JudgingPicture | states.KeepingPicture, sha256: str, facts: Facts) -> Step:
    pages = (*pages_of(state.visit.materials, state.item_id, state.material_id), sha256)
    visit = _with_pages(state, pages, facts)
    shown = replace(visit, pictures={**visit.pictures, sha256: state.shot.small})
    return states.CountingPages(shown, state.item_id, state.material_id), saved(shown, facts)


def _counting(state: states.CountingPages, event: events.Event, facts: Facts) -> Step:
    pages = pages_of(state.visit.materials, state.item_id, state.material_id)
    match event:
        case events.PictureAsked() if len(pages) < MOST_PAGES:
            return states.Photographing(state.visit, state.item_id, state.material_id), ()
        case events.PageRemoved(number) if 1 <= number <= len(pages):
            return _removed(state, pages, number, facts=facts)
        case events.Confirmed() | events.BackPressed():
            return states.ShowingMaterials(state.visit), ()
        case _:
            return state, ()


def _removed(state: states.CountingPages, pages: tuple[str, ...], number: int, *, facts: Facts) -> Step:
    """Its file goes with the next save of the draft, which is now. Without a page the paper is open again."""
    visit = _with_pages(state, (*pages[: number - 1], *pages[number:]), facts)
    left = {sha256: picture for sha256, picture in visit.pictures.items() if sha256 != pages[number - 1]}
    shown = replace(visit, pictures=left)
    if len(pages) > 1:
        return replace(state, visit=shown), saved(shown, facts)
    return states.Photographing(shown, state.item_id, state.material_id), saved(shown, facts)


def _with_pages(
    state: states.JudgingPicture | states.KeepingPicture | states.CountingPages, pages: tuple[str, ...], facts: Facts
) -> Visit:
    """The visit with these pages of the paper, in the order of the list; without any it is as it was proposed."""
    visit, every = state.visit, papers_of(state.visit, facts)
    paper, last_day = paper_of(every, state.item_id, state.material_id), until(visit, facts)
    materials = tuple(one for one in visit.materials if (one.item_id, one.material_id) not in paper.names())
    if pages:
        materials = choose(materials, paper, Way.CAPTURED, until=last_day, sha256=pages)
    return replace(visit, materials=propose(every, until=last_day, kept=materials))
