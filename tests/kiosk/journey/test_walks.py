"""Every item that can be finished here, walked from the attract screen to the door by a played person."""

from __future__ import annotations

import pytest

from kiosk.applications.model import ClerkSignIn
from kiosk.base.events import ActorKind
from kiosk.cards import Authenticity, CardContent
from kiosk.forms.model import Answer, AnswerSource
from kiosk.journey import effects, events, states
from kiosk.materials.model import Verification, Way
from tests.kiosk.journey.laws import Step, broken
from tests.kiosk.journey.world import CARDLESS, CLERK, OFFERED, World
from tests.kiosk.people import elder, elder_by_social_security, sample_list

# What a person may meet between the first touch and the last.
WAY = (
    "language", "choose", "told_once", "insert_card", "card_read", "form", "materials", "check", "sign", "submitting",
    "submitted", "receipt", "rate", "leave",
)  # fmt: skip
CARDS = [elder().content, elder_by_social_security().content]


# What has to be shown, in the order of the list: how many papers the person photographs.
SHOWN = {"ssc-reissue": 1, "res-permit": 1, "homestead": 1, "machinery": 3, "veteran-card": 2, "quarantine": 1}
CAMERA = ("photograph", "picture", "pages")
CLERK_S = ("clerk_card", "pin")
# Whose witness is a clerk, who signs in.
WITNESSED = "rp-alive"


def test_twentyfive_items_can_be_finished_here() -> None:
    assert len(OFFERED) == 25


@pytest.mark.parametrize("item", [item.id for item in sample_list().items])
def test_every_item_can_be_read_and_only_the_offered_ones_begun(item: str) -> None:
    """All 85; the rest say what is in the way and lead back."""
    world = World()
    world.play_to(item, states.ReadingGuide)
    asked = world.post(events.ApplyPressed())
    assert asked == ((effects.CheckRoom(),) if item in OFFERED else ())
    world.settle()
    world.post(events.BackPressed())
    assert isinstance(world.state, states.ReadingGuide if item in OFFERED else states.ChoosingItem)


@pytest.mark.parametrize("content", CARDS, ids=lambda content: content.kind.value)
@pytest.mark.parametrize("item", OFFERED)
def test_a_visit_for_an_item(item: str, content: CardContent) -> None:
    world = World(content)
    world.play_to(item, states.Leaving)
    assert [name for step in world.steps for name in broken(Step(*step))] == []
    met = [states.screen_of(state) for _, _, state, _ in world.steps]
    assert tuple(name for name in dict.fromkeys(met) if name not in CAMERA + CLERK_S) == WAY
    assert [name for name in dict.fromkeys(met) if name in CLERK_S] == (list(CLERK_S) if item == WITNESSED else [])
    assert met.count("pages") == SHOWN.get(item, 0)
    visit = world.state.visit
    assert visit.form is not None and visit.document is not None
    fields = [field.id for page in visit.form.pages for field in page.fields] + [
        field.id for field in visit.form.locked
    ]
    listed = sample_list().item(item)
    assert len(fields) == len(set(fields)), "asked twice"
    assert set(fields) | set(visit.document.answers) <= {field.id for field in listed.form_fields}
    assert {one.material_id for one in visit.document.materials} <= {one.id for one in listed.materials}
    demanded = {one.id for one in listed.materials if one.necessity.code != "2" and one.id != "proxy_docs"}
    provided = {one.material_id for one in visit.document.materials if one.way is not Way.NOT_PROVIDED}
    assert demanded <= provided
    _assert_effects(world, visit.application_id)


@pytest.mark.parametrize("item", OFFERED)
def test_a_visit_of_somebody_whom_a_clerk_enters_by_hand(item: str) -> None:
    """From the clerk's card to the same end; the applicant is not the clerk, and no card is read and nothing kept on the way."""
    world = World()
    world.play(world.cardless(item), lambda state: isinstance(state, states.Leaving))
    assert [name for step in world.steps for name in broken(Step(*step))] == []
    met = [states.screen_of(state) for _, _, state, _ in world.steps]
    by_hand = ("insert_card", "clerk_card", "pin", "person", "card_read")
    before, after = WAY[: WAY.index("insert_card")], WAY[WAY.index("form") :]
    assert tuple(name for name in dict.fromkeys(met) if name not in CAMERA) == before + by_hand + after
    document = world.state.visit.document
    assert document is not None and document.clerk is not None
    assert (document.applicant.name, document.applicant.id_number) == CARDLESS
    assert (document.applicant.source, document.applicant.authenticity) == ("resident_id", Authenticity.KEYED_IN)
    assert (document.clerk.kind, document.clerk.id) == (ActorKind.CLERK, "1F2E3D")
    assert document.sign_in == ClerkSignIn(CLERK.name, "1F2E3D")
    assert Way.CARD_READ not in {paper.way for paper in document.materials}
    assert {answer.source for answer in document.answers.values()} <= set(AnswerSource) - {AnswerSource.CARD}
    kinds = [type(effect) for effect in world.done]
    assert kinds.count(effects.Enqueue) == 1 and kinds.count(effects.ReadCard) == 1 and not world.drafts


def test_the_witness_is_who_signed_in_and_not_what_anybody_typed() -> None:
    world = World()
    world.play_to(WITNESSED, states.Leaving)
    document = world.state.visit.document
    assert document is not None and document.sign_in == ClerkSignIn(CLERK.name, "1F2E3D")
    assert document.answers["witness_id"] == Answer("1F2E3D", AnswerSource.CLERK)
    assert document.applicant.authenticity is Authenticity.VERIFIED
    assert all("witness_id" not in draft.answers for draft in world.drafts.values())


def _assert_effects(world: World, application_id: str) -> None:
    """One application, one paper, one rating, in this order, and whatever is kept is kept for this card."""
    lasting = (effects.Enqueue, effects.Print, effects.EnqueueRating, effects.Wipe)
    assert [type(effect) for effect in world.done if isinstance(effect, lasting)] == [
        effects.Enqueue,
        effects.Print,
        effects.EnqueueRating,
    ]
    assert {draft.id for draft in world.drafts.values()} <= {application_id}
    assert set(world.drafts) <= {world.content.binding()}


@pytest.mark.parametrize("item", OFFERED)
def test_what_the_card_knows_is_not_asked(item: str) -> None:
    world = World()
    world.play_to(item, states.Signing)
    visit = world.state.visit
    assert visit.form is not None and visit.document is not None
    by_card = {name for name, answer in visit.document.answers.items() if answer.source is AnswerSource.CARD}
    asked = {field.id for page in visit.form.pages for field in page.fields}
    assert by_card == {field.id for field in visit.form.locked} and not by_card & asked


@pytest.mark.parametrize("item", OFFERED)
def test_without_the_identity_card_it_is_waived_and_still_to_be_verified(item: str) -> None:
    """With the social-security card alone (K34): where the list wants the identity card, it is owed a check."""
    world = World(CARDS[1])
    world.play_to(item, states.Signing)
    own = [one for one in world.state.visit.materials if one.material_id == "id_card"]
    assert [(one.way, one.verification) for one in own] == [(Way.WAIVED, Verification.PENDING)] * len(own)
    assert bool(own) == any(one.id == "id_card" for one in sample_list().item(item).materials)
