"""One of each: every state as a visit reaches it, and at least one event of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import get_args

from kiosk.applications.draft import Draft
from kiosk.base.clock import Moment
from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from kiosk.feedback.model import Grade
from kiosk.forms import document
from kiosk.identity.clerk import PinRefusal, PinTrouble, SignInRefusal
from kiosk.journey import events, states
from kiosk.journey.at_camera import AtCamera
from kiosk.journey.at_clerk import AtClerk
from kiosk.materials.camera import CameraProblem
from kiosk.materials.model import Way
from kiosk.receipts.model import PrintState
from tests.kiosk.journey.world import CARDLESS, CLERK, NOW, PIN, READER, TODAY, World, collected, facts, picture, sealed
from tests.kiosk.people import TRAVELLERS_KEY, elder, traveller

STATES: tuple[type[states.State], ...] = get_args(states.State)
EVENTS: tuple[type[events.Event], ...] = get_args(events.Event)
# Several pages, a paper that may be committed to, deferred or shown, and one that is signed.
ITEM = "temp-aid"
HOTLINE = "hotline"
NEW_ID = "018f0000-0000-7000-8000-00000000000e"
# Papers that can only be shown.
SHOWN = "machinery"
STROKES: events.Strokes = (((100, 200, 0), (300, 400, 20)),)
OVERLAYS = (states.Warned, states.AskingHelp, states.Faulted, states.ChoosingLanguage)


@cache
def reached() -> dict[type[states.State], states.State]:
    """The first state of each kind on one visit that takes up a draft; the overlays lie over the form."""
    earlier = World()
    earlier.play_to(ITEM, states.ShowingMaterials)
    world = World(drafts=dict(earlier.drafts), ids=earlier.ids)
    world.play_to(ITEM, states.Leaving)
    found: dict[type[states.State], states.State] = {states.Attracting: states.Attracting()}
    for _, _, state, _ in world.steps:
        found.setdefault(type(state), state)
    form = found[states.FillingForm]
    return {
        **found,
        **photographed(),
        **over(form),
        states.ChoosingLanguage: found[states.ChoosingLanguage],
        states.KeyingDocument: keyed(),
        **signed_in(),
        states.OutOfService: stopped(),
    }


def photographed() -> dict[type[states.State], states.State]:
    """What there is at the camera, on a visit for an item that cannot be applied for without."""
    world = World()
    world.play_to(SHOWN, states.Checking)
    return {type(state): state for _, _, state, _ in world.steps if isinstance(state, AtCamera)}


def signed_in() -> dict[type[states.State], states.State]:
    """A clerk who mistypes the PIN once, signs in, and enters somebody without a card; the last page is still open."""
    world = World()
    clumsy = replace(world.cardless(ITEM), clerk=replace(world.clerk(*CARDLESS), pin="000000"))
    world.play(clumsy, lambda state: isinstance(state, states.PausingAfterPin))
    world.post(events.TimedOut())
    world.play(world.cardless(ITEM), lambda state: isinstance(state, states.ConfirmingIdentity))
    found: dict[type[states.State], states.State] = {}
    for _, _, state, _ in world.steps:
        if isinstance(state, AtClerk) and not (isinstance(state, states.KeyingPerson) and len(state.entered) < 2):
            found.setdefault(type(state), state)
    return found


def over(state: states.State) -> dict[type[states.State], states.State]:
    """Every overlay over a state."""
    return {
        states.Warned: states.Warned(state.visit, state),
        states.AskingHelp: states.AskingHelp(state.visit, state, "staff"),
        states.Faulted: states.Faulted(state.visit, "C03", state),
        states.ChoosingLanguage: states.ChoosingLanguage(state.visit, state),
    }


def at_the_document() -> World:
    """Somebody who came with a passport for the hotline, and is asked what opens it."""
    world = World(traveller(), key=TRAVELLERS_KEY)
    world.play_to(HOTLINE, states.KeyingDocument)
    return world


def write(world: World, number: str = "E99000017", birth: str = "19740812", expiry: str = "20330415") -> None:
    """They write it off the passport; the last page is still open."""
    for name, text in ((document.NUMBER, number), (document.BIRTH, birth), (document.EXPIRY, expiry)):
        world.post(events.AnswerEntered(name, text))
        if name != document.EXPIRY:
            world.post(events.Confirmed())


def keyed() -> states.State:
    """All three are written, and nothing is opened yet."""
    world = at_the_document()
    write(world)
    return world.state


def stopped() -> states.OutOfService:
    """A terminal that serves nobody."""
    return states.OutOfService("B01")


def beginnings() -> list[states.State]:
    """One state of every kind."""
    return [reached()[kind] for kind in STATES]


def draft_for(state: states.State, id: str = "018f0000-0000-7000-8000-000000000099") -> Draft:
    """Something begun before for the item of a state, under the same list."""
    return Draft(
        id=id,
        item_ids=state.visit.item_ids,
        catalogue_version=facts().catalogue.version,
        language="zh",
        answers={},
        materials=(),
        page=0,
        saved_at_ms=NOW.unix_ms,
    )


def every_event(state: states.State) -> list[events.Event]:
    """At least one event of every kind, such as could come about at this state."""
    return [*_of_a_person(state), *_of_the_world(state)]


def _of_a_person(state: states.State) -> list[events.Event]:
    page = state.visit.form.pages[0].fields[0].id if state.visit.form else "mobile"
    paper = state.visit.materials[0] if state.visit.materials else None
    way = [events.WayChosen(paper.item_id, paper.material_id, way) for way in Way] if paper else []
    return [
        events.Touched(),
        events.LanguageAsked(),
        *(events.LanguageChosen(language) for language in ("zh", "mn", "en")),
        events.ThemeChosen("theme.aid"),
        events.QueryChanged("yanglao"),
        events.ItemChosen(ITEM),
        events.ItemChosen("no-such-item"),
        events.ApplyPressed(),
        events.Confirmed(),
        events.Denied(),
        events.AnswerEntered(page, ""),
        events.AnswerEntered(page, "x"),
        events.EditAsked(0),
        events.EditAsked(-1),
        events.EditAsked(99),
        *(way or [events.WayChosen(ITEM, "id_card", Way.CARD_READ)]),
        events.ClerkAsked(),
        events.PinEntered(PIN),
        events.PictureAsked(),
        events.TurnAsked(),
        *(events.PageRemoved(number) for number in (0, 1, 2, 9)),
        events.SignatureDone((), NOW),
        events.SignatureDone(((),), NOW),
        events.SignatureDone(STROKES, NOW),
        *(events.PaperAnswered(answer) for answer in ("again", "none", "came_out", "did_not")),
        events.Rated(Grade.SATISFIED, (), NOW, "018f0000-0000-7000-8000-000000000077"),
        events.RatingSkipped(),
        events.BackPressed(),
        events.HomePressed(),
        events.HelpPressed("hotline"),
        events.HelpPressed("staff"),
        events.StillHere(),
        events.TimedOut(),
    ]


def _of_the_world(state: states.State) -> list[events.Event]:
    card = CardRef(READER, 1)
    own = state.visit.application_id or "018f0000-0000-7000-8000-00000000000f"
    return [
        events.RoomChecked(),
        events.RoomChecked("S02"),
        events.ReaderChanged(CardStatus(READER, ReaderState.EMPTY)),
        events.ReaderChanged(CardStatus(READER, ReaderState.PRESENT, card)),
        events.ReaderChanged(CardStatus(READER, ReaderState.PRESENT, replace(card, epoch=7))),
        events.ReaderChanged(CardStatus("another", ReaderState.EMPTY)),
        events.CardRead(elder().content, TODAY, "018f0000-0000-7000-8000-000000000088"),
        events.CardRead(
            replace(elder().content, valid_to=date(2020, 1, 1)), TODAY, "018f0000-0000-7000-8000-000000000088"
        ),
        events.CardRead(replace(elder().content, name=""), TODAY, "018f0000-0000-7000-8000-000000000088"),
        *(events.CardFailed(problem) for problem in CardProblem),
        events.DocumentFound(TODAY),
        *(event for at in (card, replace(card, epoch=7)) for event in _of_a_sign_in(at)),
        events.DraftFound(None),
        events.DraftFound(draft_for(state)),
        events.CameraChanged(None),
        *(events.CameraChanged(problem) for problem in CameraProblem),
        events.PictureTaken(own, picture(77)),
        events.PictureTaken("018f0000-0000-7000-8000-0000000000ff", picture(78)),
        events.PictureKept(picture(79), sealed(picture(79))),
        *([events.PictureKept(shown, sealed(shown))] if (shown := getattr(state, "shot", None)) else []),
        events.ApplicationCollected(collected(own)),
        events.ApplicationCollected(collected("018f0000-0000-7000-8000-0000000000ff")),
        events.PrinterAsked("P21"),
        *(events.PaperChanged(became) for became in PrintState),
        events.PaperChanged(PrintState.FAILED, "P21"),
        events.LinkChanged(online=True),
        events.LinkChanged(online=False),
        events.FaultRaised("S04"),
        events.FaultRaised("B01", fatal=True),
    ]


def _of_a_sign_in(card: CardRef) -> list[events.Event]:
    """Everything that may come of a clerk's card and PIN."""
    troubles = [PinRefusal(trouble, tries) for trouble in PinTrouble for tries in (None, 0, 2)]
    refused = [events.SignInRefused(card, why) for why in (*troubles, *SignInRefusal)]
    return [events.ClerkSignedIn(card, CLERK, TODAY, NEW_ID), *refused]


def later(minutes: int) -> Moment:
    """So many minutes after the visit began."""
    return NOW.plus_ms(minutes * 60_000)
