"""Putting in a card, being known, taking up what was begun."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.base.clock import Moment
from kiosk.base.privacy import mask_id_number, mask_name
from kiosk.cards import CardKind, CardProblem, CardStatus, ReaderState
from kiosk.cards.sex import sex_name
from kiosk.catalogue.offer import CLERK_SIGN_IN, ID_READER
from kiosk.identity.model import Identity, IdentityRefusal
from kiosk.journey import states
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.listing import item_name
from ui.viewmodels.outcome import spoken
from ui.viewmodels.ports import Ports
from ui.viewmodels.readers import BOTH, OUT_OF_ORDER, places_of

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# The picture of an identity card where only chips are read (ui/qml/components/cardfaults.js).
NO_ID_READER = "no_id_reader"
# Who it is was told well enough: why they cannot go on is another matter.
REFUSED = {
    IdentityRefusal.CITIZEN_CARD_ASKED: "card.problem.citizen_card_asked.title",
    IdentityRefusal.OTHER_PERSON: "card.problem.other_person.title",
}
SEX_WORDS = {sex_name("1"): "card.male", sex_name("2"): "card.female"}
SEEN_WRONG = (ReaderState.MUTE, ReaderState.UNSUPPORTED, ReaderState.WRONG_SLOT)
# A reading that came to nothing because the reader hangs is not explained by the card.
HANGS = (None, CardProblem.TIMEOUT)


PERSONAL = ("name", "line1", "line2", "note", "keyed", "draftItem", "draftTime")


@QmlElement
class CardViewModel(ViewModel):
    """`stage` is "insert", "reading", "wrong" or "closed"; `slot` "id" or "social"; the name is masked."""

    stageChanged = Signal()
    slotChanged = Signal()
    bothChanged = Signal()
    titleChanged = Signal()
    leadChanged = Signal()
    hintsChanged = Signal()
    nameChanged = Signal()
    line1Changed = Signal()
    line2Changed = Signal()
    noteChanged = Signal()
    keyedChanged = Signal()
    clerkChanged = Signal()
    expiredChanged = Signal()
    draftItemChanged = Signal()
    draftTimeChanged = Signal()
    faultCodeChanged = Signal()
    faultRemedyChanged = Signal()
    pictureChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(
            ports,
            stage="insert",
            slot="id",
            both=False,
            title="",
            lead="",
            hints=[],
            name="",
            line1="",
            line2="",
            note="",
            keyed="",
            clerk=CLERK_SIGN_IN in ports.facts.devices,
            expired=False,
            draftItem="",
            draftTime="",
            faultCode="",
            faultRemedy="",
            picture="",
        )

    @Property(str, notify=stageChanged)
    def stage(self) -> str:
        return self.shown("stage", str)

    @Property(str, notify=slotChanged)
    def slot(self) -> str:
        return self.shown("slot", str)

    @Property(bool, notify=bothChanged)
    def both(self) -> bool:
        return self.shown("both", bool)

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        return self.shown("title", str)

    @Property(str, notify=leadChanged)
    def lead(self) -> str:
        return self.shown("lead", str)

    @Property(QVariantList, notify=hintsChanged)
    def hints(self) -> list[Row]:
        return self.shown("hints", list)

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        return self.shown("name", str)

    @Property(str, notify=line1Changed)
    def line1(self) -> str:
        return self.shown("line1", str)

    @Property(str, notify=line2Changed)
    def line2(self) -> str:
        return self.shown("line2", str)

    @Property(str, notify=noteChanged)
    def note(self) -> str:
        return self.shown("note", str)

    @Property(str, notify=keyedChanged)
    def keyed(self) -> str:
        """That a clerk entered the person by hand, and which one; empty when a card said who it is."""
        return self.shown("keyed", str)

    @Property(bool, notify=clerkChanged)
    def clerk(self) -> bool:
        """Whether a clerk can sign in here."""
        return self.shown("clerk", bool)

    @Property(bool, notify=expiredChanged)
    def expired(self) -> bool:
        return self.shown("expired", bool)

    @Property(str, notify=draftItemChanged)
    def draftItem(self) -> str:
        return self.shown("draftItem", str)

    @Property(str, notify=draftTimeChanged)
    def draftTime(self) -> str:
        return self.shown("draftTime", str)

    @Property(str, notify=faultCodeChanged)
    def faultCode(self) -> str:
        """As it is read over the telephone, while no reader works at all."""
        return self.shown("faultCode", str)

    @Property(str, notify=faultRemedyChanged)
    def faultRemedy(self) -> str:
        return self.shown("faultRemedy", str)

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """What went wrong, by the name its picture is drawn under (ui/qml/components/cardfaults.js); empty while nothing has."""
        return self.shown("picture", str)

    def present(self, state: states.State) -> None:
        match states.plain(state):
            case states.InsertingCard(readers=readers, problem=problem):
                self._inserting(readers, problem)
            case states.ReadingCard():
                self.show(
                    stage="reading", title=self.say("card.reading.title"), lead=self.say("card.reading.lead"), hints=[]
                )
            case states.ConfirmingIdentity(visit=visit) if visit.identity is not None and visit.identity.keyed_in:
                self._keyed(visit.identity, visit.clerk.name if visit.clerk else "")
            case states.ConfirmingIdentity(visit=visit) if visit.identity is not None:
                self._known(visit.identity)
            case states.ResumingDraft(visit=visit) if visit.draft is not None:
                item = self._ports.facts.catalogue.item(visit.draft.item_ids[0])
                saved = Moment(visit.draft.saved_at_ms).local()
                self.show(draftItem=item_name(item, self._language), draftTime=f"{saved:%Y-%m-%d %H:%M}")
            case _:
                self.show(**{name: self._blank[name] for name in PERSONAL})

    def _inserting(self, readers: tuple[CardStatus, ...], problem: CardProblem | IdentityRefusal | None) -> None:
        places = places_of(readers, self._ports.facts.devices)
        slot, both = "id" if ID_READER in places else "social", places >= BOTH
        # Where no reader works, no card is to blame.
        code = _fault(readers)
        wrong = None if code else _wrong(readers, problem)
        picture = str(wrong or code)
        if wrong is CardProblem.WRONG_SLOT and slot != "id":
            wrong, picture = CardProblem.UNSUPPORTED, NO_ID_READER
        title, lead = self._what_now(wrong, code, slot=slot, both=both)
        self.show(
            stage="wrong" if wrong else "closed" if code else "insert",
            slot=slot,
            both=both,
            title=title,
            lead=lead,
            picture=picture,
            faultCode=spoken(code) if code else "",
            faultRemedy=self.say(f"fault.{code}.remedy") if code else "",
            hints=[
                {"title": self.say(f"card.hint{n}.title"), "body": self.say(f"card.hint{n}.body")} for n in (1, 2, 3)
            ],
        )

    def _what_now(
        self, wrong: CardProblem | IdentityRefusal | None, code: str, *, slot: str, both: bool
    ) -> tuple[str, str]:
        """What happened, and what to do; why a person is not known is said by the rule that refused them."""
        match wrong:
            case IdentityRefusal():
                return self.say(REFUSED.get(wrong, "card.problem.identity.title")), self.say(
                    f"identity.refused.{wrong}"
                )
            case CardProblem.UNSUPPORTED | CardProblem.CLERK_CARD if not both:
                return self.say(f"card.problem.{wrong}.title"), self.say(f"card.use.{slot}")
            case CardProblem():
                return self.say(f"card.problem.{wrong}.title"), self.say(f"card.problem.{wrong}.lead")
        if code:
            return self.say(f"fault.{code}.title"), self.say("card.closed.lead")
        return self.say(f"card.insert.{slot}.title"), self.say(f"card.insert.{slot}.lead")

    def _keyed(self, identity: Identity, clerk: str) -> None:
        """Unmasked: what somebody wrote, whoever it is about has to be able to read."""
        self.show(
            stage="done",
            title=self.say("card.done.keyed"),
            lead=self.say("card.done.lead"),
            name=identity.content.name,
            line1=self._sex_and_age(identity.sex, identity.birth_date),
            line2=identity.number,
            note=self.flat("card.note.keyed"),
            keyed=self.say("check.keyed", clerk=clerk),
            expired=False,
        )

    def _known(self, identity: Identity) -> None:
        content = identity.content
        social = content.kind is CardKind.SOCIAL_SECURITY
        note = "identity.expired" if identity.expired else "card.note.social" if social else "card.note.valid"
        self.show(
            stage="done",
            slot="social" if social else "id",
            title=self.say("card.done.social" if social else "card.done.id"),
            lead=self.say("card.done.lead"),
            name=mask_name(content.name),
            line1=self._sex_and_age(content.sex, content.birth_date),
            line2=mask_id_number(identity.number),
            note=self.flat(note),
            keyed="",
            expired=identity.expired,
        )

    def _sex_and_age(self, sex: str, birth_date: date | None) -> str:
        years = _age(birth_date, self._ports.now().day())
        age = "" if years is None else self.say("card.age", n=str(years))
        return "　".join(part for part in (self._sex(sex), age) if part)

    def _sex(self, sex: str) -> str:
        """In the language of the visit; a sex the table calls otherwise is shown as the card has it."""
        return self.say(SEX_WORDS[sex]) if sex in SEX_WORDS else sex


def _wrong(
    readers: tuple[CardStatus, ...], problem: CardProblem | IdentityRefusal | None
) -> CardProblem | IdentityRefusal | None:
    """What a reading ended with, else what a reader sees wrong before anything is read."""
    if problem in HANGS and any(status.state is ReaderState.STUCK for status in readers):
        return CardProblem.STUCK
    return problem or next((CardProblem(status.state) for status in readers if status.state in SEEN_WRONG), None)


def _fault(readers: tuple[CardStatus, ...]) -> str:
    """The fault's code when no reader works, else nothing: what a reader says itself; without the service nobody knows of any."""
    if not readers or any(status.state not in OUT_OF_ORDER for status in readers):
        return ""
    told = next((status.fault for status in readers if status.fault), "")
    if told:
        return told
    return "C01" if any(status.state is ReaderState.NO_SERVICE for status in readers) else "C02"


def _age(birth_date: date | None, today: date) -> int | None:
    """Whole years of life; None where the card does not say."""
    if birth_date is None:
        return None
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
