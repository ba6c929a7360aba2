"""The laws of a visit, each looked at after every step; what a step breaks is told in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from kiosk.applications.freeze import asked_beyond_list
from kiosk.applications.model import canonical
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from kiosk.journey.timeouts import timeout_s
from kiosk.journey.visit import Visit
from tests.kiosk.journey.camera_laws import CAMERA_LAWS
from tests.kiosk.journey.clerk_laws import CLERK_LAWS
from tests.kiosk.journey.step import Step as Step
from tests.kiosk.journey.world import by_hand, facts, plain, under

# From the longest page (writing) over its warning to nobody; of the machine's own waits none is longer.
LONGEST_S = 180 + 45
MOST_TIMEOUTS = 3
# Home is refused only where there is nothing to leave, and for the seconds in which an entry becomes durable.
READINGS = (events.CardRead, events.CardFailed, events.DocumentFound)
HOME_REFUSED = states.Attracting | states.Leaving | states.Submitting | states.OutOfService


def broken(step: Step) -> list[str]:
    """The laws a step breaks, by name."""
    return [law.__name__ for law in LAWS if not law(step)]


def time_runs_out_everywhere(step: Step) -> bool:
    return 0 < timeout_s(step.after, facts()) <= 300


def time_alone_leads_out(step: Step) -> bool:
    """A few time-outs end at the attract screen with a wipe; a terminal out of service wipes and stays."""
    return _leads_out(step.after)


def home_leads_out(step: Step) -> bool:
    home, doing = advance(step.after, events.HomePressed(), facts())
    return isinstance(step.after, states.OutOfService) or effects.Wipe() in doing or _leads_out(home)


def home_goes_by_way_of_leaving_once_somebody_is_known(step: Step) -> bool:
    if not step.told(events.HomePressed) or isinstance(step.before, HOME_REFUSED):
        return True
    known = step.before.visit.identity is not None
    return isinstance(step.after, states.Leaving if known else states.Attracting)


def nothing_is_left_of_a_visit(step: Step) -> bool:
    """On coming to the attract screen; and something that was there is wiped off the screen too."""
    if not isinstance(step.after, states.Attracting) or isinstance(plain(step.before), states.Attracting):
        return True
    untold = isinstance(plain(step.before), states.ChoosingLanguage) and step.before.visit.item_ids == ()
    return step.after.visit == Visit(online=step.before.visit.online) and (untold or effects.Wipe() in step.doing)


def a_wipe_leaves_nobody(step: Step) -> bool:
    return not step.asks(effects.Wipe) or isinstance(step.after, states.Attracting | states.OutOfService)


def a_terminal_out_of_service_stays_so(step: Step) -> bool:
    return not isinstance(step.before, states.OutOfService) or isinstance(step.after, states.OutOfService)


def only_a_signature_hands_in(step: Step) -> bool:
    """And it is the signature under the very document that was read: recomputed here from its JSON."""
    asked = step.asks(effects.Enqueue)
    if not asked:
        return True
    (enqueue,) = asked
    signing = plain(step.before)
    assert isinstance(enqueue, effects.Enqueue)
    if isinstance(signing, states.Submitting):
        read_again = step.told(*READINGS) and enqueue.signature == signing.signature
    else:
        nobody_to_read = not signing.visit.lying or by_hand(signing.visit)
        read_again = isinstance(signing, states.Signing) and step.told(events.SignatureDone) and nobody_to_read
    if not read_again or (isinstance(step.event, events.CardRead) and not _same_card(step.event, signing.visit)):
        return False
    plainly = json.dumps(
        json.loads(canonical(enqueue.document)), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    sha256 = hashlib.sha256(plainly.encode()).hexdigest()
    signed = enqueue.signature.document_sha256 == sha256
    return signed and any(enqueue.signature.strokes) and enqueue.document == signing.visit.document


def _same_card(read: events.CardRead, visit: Visit) -> bool:
    return visit.identity is not None and read.content.binding() == visit.identity.content.binding()


def paper_moves_only_for_what_is_durable(step: Step) -> bool:
    """And only when it has just become so, or when a person speaks about the paper."""
    kept = step.after.visit.collected
    asked = [effect for effect in step.doing if isinstance(effect, effects.Print | effects.RecordPaper)]
    told = isinstance(step.event, events.ApplicationCollected | events.PaperAnswered)
    return all(told and kept is not None and effect.application_id == kept.application_id for effect in asked)


def what_is_durable_is_told_once(step: Step) -> bool:
    """The number is on the screen as soon as the entry is durable, however late and whatever lies over the page."""
    if not isinstance(step.event, events.ApplicationCollected):
        return True
    visit, what = step.before.visit, step.event.collected
    if what.application_id != visit.application_id or visit.collected is not None:
        return (step.after, step.doing) == (step.before, ())
    told = isinstance(step.after, states.Submitted) and step.after.visit.collected == what
    return told and step.asks(effects.Print) == [effects.Print(what.application_id)]


def only_a_grade_is_a_rating(step: Step) -> bool:
    return not step.asks(effects.EnqueueRating) or isinstance(step.event, events.Rated)


def a_card_is_read_once_an_insertion(step: Step) -> bool:
    """Never one that was tried in vain; and once or twice more at the signature, if it lies there."""
    inserting = plain(step.before)
    if isinstance(inserting, states.Signing) and step.told(events.SignatureDone):
        lying = inserting.visit.lying
        return step.asks(effects.ReadCard) in ([], [effects.ReadCard(lying)] if lying else [])
    if isinstance(inserting, states.Submitting) and not inserting.looked:
        return step.asks(effects.ReadCard) in (
            [],
            [effects.ReadCard(lying)] if (lying := inserting.visit.lying) else [],
        )
    return all(
        isinstance(inserting, states.InsertingCard | states.InsertingClerkCard)
        and effect.card not in inserting.tried
        and isinstance(after := plain(step.after), states.ReadingCard | states.RecognisingClerkCard)
        and (after.card, after.readers, after.tried) == (effect.card, inserting.readers, inserting.tried)
        and isinstance(after, states.ReadingCard) == isinstance(inserting, states.InsertingCard)
        for effect in step.doing
        if isinstance(effect, effects.ReadCard)
    )


def a_draft_is_kept_for_its_own_card(step: Step) -> bool:
    visit = step.after.visit
    return all(
        visit.identity is not None
        and effect.binding == visit.identity.content.binding()
        and (effect.draft.id, effect.draft.item_ids) == (visit.application_id, visit.item_ids)
        and effect.draft.answers == visit.answers
        for effect in step.doing
        if isinstance(effect, effects.SaveDraft)
    )


def a_draft_on_offer_is_for_this_item_under_this_list(step: Step) -> bool:
    draft, visit = step.after.visit.draft, step.after.visit
    version = facts().catalogue.version
    return draft is None or (
        (draft.item_ids, draft.catalogue_version) == (visit.item_ids, version) and draft.id != visit.application_id
    )


def without_a_person_there_are_no_words_of_theirs(step: Step) -> bool:
    visit = step.after.visit
    said = (
        visit.answers,
        visit.materials,
        visit.pictures,
        visit.draft,
        visit.form,
        visit.document,
        visit.collected,
        visit.application_id,
    )
    return visit.identity is not None or not any(said)


def nobody_is_forgotten_unasked(step: Step) -> bool:
    """A person is known until they say it is not them, another one's card lies there, or nobody is there any more."""
    before, after = step.before.visit.identity, step.after.visit.identity
    gone = isinstance(step.after, states.Attracting | states.OutOfService) or step.told(events.Denied)
    gone = gone or (isinstance(plain(step.before), states.Submitting) and step.told(*READINGS))
    return before is None or after == before or gone


