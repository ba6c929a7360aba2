"""A clerk signs in: the card, the PIN, what was wrong with either, and the card out again."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.cards import CardProblem
from kiosk.identity.clerk import PinRefusal
from kiosk.journey import events, states
from kiosk.journey.at_clerk import ClerkProblem
from kiosk.journey.timeouts import timeout_s
from ui.viewmodels.base import ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

# What befalls any card is said as for any card. Of the rest one thing is to be known: it is not a clerk's.
OF_ANY_CARD = frozenset(
    {
        CardProblem.REMOVED,
        CardProblem.CHANGED,
        CardProblem.MUTE,
        CardProblem.DENIED,
        CardProblem.DAMAGED,
        CardProblem.TIMEOUT,
        CardProblem.BUSY,
        CardProblem.STUCK,
    }
)
NOT_A_CLERK_S = "not_clerk"


@QmlElement
class ClerkViewModel(ViewModel):
    """`stage` is "insert", "reading", "wrong", "pin" or "done"; a PIN passes through here and is kept nowhere."""

    stageChanged = Signal()
    titleChanged = Signal()
    leadChanged = Signal()
    pictureChanged = Signal()
    problemChanged = Signal()
    remedyChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, stage="insert", title="", lead="", picture="", problem="", remedy="")

    @Property(str, notify=stageChanged)
    def stage(self) -> str:
        return self.shown("stage", str)

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        return self.shown("title", str)

    @Property(str, notify=leadChanged)
    def lead(self) -> str:
        return self.shown("lead", str)

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """What went wrong, by the name its picture is drawn under (ui/qml/components/cardfaults.js); empty while nothing has."""
        return self.shown("picture", str)

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is said beside the box in which the PIN is typed."""
        return self.shown("problem", str)

    @Property(str, notify=remedyChanged)
    def remedy(self) -> str:
        """And what to do about it."""
        return self.shown("remedy", str)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        match beneath:
            case states.InsertingClerkCard(problem=None, page=page):
                lead = "clerk.insert.lead" if page is None else "clerk.insert.witness"
                self._say("insert", self.say("clerk.insert.title"), self.say(lead))
            case states.InsertingClerkCard(problem=problem) if problem is not None:
                self._wrong(problem)
            case states.RecognisingClerkCard() | states.ProvingClerk():
                self._say("reading", self.say("clerk.reading.title"), self.say("card.reading.lead"))
            case states.PausingAfterPin(refusal=refusal):
                self._wrong(refusal)
                seconds = str(timeout_s(beneath, self._ports.facts))
                self.show(lead=f"{self.lead}\n{self.say('clerk.pin.pause', seconds=seconds)}")
            case states.EnteringPin(refusal=refusal):
                self._say("pin", self.say("clerk.pin.title"), self.say("clerk.pin.lead"))
                if refusal is not None:
                    title, lead = self._words(refusal)
                    self.show(picture=_name(refusal), problem=title, remedy=lead)
            case states.TakingClerkCard(visit=visit):
                name = visit.clerk.name if visit.clerk else ""
                self._say("done", self.say("clerk.take.title"), self.say("clerk.take.lead", name=name))
            case _:
                self.show(**self._blank)

    def _say(self, stage: str, title: str, lead: str) -> None:
        self.show(stage=stage, title=title, lead=lead, picture="", problem="", remedy="")

    def _wrong(self, problem: ClerkProblem) -> None:
        title, lead = self._words(problem)
        self.show(stage="wrong", title=title, lead=lead, picture=_name(problem), problem="", remedy="")

    def _words(self, problem: ClerkProblem) -> tuple[str, str]:
        """What happened, and what to do; of a PIN, what the card said of its tries, where it did."""
        name = _name(problem)
        if problem in OF_ANY_CARD:
            return self.say(f"card.problem.{name}.title"), self.say(f"card.problem.{name}.lead")
        title, lead = self.say(f"clerk.problem.{name}.title"), self.say(f"clerk.problem.{name}.lead")
        if isinstance(problem, PinRefusal) and problem.tries_left:
            lead = self.say("clerk.pin.tries", n=str(problem.tries_left))
        return title, lead

    @Slot()
    def ask(self) -> None:
        """A clerk is to sign in."""
        self.post(events.ClerkAsked())

    @Slot(str)
    def enter(self, pin: str) -> None:
        """The PIN as it was typed, sent off at once."""
        self.post(events.PinEntered(pin))


def _name(problem: ClerkProblem) -> str:
    """What a problem's words and picture are called by."""
    if isinstance(problem, PinRefusal):
        return f"pin_{problem.trouble}"
    if isinstance(problem, CardProblem) and problem not in OF_ANY_CARD:
        return NOT_A_CLERK_S
    return str(problem)
