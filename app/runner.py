"""Carries a visit's effects out on lanes and brings the results back as events; knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar, assert_never

from app.crew import Crew
from app.eye import Eye
from app.slots import Slots
from kiosk.base import lanes as lane
from kiosk.base.errors import KioskError
from kiosk.base.ids import uuid7
from kiosk.delivery.model import CycleReport
from kiosk.journey import effects, events
from kiosk.journey.advance import advance
from kiosk.journey.states import AskingHelp, Attracting, State, Warned
from kiosk.journey.timeouts import timeout_s
from kiosk.journey.visit import Collected, Facts
from kiosk.materials.camera import View
from kiosk.receipts.model import PrintState

T = TypeVar("T")

SYNC_EVERY_S = 60.0
SYNC_AFTER_FAILURE_S = 20.0
BUG = "B01"
# A loose contact or a line that comes and goes says nothing of a person, and must not keep their page open.
BY_THEMSELVES = (events.ReaderChanged, events.LinkChanged, events.CameraChanged, events.PrinterAsked)


class Runner:
    """Holds the visit's state on one lane and carries out what each step asks for."""

    def __init__(
        self,
        crew: Crew,
        facts: Facts,
        show: Callable[[State], None],
        wipe: Callable[[], None],
        *,
        see: Callable[[View], None] = lambda view: None,
    ) -> None:
        self.state: State = Attracting()
        self._crew = crew
        self._facts = facts
        self._show = show
        self._wipe = wipe
        self._eye = Eye(crew.camera, crew.lanes, see=see, post=self.post, failed=self._failed)
        self._slots = Slots(crew, facts.place.terminal, post=self.post, failed=self._failed, fresh_id=self.fresh_id)
        self._disarm: Callable[[], None] = _nothing
        self._unschedule: Callable[[], None] = _nothing
        self._cycling = False
        self._asked_again = False
        self._closed = False

    def start(self) -> None:
        """Settle what a crash left, watch every reader, begin to synchronise, show the first screen."""
        self._on(lane.PRINTER, self._crew.press.recover, _ignore)
        self._slots.watch()
        self._synchronise()
        self._enter()

    def close(self) -> None:
        """Stop; nothing is posted afterwards."""
        self._closed = True
        self._disarm()
        self._unschedule()
        self._eye.close()
        self._slots.close()

    def post(self, event: events.Event) -> None:
        """One step of the visit: the state moves first, the screen follows, then the effects."""
        if self._closed:
            return
        before = self.state
        self.state, doing = advance(before, event, self._facts)
        if self.state != before:
            self._show(self.state)
            if not (isinstance(event, BY_THEMSELVES) and _same_page(self.state, before)):
                self._arm()
        for effect in doing:
            self._carry_out(effect)
        self._eye.follow(self.state)

    def someone_is_there(self) -> None:
        """Someone touched or typed: the state's time begins anew."""
        self._arm()

    def fresh_id(self) -> str:
        """A new UUIDv7."""
        return uuid7(self._crew.clock.now(), self._crew.entropy.bytes(10))

    def _enter(self) -> None:
        self._show(self.state)
        self._arm()

    def _arm(self) -> None:
        self._disarm()
        seconds = timeout_s(self.state, self._facts)
        self._disarm = self._crew.lanes.after(seconds, partial(self.post, events.TimedOut()))

    def _carry_out(self, effect: effects.Effect) -> None:
        match effect:
            case effects.WatchReaders():
                self._slots.tell()
            case effects.ReadCard():
                self._slots.read(effect)
            case effects.ReadDocument():
                self._slots.open_document(effect)
            case effects.ProveClerk():
                self._slots.prove_clerk(effect)
            case effects.AskPrinter():
                self._crew.lanes.run(
                    lane.PRINTER, self._crew.press.in_the_way, self._asked_printer, self._printer_silent
                )
            case effects.Print():
                self._print(effect)
            case effects.Synchronise():
                self._synchronise()
            case effects.Wipe():
                self._wipe()
            case effects.TakePicture():
                self._eye.take(effect)
            case effects.TurnPicture():
                self._eye.turn(effect)
            case _:
                self._at_the_desk(effect)

    def _at_the_desk(self, effect: DeskEffect) -> None:
        desk = self._crew.desk
        match effect:
            case effects.CheckRoom():
                self._on(lane.STORE, desk.room, lambda fault: self.post(events.RoomChecked(fault)))
            case effects.FindDraft(binding):
                find = partial(desk.find_draft, binding)
                self._on(lane.STORE, find, lambda draft: self.post(events.DraftFound(draft)))
            case effects.SaveDraft(draft, binding):
                self._on(lane.STORE, partial(desk.save_draft, draft, binding), _ignore)
            case effects.DiscardDraft(id):
                self._on(lane.STORE, partial(desk.discard_draft, id), _ignore)
            case effects.KeepPicture(application_id, shot):
                keep = partial(desk.keep_picture, application_id, shot.jpeg)
                self._on(lane.STORE, keep, lambda sha256: self.post(events.PictureKept(shot, sha256)))
            case effects.Enqueue(document, signature):
                self._on(lane.STORE, partial(desk.collect, document, signature), self._collected)
            case effects.RecordPaper(application_id, state):
                record = partial(desk.record_paper, application_id, PrintState(state))
                self._on(lane.STORE, record, _ignore)
            case effects.EnqueueRating(rating):
                self._on(lane.STORE, partial(desk.rate, rating), lambda _: self._synchronise())
            case _:
                assert_never(effect)

    def _collected(self, collected: Collected) -> None:
        self.post(events.ApplicationCollected(collected))

    def _on(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._crew.lanes.run(name, job, done, self._failed)

    def _failed(self, error: Exception) -> None:
        """A failure of the environment is told by its code; anything else is our mistake, and ends the service."""
        if isinstance(error, KioskError):
            self.post(events.FaultRaised(error.code))
        else:
            self.post(events.FaultRaised(BUG, fatal=True))
            raise error

    def _asked_printer(self, fault: str) -> None:
        self.post(events.PrinterAsked(fault))

    def _printer_silent(self, error: Exception) -> None:
        """Nobody waits for this answer: what keeps it from coming is told where it would stand."""
        if isinstance(error, KioskError):
            self._asked_printer(error.code)
        else:
            self._failed(error)

    def _print(self, effect: effects.Print) -> None:
        press = self._crew.press
        job = press.print_again if effect.again else press.print_original
        self._crew.lanes.run(lane.PRINTER, partial(job, effect.application_id), self._printed, self._not_printed)

    def _printed(self, told: tuple[PrintState, str]) -> None:
        self.post(events.PaperChanged(*told))

    def _not_printed(self, error: Exception) -> None:
        """Nobody knows what the printer did: the person is asked, never the paper printed again by itself."""
        if isinstance(error, KioskError):
            self.post(events.PaperChanged(PrintState.UNCERTAIN, error.code))
        else:
            self._failed(error)

    def _synchronise(self) -> None:
        """One cycle now, unless one is under way; its end arranges the next, so the loop never ends."""
        self._unschedule()
        self._asked_again = self._cycling
        if self._cycling or self._closed:
            return
        self._cycling = True
        self._crew.lanes.run(lane.SYNC, self._crew.courier.cycle, self._cycled, self._cycle_failed)

    def _cycled(self, report: CycleReport) -> None:
        self._cycling = False
        online = report.unreachable is None
        self.post(events.LinkChanged(online))
        if online and self._asked_again:
            # Something was handed in after this cycle had looked at the queue: it does not wait for the next call.
            self._synchronise()
        else:
            self._schedule((report.next_call_s or SYNC_EVERY_S) if online else SYNC_AFTER_FAILURE_S)

    def _cycle_failed(self, error: Exception) -> None:
        """A cycle that failed must not stop the next one; the store's faults are told where a person meets them."""
        self._cycling = False
        self._schedule(SYNC_AFTER_FAILURE_S)
        if not isinstance(error, KioskError):
            self._failed(error)

    def _schedule(self, seconds: float) -> None:
        if not self._closed:
            self._unschedule = self._crew.lanes.after(seconds, self._synchronise)


DeskEffect = (
    effects.CheckRoom
    | effects.FindDraft
    | effects.SaveDraft
    | effects.DiscardDraft
    | effects.KeepPicture
    | effects.Enqueue
    | effects.RecordPaper
    | effects.EnqueueRating
)


def _same_page(state: State, before: State) -> bool:
    """Whether a person sees the same page as before, beneath the same overlay."""
    if isinstance(state, Warned | AskingHelp) and isinstance(before, Warned | AskingHelp):
        return type(state) is type(before) and type(state.inner) is type(before.inner)
    return type(state) is type(before)


def _nothing() -> None:
    """Nothing to call off."""


def _ignore(_: object) -> None:
    """The result matters to nobody."""