def going_back_loses_no_answer(step: Step) -> bool:
    """What was entered on the page that is left counts; everything else stays as it was."""
    if not step.told(events.BackPressed) or isinstance(step.after, states.Attracting):
        return True
    page = plain(step.before)
    entered = set(page.entered) if isinstance(page, states.FillingForm) else set()
    after = step.after.visit.answers
    kept = {name: answer for name, answer in step.before.visit.answers.items() if name not in entered}
    return all(after.get(name) == answer for name, answer in kept.items()) and (
        step.after.visit.materials == step.before.visit.materials
    )


def what_lies_beneath_knows_the_same(step: Step) -> bool:
    """One visit, all the way down, so that nothing heard meanwhile is lost when an overlay closes."""
    return _one_visit(step.after)


def no_overlay_lies_on_its_like(step: Step) -> bool:
    state: states.State | None = step.after
    while state is not None:
        beneath = under(state)
        if beneath is not None and type(beneath) is type(state):
            return False
        state = beneath
    return True


def nothing_is_asked_beyond_the_list(step: Step) -> bool:
    """Of fields and papers, in the form that is shown and in the document that is signed (K14)."""
    visit = step.after.visit
    catalogue = facts().catalogue
    items = [catalogue.item(item) for item in visit.item_ids]
    listed = {field.id for item in items for field in item.form_fields}
    shown = [field.id for page in visit.form.pages for field in page.fields] if visit.form else []
    papers = {(item.id, material.id) for item in items for material in item.materials}
    given = {(one.item_id, one.material_id) for one in visit.materials}
    about_to_sign = isinstance(plain(step.after), states.Checking | states.Signing | states.Submitting)
    beyond = asked_beyond_list(visit.document, catalogue) if visit.document and about_to_sign else ()
    once = len(shown) == len(set(shown))
    form_is_of_the_page = isinstance(plain(step.after), states.FillingForm)
    return (not form_is_of_the_page or (once and set(shown) <= listed and given <= papers)) and beyond == ()


LAWS: tuple[Callable[[Step], bool], ...] = (
    time_runs_out_everywhere,
    time_alone_leads_out,
    home_leads_out,
    home_goes_by_way_of_leaving_once_somebody_is_known,
    nothing_is_left_of_a_visit,
    a_wipe_leaves_nobody,
    a_terminal_out_of_service_stays_so,
    only_a_signature_hands_in,
    paper_moves_only_for_what_is_durable,
    what_is_durable_is_told_once,
    only_a_grade_is_a_rating,
    a_card_is_read_once_an_insertion,
    a_draft_is_kept_for_its_own_card,
    a_draft_on_offer_is_for_this_item_under_this_list,
    without_a_person_there_are_no_words_of_theirs,
    nobody_is_forgotten_unasked,
    going_back_loses_no_answer,
    what_lies_beneath_knows_the_same,
    no_overlay_lies_on_its_like,
    nothing_is_asked_beyond_the_list,
    *CAMERA_LAWS,
    *CLERK_LAWS,
)


def _one_visit(state: states.State) -> bool:
    beneath = under(state)
    return beneath is None or (beneath.visit == state.visit and _one_visit(beneath))


def _leads_out(state: states.State) -> bool:
    seconds = 0
    for _ in range(MOST_TIMEOUTS):
        seconds += 0 if isinstance(state, states.Attracting) else timeout_s(state, facts())
        state, doing = advance(state, events.TimedOut(), facts())
        if effects.Wipe() in doing:
            return isinstance(state, states.Attracting | states.OutOfService) and seconds <= LONGEST_S
    return False
