"""A walk through every screen of a visit, one named stop after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.applications.draft import Draft
from kiosk.cards import CardProblem, CardStatus, ReaderState
from kiosk.forms import document
from kiosk.forms.choices import choices
from kiosk.forms.model import FieldKind, FormField, Raw
from kiosk.identity.model import IdentityRefusal
from kiosk.journey import events, states
from kiosk.journey.visit import Language
from kiosk.receipts.model import PrintState
from tests.ui.screens.clerks import a_clerk, sign_in
from tests.ui.screens.stage import CARD, NOW, TODAY, Stage, collected, known_person, number_for
from ui.viewmodels.materials import MaterialsViewModel
from ui.viewmodels.rate import RateViewModel

TEXT = "白音塔拉"
# What keeps a terminal from being opened.
AT_THE_START = ("S01", "S02", "S08", "S09", "K01")
KINDS: dict[FieldKind, Raw] = {
    FieldKind.DATE: "20201011",
    FieldKind.DATE_TIME: "20201011T0930",
    FieldKind.YES_NO: "0",
    FieldKind.DECIMAL: "12",
    FieldKind.TABLE: (("其其格玛", TEXT, TEXT, TEXT, TEXT, "1200"),),
}


def answer(field: FormField) -> Raw:
    """A right answer to any field."""
    if field.listed.type == "mobile":
        return "13847881200"
    if field.listed.type == "integer":
        return "12"
    if field.listed.id == "invoice_no":
        return "00001234"
    if field.kind is FieldKind.ID_NUMBER:
        return number_for("15082419800101002")
    if field.kind is FieldKind.TABLE:
        return (tuple("1200" if "收入" in column else TEXT for column in field.listed.validation.columns),)
    if field.kind is FieldKind.MULTI_CHOICE:
        return (choices(field)[0].value,)
    if field.options:
        return choices(field)[0].value
    return KINDS.get(field.kind, "6222020200112230" if field.kind is FieldKind.DIGITS else TEXT)


def before_card(stage: Stage, item_id: str, language: Language) -> Iterator[str]:
    """Attract to card."""
    yield "attract"
    stage.post(events.Touched())
    yield "language"
    stage.post(events.LanguageChosen(language))
    yield "choose"
    stage.post(events.ThemeChosen("theme.elders"))
    yield "theme"
    stage.post(events.BackPressed())
    stage.post(events.QueryChanged("养老"))
    yield "search"
    stage.post(events.BackPressed())
    stage.post(events.ItemChosen("si-proof"))
    yield "guide not here"
    stage.post(events.BackPressed())
    stage.post(events.ItemChosen("dibao"))
    yield "guide long"
    stage.post(events.BackPressed())
    stage.post(events.ItemChosen(item_id))
    yield "guide"
    stage.post(events.ApplyPressed())
    stage.post(events.RoomChecked())


def card(stage: Stage, item_id: str) -> Iterator[str]:
    """The card in its states, the person, the draft."""
    yield "card"
    inserting = stage.state
    assert isinstance(inserting, states.InsertingCard)
    for problem in (*CardProblem, *IdentityRefusal):
        stage.show(replace(inserting, problem=problem))
        yield f"card {problem}"
    for state, fault in ((ReaderState.NO_SERVICE, ""), (ReaderState.NO_READER, ""), (ReaderState.NO_READER, "C06")):
        stage.show(replace(inserting, readers=(CardStatus("reader", state, fault=fault),)))
        yield f"card {state} {fault}"
    yield from a_travel_document(stage, inserting)
    yield from a_clerk(stage, inserting)
    stage.show(inserting)
    stage.post(events.ReaderChanged(CardStatus("reader", ReaderState.PRESENT, CARD)))
    yield "card reading"
    expired = replace(known_person(), valid_to=TODAY.replace(year=2020))
    reading = stage.state
    stage.post(events.CardRead(expired, TODAY, "0190aaaa-0000-7000-8000-000000000003"))
    yield "card expired"
    stage.show(reading)
    stage.post(events.CardRead(known_person(), TODAY, "0190aaaa-0000-7000-8000-000000000002"))
    yield "card read"
    known = stage.state
    draft = Draft("x", (item_id,), stage.facts.catalogue.version, "zh", {}, (), 0, NOW.unix_ms)
    stage.post(events.DraftFound(draft))
    stage.post(events.Confirmed())
    yield "resume"
    stage.show(known)
    stage.post(events.DraftFound(None))
    stage.post(events.Confirmed())


def a_travel_document(stage: Stage, inserting: states.InsertingCard) -> Iterator[str]:
    """What opens its chip, page by page: empty, with what is wrong, then right, and then not what the chip wants."""
    keying = states.KeyingDocument(inserting.visit, CARD, TODAY)
    stage.show(keying)
    for name, text in ((document.NUMBER, "E99000017"), (document.BIRTH, "19740812"), (document.EXPIRY, "20330415")):
        yield name
        stage.post(events.Confirmed())
        yield f"{name} wrong"
        stage.post(events.AnswerEntered(name, text))
        stage.post(events.Confirmed())
    assert isinstance(stage.state, states.ReadingCard)
    stage.post(events.CardFailed(CardProblem.KEY_WRONG))
    yield "document does not open"


def form(stage: Stage) -> Iterator[str]:
    """Every page of the form: empty, with what is wrong, then right."""
    while isinstance(stage.state, states.FillingForm):
        page, asked = stage.state.page, stage.state.visit.form
        assert asked is not None
        yield f"form {page}"
        stage.post(events.Confirmed())
        if not isinstance(stage.state, states.FillingForm) or stage.state.page != page:
            continue
        yield f"form {page} wrong"
        for field in asked.pages[page].fields:
            stage.post(events.AnswerEntered(field.id, answer(field)))
        yield from witnessed(stage, page)
        stage.post(events.Confirmed())
        after = stage.state
        assert not isinstance(after, states.FillingForm) or after.page != page, after.problems


def witnessed(stage: Stage, page: int) -> Iterator[str]:
    """The page that asks for a witness: before one signed in, and after."""
    state = stage.state
    asked = state.visit.form.pages[page].fields if state.visit.form else ()
    if any(field.kind is FieldKind.WITNESS for field in asked):
        stage.post(events.Confirmed())
        yield f"form {page} without a witness"
        stage.post(events.ClerkAsked())
        yield f"form {page} witness"
        sign_in(stage)
        yield f"form {page} witnessed"


def papers(stage: Stage) -> Iterator[str]:
    """The papers, another way for one, a promise, checking, signing."""
    yield "materials"
    materials = stage.of(MaterialsViewModel)
    for index in range(len(materials.shown("rows", list))):
        materials.open(index)
        yield f"materials choosing {index}"
        materials.choose("committed")
        yield f"materials promising {index}"
        materials.close()
    stage.post(events.Confirmed())
    yield "check"
    stage.post(events.Confirmed())
    yield "sign"
    stage.post(events.SignatureDone((), NOW))
    yield "sign empty"
    stage.post(events.SignatureDone((((1, 1, 1), (2, 2, 2)),), NOW))
    yield "submitting"


def outcome(stage: Stage, item_id: str) -> Iterator[str]:
    """The number, the paper in its states, rating, leaving."""
    done = replace(collected(stage.facts, item_id), application_id=stage.state.visit.application_id)
    stage.post(events.ApplicationCollected(done))
    yield "submitted"
    stage.post(events.Confirmed())
    for state in PrintState:
        stage.post(events.PaperChanged(state))
        yield f"receipt {state}"
    stage.post(events.PaperChanged(PrintState.FAILED, "P21"))
    yield "receipt no paper"
    stage.post(events.PaperChanged(PrintState.PRINTED))
    stage.post(events.Confirmed())
    yield "rate"
    stage.of(RateViewModel).choose("2")
    yield "rate reasons"
    stage.post(events.RatingSkipped())
    yield "leave"


def overlays(stage: Stage) -> Iterator[str]:
    """What lies over a screen, and what stands in for all of them."""
    under = stage.state
    stage.show(states.Warned(under.visit, under))
    yield "warning"
    for topic in ("hotline", "staff"):
        stage.show(states.AskingHelp(under.visit, under, topic))
        yield f"help {topic}"
    stage.show(states.Faulted(under.visit, "S02", under))
    yield "fault"
    for code in ("G01", *AT_THE_START):
        stage.show(states.OutOfService(code, under.visit))
        yield f"out of service {code}"


def whole(stage: Stage, item_id: str, language: Language) -> Iterator[str]:
    """Every screen once."""
    yield from before_card(stage, item_id, language)
    yield from card(stage, item_id)
    yield from form(stage)
    yield from papers(stage)
    yield from outcome(stage, item_id)
    yield from overlays(stage)
