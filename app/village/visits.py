"""Visits at one terminal: people come, wait their turn, think, act, walk away, come back after a power cut, and leave nothing."""

from __future__ import annotations

from collections import deque

from app.person import Person
from app.village.chance import Chance
from app.village.machine import Machine
from app.village.people import Hands, Villager, contented, moves, played
from app.village.timeline import Timeline
from app.village.witness import Law, Witness
from devices.images import CardImage
from kiosk.journey import events, states
from kiosk.journey.visit import Visit
from kiosk.receipts.rules import job_name

THINKS_S = (1.0, 12.0)
# Who is told that something failed, or finds the terminal dark, tries so many times in all.
TRIES = 3
# No visit lasts longer, whatever a person does or leaves undone: every state has an end.
LONGEST_S = 3600.0


class Visits:
    """The queue before one terminal, and the person who stands at it."""

    def __init__(self, machine: Machine, timeline: Timeline, witness: Witness, *, chance: Chance) -> None:
        self._machine = machine
        self._timeline = timeline
        self._witness = witness
        self._chance = chance
        self._waiting: deque[Villager] = deque()
        self._here: Villager | None = None
        self._person: Person | None = None
        self._tries = 0
        self._number = ""
        self._card_in = False
        self._gone = False
        self._failed = 0
        self._acted: states.State | None = None
        self._came = 0
        self.left = 0
        self._traces: list[str] = []
        machine.shown = self._shown
        machine.went_dark = self._dark

    def come(self, who: Villager) -> None:
        """Somebody comes; they begin when nobody is before them."""
        self._waiting.append(who)
        self._traces += who.traces()
        self._next()

    def idle(self) -> bool:
        """Whether nobody is here."""
        return self._here is None and not self._waiting

    def traces(self) -> list[str]:
        """What must be found nowhere: names and numbers of everybody who ever came."""
        return self._traces

    def _dark(self) -> None:
        """The terminal died under their hands: who has a number, or was here too often, goes."""
        if self._here is None:
            return
        self._acted, self._person = None, None
        self._take_out()
        self._tries += 1
        if self._gone or self._number or self._tries >= TRIES:
            self._leave()
        else:
            self._here = contented(self._here)

    def _next(self) -> None:
        if self._here is not None or not self._waiting or not self._free():
            return
        self._here, self._tries, self._number, self._gone = self._waiting.popleft(), 1, "", False
        self._failed = 0
        self._came += 1
        came = self._came
        self._timeline.after(LONGEST_S, lambda: self._overstayed(came))
        self._think(states.Attracting())

    def _free(self) -> bool:
        """Who comes waits until the terminal has done with whoever was there."""
        runner = self._machine.runner
        return runner is not None and isinstance(runner.state, states.Attracting)

    def _shown(self, state: states.State) -> None:
        """What the screen shows now, whoever looks."""
        self._look(state)
        if self._here is None:
            self._next()
            return
        begun = self._acted is not None and not isinstance(self._acted, states.Attracting)
        if isinstance(state, states.Attracting) and begun:
            # It gave them up, or they are done.
            self._acted = None
            if self._gone or self._number or self._tries >= TRIES:
                self._leave()
                return
            self._tries += 1
            self._here = contented(self._here)
        self._think(state)

    def _look(self, state: states.State) -> None:
        identity, collected = state.visit.identity, state.visit.collected
        if identity is not None and (self._here is None or identity.content.id_number != self._here.citizen.id_number):
            self._witness.found(Law.RESIDUE, self._machine.name, "shown to the next")
        nobody = Visit(online=state.visit.online, lying=state.visit.lying)
        if isinstance(state, states.Attracting) and state.visit != nobody:
            self._witness.found(Law.RESIDUE, self._machine.name, "after the wipe")
        if isinstance(state, states.Submitted) and collected is not None:
            self._number = collected.number
            self._witness.number_shown(self._machine.name, collected.application_id, collected.number)

    def _think(self, state: states.State) -> None:
        self._acted = state
        seconds = self._chance.between(*THINKS_S)
        self._timeline.after(seconds, lambda: self._act(state))

    def _act(self, state: states.State) -> None:
        runner = self._machine.runner
        if runner is None or self._here is None or self._gone or not _same(runner.state, state):
            return
        self._failed += isinstance(state, states.Faulted)
        who, hands = self._here, self._hands()
        if self._person is None:
            assert self._machine.terminal is not None
            self._person = played(who, hands, self._machine.terminal.facts.catalogue)
        doing = moves(who, self._person, hands, state) if self._failed < TRIES else None
        if doing is None:
            # Whoever turned their back, or was told of failures too often, does not come when it asks whether they are still here.
            self._gone = True
            self._take_out()
            return
        if isinstance(state, states.ReadingCard) or any(isinstance(one, events.PaperAnswered) for one in doing):
            self._here = contented(who)
        for event in doing:
            runner.post(event)

    def _hands(self) -> Hands:
        machine = self._machine
        assert machine.terminal is not None and machine.runner is not None
        return Hands(
            self._put_in,
            self._take_out,
            machine.terminal.clock.now,
            machine.runner.fresh_id,
            lambda number: any(job.name == job_name(number, 1) for job in machine.tray.tray),
        )

    def _put_in(self, card: CardImage) -> None:
        """A card that lies in the slot already is taken out first; the screen then asks for it once more."""
        if self._card_in:
            self._take_out()
        else:
            self._card_in = True
            self._machine.reader.insert(card)

    def _take_out(self) -> None:
        self._card_in = False
        self._machine.reader.remove()

    def _overstayed(self, came: int) -> None:
        if self._here is not None and self._came == came:
            self._witness.found(Law.STUCK, self._machine.name, f"visit {came}")
            self._gone = True

    def _leave(self) -> None:
        self._here, self._person, self._acted = None, None, None
        self._take_out()
        self.left += 1
        self._timeline.after(self._chance.between(*THINKS_S), self._next)


def _same(state: states.State, seen: states.State) -> bool:
    """Whether the person still has before them what they thought about; the attract screen is always the same."""
    return state == seen or (isinstance(state, states.Attracting) and isinstance(seen, states.Attracting))
