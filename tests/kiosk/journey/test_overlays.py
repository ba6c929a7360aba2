"""Warning, help, fault and language lie over a page and change nothing else about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.cards import CardProblem, CardRef, CardStatus, ReaderState
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from kiosk.journey.visit import Language
from tests.kiosk.journey.gallery import STATES, draft_for, every_event, over, reached, stopped
from tests.kiosk.journey.world import READER, TODAY, World, facts, plain, spoken
from tests.kiosk.people import elder

CLOSING: dict[type[states.State], events.Event] = {
    states.Warned: events.StillHere(),
    states.AskingHelp: events.BackPressed(),
    states.Faulted: events.Confirmed(),
    states.ChoosingLanguage: events.BackPressed(),
}
PAGES = [kind for kind in STATES if kind not in (states.OutOfService, *CLOSING)]
# A page nobody is at, a wait of seconds, and a terminal that serves nobody have no choice of a language.
SPOKEN = [kind for kind in PAGES if kind not in (states.Attracting, states.Submitting)]
COVERED = [kind for kind in PAGES if kind is not states.Submitting]


def results(state: states.State) -> list[events.Event]:
    """Answers to what was asked for before the page was covered."""
    return [
        events.RoomChecked(),
        events.CardRead(elder().content, TODAY, "018f0000-0000-7000-8000-000000000088"),
        events.CardFailed(CardProblem.REMOVED),
        events.DraftFound(draft_for(state)),
        events.LinkChanged(online=True),
    ]


@pytest.mark.parametrize("cover", CLOSING)
@pytest.mark.parametrize("kind", COVERED)
def test_what_comes_while_a_page_is_covered_is_as_if_it_had_not_been(
    kind: type[states.State], cover: type[states.State]
) -> None:
    bare = reached()[kind]
    for event in results(bare):
        uncovered, asked = advance(bare, event, facts())
        covered, doing = advance(over(bare)[cover], event, facts())
        assert isinstance(covered, cover) and doing == asked
        closed, more = advance(covered, CLOSING[cover], facts())
        assert closed == uncovered
        assert set(more) <= {effects.WatchReaders()}


@pytest.mark.parametrize("cover", CLOSING)
def test_a_card_put_in_while_the_page_is_covered_is_read_in_the_end(cover: type[states.State]) -> None:
    world = World(state=over(reached()[states.InsertingCard])[cover])
    world.insert()
    world.settle()
    world.post(CLOSING[cover])
    world.settle()
    assert isinstance(world.state, states.ConfirmingIdentity)


@pytest.mark.parametrize("kind", SPOKEN)
@pytest.mark.parametrize("language", ["zh", "mn", "en"])
def test_a_language_can_be_chosen_everywhere_and_changes_nothing_else(
    kind: type[states.State], language: Language
) -> None:
    before = reached()[kind]
    asked, nothing = advance(before, events.LanguageAsked(), facts())
    assert isinstance(asked, states.ChoosingLanguage) and nothing == ()
    after, doing = advance(asked, events.LanguageChosen(language), facts())
    assert after == spoken(before, language)
    assert set(doing) <= {effects.WatchReaders()}


@pytest.mark.parametrize("cover", CLOSING)
def test_a_language_reaches_the_page_beneath(cover: type[states.State]) -> None:
    covered = over(reached()[states.FillingForm])[cover]
    asked = covered if cover is states.ChoosingLanguage else advance(covered, events.LanguageAsked(), facts())[0]
    after, _ = advance(asked, events.LanguageChosen("en"), facts())
    # Who asks for another language is still here: the warning is over.
    closes = cover in (states.Warned, states.ChoosingLanguage)
    assert after == spoken(plain(covered) if closes else covered, "en")


def test_the_first_language_begins_the_visit() -> None:
    for first in (events.Touched(), events.LanguageAsked()):
        asked, _ = advance(states.Attracting(), first, facts())
        after, _ = advance(asked, events.LanguageChosen("mn"), facts())
        assert isinstance(after, states.ChoosingItem) and after.visit.language == "mn"
    after, _ = advance(states.Attracting(), events.LanguageChosen("en"), facts())
    assert isinstance(after, states.ChoosingItem) and after.visit.language == "en"


@pytest.mark.parametrize("kind", COVERED)
def test_help_lies_over_every_page_and_goes_without_a_trace(kind: type[states.State]) -> None:
    before = reached()[kind]
    helped, _ = advance(before, events.HelpPressed("staff"), facts())
    assert isinstance(helped, states.AskingHelp) and helped.topic == "staff"
    other, _ = advance(helped, events.HelpPressed("hotline"), facts())
    assert other == replace(helped, topic="hotline"), "the other help takes its place"
    assert advance(other, events.BackPressed(), facts()) == (before, ())


@pytest.mark.parametrize("kind", [kind for kind in COVERED if kind is not states.Attracting])
def test_a_fault_is_told_over_every_page_and_leads_back_to_it(kind: type[states.State]) -> None:
    before = reached()[kind]
    faulted, doing = advance(before, events.FaultRaised("C03"), facts())
    back = _asked_anew(before)
    assert faulted == states.Faulted(before.visit, "C03", back) and doing == ()
    later, _ = advance(faulted, events.FaultRaised("S04"), facts())
    assert later == states.Faulted(before.visit, "S04", back)
    assert advance(later, events.Confirmed(), facts())[0] == back


def _asked_anew(state: states.State) -> states.State:
    """What the camera or the store may never answer any more is asked of the person again."""
    match state:
        case states.TakingPicture(visit, item_id, material_id):
            return states.Photographing(visit, item_id, material_id)
        case states.KeepingPicture(visit, item_id, material_id, shot):
            return states.JudgingPicture(visit, item_id, material_id, shot)
        case _:
            return state


def test_help_asked_for_twice_goes_at_one_touch() -> None:
    """Help, a language, help again, and then a language that was being chosen beneath."""
    world = World()
    twice = (events.HelpPressed("staff"), events.LanguageAsked(), events.HelpPressed("hotline"))
    for event in (*twice, events.LanguageChosen("en"), events.BackPressed()):
        world.post(event)
    assert isinstance(world.state, states.Attracting) and world.state.visit.language == "en"


def test_a_part_that_fails_every_second_does_not_keep_a_page_open() -> None:
    state: states.State = reached()[states.FillingForm]
    for _ in range(3):
        state, _ = advance(state, events.FaultRaised("C03"), facts())
        state, _ = advance(state, events.TimedOut(), facts())
        if isinstance(state, states.Attracting):
            break
    assert isinstance(state, states.Attracting)


def test_a_fault_does_not_close_a_warning_or_the_choice_of_a_language() -> None:
    page = reached()[states.FillingForm]
    for cover in (states.Warned, states.ChoosingLanguage):
        covered, _ = advance(over(page)[cover], events.FaultRaised("C03"), facts())
        assert isinstance(covered, cover)
        closed, _ = advance(covered, CLOSING[cover], facts())
        assert closed == states.Faulted(page.visit, "C03", page)


@pytest.mark.parametrize("kind", [states.Attracting, states.Faulted])
def test_help_stays_while_nothing_new_has_failed(kind: type[states.State]) -> None:
    """Whoever reads how to call the staff goes on reading: nobody is at the page, or its fault is known."""
    helped, _ = advance(reached()[kind], events.HelpPressed("staff"), facts())
    assert advance(helped, events.FaultRaised("C03"), facts()) == (helped, ())


def test_the_warning_goes_at_any_sign_of_life() -> None:
    page = reached()[states.FillingForm]
    for sign in (events.StillHere(), events.Touched(), events.Confirmed(), events.BackPressed()):
        assert advance(over(page)[states.Warned], sign, facts()) == (page, ())


@pytest.mark.parametrize("kind", STATES)
def test_what_can_serve_nobody_stops_from_everywhere_and_forgets(kind: type[states.State]) -> None:
    after, doing = advance(reached()[kind], events.FaultRaised("B01", fatal=True), facts())
    assert after == states.OutOfService("B01") and doing == (effects.Wipe(),)


def test_a_stopped_terminal_is_started_again_by_nobody_at_the_screen() -> None:
    for event in every_event(stopped()):
        assert isinstance(advance(stopped(), event, facts())[0], states.OutOfService)


def test_a_card_at_the_attract_screen_is_nobody_s() -> None:
    seen = CardStatus(READER, ReaderState.PRESENT, CardRef(READER, 1))
    after, doing = advance(states.Attracting(), events.ReaderChanged(seen), facts())
    assert isinstance(after, states.Attracting) and doing == () and after.visit.identity is None
