"""Which events a page listens to; every other one changes nothing and asks for nothing."""

from __future__ import annotations

import pytest

from kiosk.journey import events as ev
from kiosk.journey import states as at
from kiosk.journey.advance import advance
from tests.kiosk.journey.gallery import EVENTS, OVERLAYS, STATES, every_event, reached
from tests.kiosk.journey.world import facts

Kinds = set[type[ev.Event]]

ALWAYS: Kinds = {ev.TimedOut, ev.LinkChanged, ev.FaultRaised}
TOOLS: Kinds = {ev.HomePressed, ev.HelpPressed, ev.LanguageAsked}
SEEN: Kinds = {ev.ReaderChanged}
# From the moment an application has its id, the store may answer; from then on the printer may.
STORED: Kinds = {ev.ApplicationCollected}
PRINTED: Kinds = {ev.PaperChanged}
# The printer is asked beforehand, once it is known what would be signed.
ASKED: Kinds = {ev.PrinterAsked}
TURNING: Kinds = {ev.BackPressed, ev.Confirmed}
PAGE = TOOLS | SEEN

LISTENS: dict[type[at.State], Kinds] = {
    at.Attracting: PAGE | {ev.Touched, ev.LanguageChosen},
    at.ChoosingLanguage: (PAGE - {ev.LanguageAsked}) | {ev.LanguageChosen, ev.BackPressed},
    at.ChoosingItem: PAGE | {ev.BackPressed, ev.ItemChosen, ev.QueryChanged, ev.ThemeChosen},
    at.ReadingGuide: PAGE | TURNING | {ev.ApplyPressed, ev.RoomChecked},
    at.InsertingCard: PAGE | {ev.BackPressed, ev.ClerkAsked},
    at.KeyingDocument: PAGE | TURNING | {ev.AnswerEntered},
    at.ReadingCard: TOOLS | {ev.BackPressed, ev.CardRead, ev.CardFailed, ev.DocumentFound},
    at.InsertingClerkCard: PAGE | {ev.BackPressed},
    at.RecognisingClerkCard: TOOLS | {ev.BackPressed, ev.CardRead, ev.CardFailed, ev.DocumentFound},
    at.EnteringPin: PAGE | {ev.BackPressed, ev.PinEntered},
    at.ProvingClerk: TOOLS | {ev.BackPressed, ev.ClerkSignedIn, ev.SignInRefused, ev.CardFailed},
    at.PausingAfterPin: TOOLS | {ev.BackPressed},
    at.TakingClerkCard: PAGE | {ev.BackPressed},
    at.KeyingPerson: PAGE | TURNING | {ev.AnswerEntered},
    at.ConfirmingIdentity: PAGE | TURNING | STORED | {ev.Denied, ev.DraftFound},
    at.ResumingDraft: PAGE | TURNING | STORED | {ev.Denied},
    at.FillingForm: PAGE | TURNING | STORED | {ev.AnswerEntered},
    at.ShowingMaterials: PAGE | TURNING | STORED | {ev.WayChosen},
    at.Photographing: PAGE | TURNING | STORED | {ev.PictureAsked, ev.CameraChanged},
    at.TakingPicture: PAGE | STORED | {ev.BackPressed, ev.PictureTaken, ev.CameraChanged},
    at.JudgingPicture: PAGE | TURNING | STORED | {ev.Denied, ev.TurnAsked, ev.PictureKept},
    at.KeepingPicture: PAGE | STORED | {ev.PictureKept},
    at.CountingPages: PAGE | TURNING | STORED | {ev.PictureAsked, ev.PageRemoved},
    at.Checking: PAGE | TURNING | STORED | ASKED | {ev.EditAsked},
    at.Signing: PAGE | STORED | ASKED | {ev.BackPressed, ev.SignatureDone},
    # While the card that lies there is read again.
    at.Submitting: SEEN | STORED | ASKED | {ev.CardRead, ev.CardFailed, ev.DocumentFound},
    at.Submitted: PAGE | PRINTED | {ev.Confirmed},
    at.TakingReceipt: PAGE | PRINTED | TURNING | {ev.PaperAnswered},
    at.Rating: PAGE | PRINTED | TURNING | {ev.Rated, ev.RatingSkipped},
    at.Leaving: PAGE | PRINTED | {ev.Confirmed, ev.Touched},
    # Over the form: what is written there while the warning comes up is not lost.
    at.Warned: PAGE | TURNING | STORED | {ev.StillHere, ev.Touched, ev.AnswerEntered},
    at.AskingHelp: PAGE | TURNING | STORED | {ev.StillHere, ev.Touched, ev.AnswerEntered},
    at.Faulted: PAGE | TURNING | STORED,
    # A terminal that cannot serve is read by whoever comes, in their language.
    at.OutOfService: SEEN | {ev.LanguageAsked},
}


def test_every_page_is_in_the_table() -> None:
    assert set(LISTENS) == set(STATES)
    assert set(EVENTS) == ALWAYS.union(*LISTENS.values())


@pytest.mark.parametrize("kind", STATES)
def test_a_page_listens_to_these_and_nothing_else_moves_it(kind: type[at.State]) -> None:
    state = reached()[kind]
    stirred = {type(event) for event in every_event(state) if advance(state, event, facts()) != (state, ())}
    assert stirred - ALWAYS == LISTENS[kind]
    assert stirred >= ALWAYS


@pytest.mark.parametrize("kind", STATES)
def test_an_event_nobody_listens_to_leaves_the_very_same_state(kind: type[at.State]) -> None:
    """Identity for a page of its own: nothing is painted anew, no clock is set back."""
    state = reached()[kind]
    for event in every_event(state):
        if type(event) not in LISTENS[kind] | ALWAYS:
            after, doing = advance(state, event, facts())
            assert doing == () and (after is state or (isinstance(state, OVERLAYS) and after == state)), event
