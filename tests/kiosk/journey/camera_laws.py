"""The laws of a visit at the document camera; what a step breaks is told in words."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.journey import effects, events, states
from kiosk.materials.papers import pictures_of
from tests.kiosk.journey.step import Step
from tests.kiosk.journey.world import by_hand, plain


def a_picture_is_taken_once_and_only_by_touch(step: Step) -> bool:
    """And for the application of whoever touched."""
    asked = step.asks(effects.TakePicture)
    touched = isinstance(step.event, events.PictureAsked | events.Confirmed)
    laying = isinstance(plain(step.before), states.Photographing)
    own = [effects.TakePicture(step.before.visit.application_id)]
    return not asked or (touched and laying and asked == own and isinstance(plain(step.after), states.TakingPicture))


def a_picture_on_the_screen_is_of_this_visit(step: Step) -> bool:
    """One that was asked for by somebody else is nobody's: it is not shown, and not kept."""
    before, after = getattr(plain(step.before), "shot", None), getattr(plain(step.after), "shot", None)
    if after is None or after == before:
        return True
    own = step.after.visit.application_id
    return isinstance(step.event, events.PictureTaken) and (step.event.application_id, step.event.shot) == (own, after)


def only_a_picture_somebody_agreed_to_is_kept(step: Step) -> bool:
    judged = plain(step.before)
    return all(
        isinstance(judged, states.JudgingPicture)
        and isinstance(step.event, events.Confirmed)
        and effect == effects.KeepPicture(step.before.visit.application_id, judged.shot)
        for effect in step.asks(effects.KeepPicture)
    )


def a_page_is_told_when_it_is_durable(step: Step) -> bool:
    """It stands in the papers from then on, and the draft is saved with it at once, if there is one; and only a person takes it out."""
    pages = [pictures_of(visit.materials) for visit in (step.before.visit, step.after.visit)]
    added, gone = pages[1] - pages[0], pages[0] - pages[1]
    saved = [effect.draft.materials for effect in step.asks(effects.SaveDraft) if isinstance(effect, effects.SaveDraft)]
    if added and not isinstance(plain(step.before), states.ResumingDraft):
        kept = isinstance(step.event, events.PictureKept) and added == {step.event.sha256}
        return kept and saved == ([] if by_hand(step.after.visit) else [step.after.visit.materials])
    over = isinstance(step.after, states.Attracting | states.OutOfService | states.InsertingCard)
    person = isinstance(step.event, events.PageRemoved | events.WayChosen | events.Confirmed | events.Denied)
    return not gone or over or person


def what_is_kept_small_is_of_pages_that_are_kept(step: Step) -> bool:
    """A page that was taken out is not shown anywhere any more."""
    removed = isinstance(step.event, events.PageRemoved)
    return not removed or step.after.visit.pictures.keys() <= pictures_of(step.after.visit.materials)


CAMERA_LAWS: tuple[Callable[[Step], bool], ...] = (
    a_picture_is_taken_once_and_only_by_touch,
    a_picture_on_the_screen_is_of_this_visit,
    only_a_picture_somebody_agreed_to_is_kept,
    a_page_is_told_when_it_is_durable,
    what_is_kept_small_is_of_pages_that_are_kept,
)
