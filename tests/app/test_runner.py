"""The runner: what it asks of which lane, what it makes of the answers, and that nothing ends its loops."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.runner import BUG
from app.slots import RETRY_S
from kiosk.applications.draft import Draft
from kiosk.base.errors import DeviceError, LaneStuck, StoreError
from kiosk.cards import CardKind, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.feedback.model import Grade
from kiosk.journey import events, states
from kiosk.journey.timeouts import ATTRACT_S, LEAVING_S, MACHINE_S, READING_S
from kiosk.journey.visit import Collected
from kiosk.receipts.model import PrintState
from tests.app.fakes import HandLanes, Played, PlayedDesk, PlayedReader
from tests.app.stand import CARD, CONTENT, EMPTY, FACTS, ITEM, PRESENT, Stand
from tests.sync.support import receipt


@pytest.fixture
def stand() -> Stand:
    return Stand(Played())


def test_at_the_start_a_crash_is_settled_every_reader_watched_and_the_hub_called(stand: Stand) -> None:
    assert stand.played.lanes.asked() == ["printer", "cards-0", "sync"]
    assert stand.shown == [states.Attracting()]
    stand.do("printer", "sync")
    assert stand.played.press.recovered == 1
    assert stand.played.courier.cycles == 1
    assert stand.state.visit.online


def test_every_effect_is_done_on_its_lane_and_its_answer_comes_back(stand: Stand) -> None:
    stand.to_submitted()
    stand.do("printer")
    assert stand.state.visit.print_state is PrintState.PRINTED
    assert stand.played.press.printed == ["original"]
    stand.post(events.Confirmed(), events.PaperAnswered("again"))
    stand.do("printer")
    assert stand.played.press.printed == ["original", "again"]
    stand.post(events.Confirmed())
    stand.post(events.Rated(Grade.SATISFIED, (), stand.played.lanes.now(), stand.runner.fresh_id()))
    stand.do("store")
    done = [what for what, _ in stand.played.desk.given]
    assert done[:2] == ["room", "find"] and done[-2:] == ["collect", "rate"]
    assert set(done[2:-2]) == {"save"}
    stand.post(events.Touched())
    assert isinstance(stand.state, states.Attracting) and stand.wipes == 1


def test_a_person_s_word_about_the_paper_is_recorded(stand: Stand) -> None:
    stand.played.press.told = (PrintState.UNCERTAIN, "")
    stand.to_submitted()
    stand.do("printer")
    stand.post(events.Confirmed(), events.PaperAnswered("came_out"))
    stand.do("store")
    assert stand.played.desk.given[-1] == ("paper", PrintState.PRINTED)


def test_a_draft_that_is_not_wanted_is_discarded() -> None:
    first = Stand(Played())
    first.to_submitting()
    saved = next(given for what, given in first.played.desk.given if what == "save")
    assert isinstance(saved, Draft)
    stand = Stand(Played(lanes=HandLanes(passed_s=86_400), desk=PlayedDesk(draft=saved)))
    stand.to_identity()
    stand.post(events.Confirmed())
    assert isinstance(stand.state, states.ResumingDraft)
    stand.post(events.Denied())
    stand.do("store")
    assert stand.played.desk.given[-1] == ("discard", saved.id)
    assert stand.state.visit.application_id != saved.id


def test_every_state_is_left_by_time_alone(stand: Stand) -> None:
    stand.to_identity()
    stand.played.lanes.push(READING_S - 1)
    assert isinstance(stand.state, states.ConfirmingIdentity)
    stand.played.lanes.push(1)
    assert isinstance(stand.state, states.Warned)
    stand.played.lanes.push(FACTS.warning_s)
    assert stand.state == states.attracting(stand.state)
    assert stand.wipes == 1


def test_a_touch_begins_the_time_anew(stand: Stand) -> None:
    stand.to_identity()
    stand.played.lanes.push(READING_S - 1)
    stand.runner.someone_is_there()
    stand.played.lanes.push(READING_S - 1)
    assert isinstance(stand.state, states.ConfirmingIdentity)


def test_a_loose_card_or_line_does_not_keep_somebody_s_page_open(stand: Stand) -> None:
    stand.to_identity()
    for second in range(READING_S + FACTS.warning_s):
        stand.post(events.ReaderChanged(PRESENT if second % 2 else EMPTY), events.LinkChanged(online=bool(second % 2)))
        stand.played.lanes.push(1)
    assert isinstance(stand.state, states.Attracting)
    assert stand.wipes == 1


def test_readers_are_told_in_the_order_of_the_settings_whichever_answered_first() -> None:
    second = replace(PRESENT, reader="second", card=CardRef("second", 1))
    stand = Stand(Played(readers=(PlayedReader(PRESENT, CONTENT), PlayedReader(second, CONTENT))))
    stand.do("cards-1", "cards-0")
    stand.post(events.Touched(), events.LanguageChosen("zh"), events.ItemChosen(ITEM), events.ApplyPressed())
    stand.do("store")
    assert isinstance(stand.state, states.ReadingCard) and stand.state.card == CARD


def test_a_submission_that_hangs_is_said_and_its_late_answer_still_counts(stand: Stand) -> None:
    stand.to_submitting()
    stand.played.lanes.push(MACHINE_S)
    assert isinstance(stand.state, states.Faulted) and stand.state.code == "S03"
    stand.post(events.Confirmed())
    assert isinstance(stand.state, states.Checking)
    id = stand.state.visit.application_id
    stand.played.desk.answer = Collected(id, "B240000017X", receipt(id), stand.played.lanes.now())
    stand.do("store")
    assert isinstance(stand.state, states.Submitted)


def test_a_store_that_fails_is_told_by_its_code_and_the_person_can_sign_again(stand: Stand) -> None:
    stand.to_submitting()
    stand.played.desk.fails = StoreError("S02", "submit")
    stand.do("store")
    assert isinstance(stand.state, states.Faulted) and stand.state.code == "S02"
    stand.post(events.Confirmed())
    assert isinstance(stand.state, states.Checking)
    assert stand.wipes == 0


def test_a_lane_that_hangs_is_a_coded_fault_and_no_end_of_service(stand: Stand) -> None:
    stand.to_submitting()
    stand.played.lanes.take("store").failed(LaneStuck("store"))
    assert isinstance(stand.state, states.Faulted) and stand.state.code == "B02"


def test_a_mistake_of_our_own_ends_the_service_and_wipes(stand: Stand) -> None:
    stand.to_identity()
    stand.played.desk.fails = ValueError("wrong")
    stand.post(events.BackPressed(), events.ApplyPressed())
    with pytest.raises(ValueError, match="wrong"):
        stand.do("store")
    assert stand.shown[-1] == states.OutOfService(BUG)
    assert stand.wipes == 1
    assert stand.state.visit.identity is None


def test_a_reader_that_fails_is_told_once_and_watched_again() -> None:
    error = DeviceError("C03", "odd")
    stand = Stand(Played(readers=(PlayedReader(EMPTY, error),)))
    stand.to_card()
    stand.played.readers[0].sees = PRESENT
    stand.do("cards-0")
    assert isinstance(stand.state, states.ReadingCard)
    stand.played.readers[0].sees = error
    stand.do("cards-0")
    assert isinstance(stand.state, states.Faulted)
    assert isinstance(stand.state.back, states.InsertingCard) and stand.state.back.problem is CardProblem.TIMEOUT
    stand.do("cards-0")
    assert stand.played.lanes.asked().count("cards-0") == 0
    stand.post(events.Confirmed())
    stand.played.readers[0].sees = CardStatus("reader", ReaderState.PRESENT, CardRef("reader", 2))
    stand.played.readers[0].reads = CONTENT
    stand.played.lanes.push(RETRY_S)
    stand.do("cards-0", "cards-0")
    assert isinstance(stand.state, states.ConfirmingIdentity)


def test_a_reader_that_hangs_is_renewed_before_it_is_asked_again_and_told_in_its_own_words(stand: Stand) -> None:
    stand.to_card()
    stand.played.readers[0].sees = PRESENT
    stand.do("cards-0")
    assert stand.played.lanes.asked().count("cards-0") == 2, "read, then watched again"
    stand.played.lanes.take("cards-0").failed(LaneStuck("cards-0"))
    assert stand.played.renewed == [0]
    assert isinstance(stand.state, states.InsertingCard) and stand.state.problem is CardProblem.STUCK
    stand.played.lanes.take("cards-0").failed(LaneStuck("cards-0"))
    assert stand.played.renewed == [0, 0]
    assert isinstance(stand.state, states.InsertingCard), "no fault stands over the page"
    assert stand.played.lanes.asked().count("cards-0") == 0
    stand.played.readers[0].sees = CardStatus("reader", ReaderState.PRESENT, CardRef("reader", 2))
    stand.played.readers[0].reads = CONTENT
    stand.played.lanes.push(RETRY_S)
    stand.do("cards-0", "cards-0")
    assert isinstance(stand.state, states.ConfirmingIdentity)


def test_a_document_that_left_behind_a_fault_is_told_gone_and_ends_no_service(stand: Stand) -> None:
    stand.post(events.Touched(), events.LanguageChosen("zh"), events.ItemChosen("hotline"), events.ApplyPressed())
    stand.do("store")
    reader = stand.played.readers[0]
    reader.sees, reader.reads = PRESENT, CardProblem.KEY_NEEDED
    stand.do("cards-0", "cards-0")
    assert isinstance(stand.state, states.KeyingDocument)
    stand.post(events.FaultRaised("C03"))
    reader.sees, reader.reads = EMPTY, CardProblem.REMOVED
    stand.do("cards-0")
    stand.post(events.Confirmed())
    for field, raw in (("document_number", "L898902C3"), ("birth_date", "19740812"), ("document_expiry", "20320415")):
        stand.post(events.AnswerEntered(field, raw), events.Confirmed())
    assert isinstance(stand.state, states.ReadingCard)
    stand.do("cards-0", "cards-0")
    assert isinstance(stand.state, states.InsertingCard) and stand.state.problem is CardProblem.REMOVED


def test_a_card_being_read_interrupts_the_watch(stand: Stand) -> None:
    stand.to_card()
    stand.played.readers[0].sees = PRESENT
    stand.do("cards-0")
    assert stand.played.readers[0].interruptions == 1


def test_two_readers_have_a_lane_each() -> None:
    other = PlayedReader(CardStatus("other", ReaderState.EMPTY))
    stand = Stand(Played(readers=(PlayedReader(EMPTY), other)))
    stand.to_card()
    other.sees = CardStatus("other", ReaderState.PRESENT, CardRef("other", 7))
    other.reads = replace(CONTENT, kind=CardKind.SOCIAL_SECURITY)
    stand.do("cards-0", "cards-1", "cards-1")
    assert isinstance(stand.state, states.ConfirmingIdentity)
    assert stand.state.visit.card == CardRef("other", 7)


def test_after_the_end_nothing_is_posted_and_nothing_watched(stand: Stand) -> None:
    stand.to_card()
    stand.runner.close()
    assert stand.played.readers[0].interruptions == 1, "who waits for a card is woken"
    stand.do("cards-0", "sync")
    stand.post(events.HomePressed())
    assert isinstance(stand.state, states.InsertingCard)
    assert stand.played.lanes.asked() == ["printer"]
    assert not stand.played.lanes.timers


def test_the_attract_screen_is_wiped_by_time_and_leaving_ends_by_itself(stand: Stand) -> None:
    stand.played.lanes.push(ATTRACT_S)
    assert stand.wipes == 1
    stand.to_submitted()
    stand.post(events.HomePressed())
    assert isinstance(stand.state, states.Leaving)
    stand.played.lanes.push(LEAVING_S)
    assert isinstance(stand.state, states.Attracting)
    assert stand.wipes == 2


def test_a_card_put_in_while_a_language_is_chosen_is_read(stand: Stand) -> None:
    stand.to_card()
    stand.post(events.LanguageAsked())
    stand.played.readers[0].sees = PRESENT
    stand.do("cards-0")
    stand.post(events.LanguageChosen("en"))
    assert isinstance(stand.state, states.ReadingCard)
    assert stand.state.visit.language == "en"


def test_a_card_put_in_under_the_warning_begins_its_time_anew(stand: Stand) -> None:
    stand.to_card()
    stand.played.lanes.push(READING_S + FACTS.warning_s - 1)
    assert isinstance(stand.state, states.Warned)
    stand.played.readers[0].sees = PRESENT
    stand.do("cards-0")
    stand.played.lanes.push(FACTS.warning_s - 1)
    assert isinstance(stand.state, states.Warned) and isinstance(stand.state.inner, states.ReadingCard)
