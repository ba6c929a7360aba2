"""How long each state waits for a person before it warns, in seconds; every state has an end."""

from __future__ import annotations

from typing import assert_never

from kiosk.journey import states
from kiosk.journey.at_clerk import AtClerk
from kiosk.journey.visit import Facts

# Reading and writing take an older person their time; waiting for a machine must not take long.
ATTRACT_S = 300
READING_S = 120
WRITING_S = 180
OUTCOME_S = 60
MACHINE_S = 20
LEAVING_S = 12
OUT_OF_SERVICE_S = 60
# Before another PIN may be typed: twice as long after each wrong one of a visit. The card itself ends the guessing.
PAUSE_S = 5
LONGEST_PAUSE_S = 60


def timeout_s(state: states.State, facts: Facts) -> int:
    """Seconds until TimedOut is sent to this state."""
    if isinstance(state, AtClerk):
        return _at_clerk_s(state)
    match state:
        case states.Attracting():
            return ATTRACT_S
        case states.FillingForm() | states.KeyingDocument() | states.Signing() | states.ChoosingItem():
            return WRITING_S
        case states.ReadingCard() | states.Submitting() | states.TakingPicture() | states.KeepingPicture():
            return MACHINE_S
        case states.Submitted() | states.TakingReceipt() | states.Rating():
            return OUTCOME_S
        case states.Leaving():
            return LEAVING_S
        case states.Warned():
            return facts.warning_s
        case states.OutOfService():
            return OUT_OF_SERVICE_S
        case (
            states.ChoosingLanguage()
            | states.ReadingGuide()
            | states.InsertingCard()
            | states.ConfirmingIdentity()
            | states.ResumingDraft()
            | states.ShowingMaterials()
            | states.Photographing()
            | states.JudgingPicture()
            | states.CountingPages()
            | states.Checking()
            | states.AskingHelp()
            | states.Faulted()
        ):
            return READING_S
        case _:
            assert_never(state)


def _at_clerk_s(state: AtClerk) -> int:
    match state:
        case states.KeyingPerson():
            return WRITING_S
        case states.RecognisingClerkCard() | states.ProvingClerk():
            return MACHINE_S
        case states.PausingAfterPin(wrong=wrong):
            return min(PAUSE_S << max(0, wrong - 1), LONGEST_PAUSE_S)
        case states.InsertingClerkCard() | states.EnteringPin() | states.TakingClerkCard():
            return READING_S
        case _:
            assert_never(state)
