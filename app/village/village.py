"""A whole village, played through from its script: everything happens, everything is put right, and then the laws are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from app.product import Product
from app.village.centre import EPOCH_MS, NAME, Centre, Cut, VillageClock
from app.village.chance import Chance
from app.village.faults import Scene, strike
from app.village.machine import Machine, Site
from app.village.people import villager
from app.village.script import ARMED, Happening, Kind, Script
from app.village.timeline import Timeline
from app.village.visits import Visits
from app.village.witness import Finding, Law, Witness
from kiosk.catalogue.offer import Offer, devices_of, offer_of
from printers.simulator import Trouble
from sync.hub.keys import HubKeys, generation_of
from sync.link.simulator import LineTrouble
from sync.seal.keylist import KeyList, ListedSealing, ListedSigning
from sync.seal.keys import MASTER_BYTES, derive
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from sync.store.simulator import SimulatedDisk

ALPHABET = "ABCDEFGHJK"
# After the last happening everything works again; no entry waits longer than a day, whatever a clock said.
DRAIN_S = 26 * 3600.0
LOOK_EVERY_S = 600.0
KEYS_LAST_MS = 3 * 365 * 86_400_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a village came to: visits ended, faults by class, breaches of the laws, the trace's hash."""

    visits: int
    applications: int
    faults: dict[str, int]
    findings: tuple[Finding, ...]
    trace_hash: str


def play(script: Script, product: Product) -> Outcome:
    """Play the script to its end."""
    village = _Village(script, product)
    try:
        return village.play()
    finally:
        village.close()


class _Village:
    def __init__(self, script: Script, product: Product) -> None:
        chance = Chance("village", script.seed)
        self.script = script
        self.timeline = Timeline()
        self.witness = Witness()
        keys = _hub_keys(chance.bytes(MASTER_BYTES), suite_named(product.settings.hub.suite))
        disk = self._disk(NAME)
        self.centre = Centre(self.timeline, chance.child(NAME), self.witness, disk=disk, keys=keys)
        self.machines = [self._machine(number, product) for number in range(script.terminals)]
        self.visits = [
            Visits(machine, self.timeline, self.witness, chance=chance.child(f"visits {machine.name}"))
            for machine in self.machines
        ]
        devices = devices_of(product.settings.devices)
        self.offered = tuple(item.id for item in product.catalogue.items if offer_of(item, devices) is Offer.APPLY)

    def play(self) -> Outcome:
        self.centre.boot()
        for machine in self.machines:
            machine.boot()
        for happening in self.script.happenings:
            self.timeline.after(happening.at_s, partial(self._happen, happening))
        last_s = max((one.at_s for one in self.script.happenings), default=0.0)
        self._run(
            lambda: self.timeline.now_s > last_s and all(visits.idle() for visits in self.visits), last_s + DRAIN_S
        )
        self._heal()
        self._run(self._drained, self.timeline.now_s + DRAIN_S)
        return self._judged()

    def close(self) -> None:
        """Give back what the machines held."""
        self.centre.close()
        for machine in self.machines:
            machine.close()
        for disk in (self.centre.disk, *(machine.disk for machine in self.machines)):
            disk.close()

    def _disk(self, name: str) -> SimulatedDisk:
        chance = Chance("disk", self.script.seed, name)
        return SimulatedDisk(name, chance=chance.below, clock=VillageClock(self.timeline))

    def _machine(self, number: int, product: Product) -> Machine:
        name = f"terminal-{number}"
        terminal = replace_names(product, code=f"{ALPHABET[number // 10]}{ALPHABET[number % 10]}A", id=name)
        chance = Chance("machine", self.script.seed, name)
        keys = derive(chance.bytes(MASTER_BYTES))
        site = Site(self.timeline, self.witness, self.centre, terminal)
        self.centre.register(name, keys.signing_key(self.centre.keys.suite).public)
        return Machine(site, chance, name=name, keys=keys, disk=self._disk(name))

    def _happen(self, happening: Happening) -> None:
        chance = Chance("happening", self.script.seed, happening.seed)
        machine = self.machines[happening.terminal]
        self.witness.note(machine.name, happening.kind)
        if happening.kind is Kind.VISIT:
            self.visits[happening.terminal].come(villager(chance, self.offered))
        else:
            if happening.kind not in ARMED:
                self.witness.faults[happening.kind.value] += 1
            strike(happening.kind, Scene(self.timeline, machine, self.centre, chance))

    def _run(self, until: Callable[[], bool], end_s: float) -> None:
        look_s = 0.0
        while self.timeline.now_s < end_s:
            if self.timeline.now_s >= look_s:
                if until():
                    return
                look_s = self.timeline.now_s + LOOK_EVERY_S
            try:
                if not self.timeline.step():
                    return
            except Cut:
                # Whoever it was has died and will start again.
                continue
            finally:
                self.witness.at_s = self.timeline.now_s

    def _heal(self) -> None:
        """The technician has been everywhere."""
        self.centre.armed = None
        _mend(self.centre.disk)
        for machine in self.machines:
            machine.armed = ""
            _mend(machine.disk)
            machine.printer.have(Trouble.NONE)
            machine.reader.restore()
            machine.camera.have(None)
            machine.line.have(lambda: LineTrouble.NONE)

    def _drained(self) -> bool:
        # One whose power went in the last write before everything was put right has not started again yet.
        up = not any(machine.disk.dark for machine in self.machines)
        return up and all(row.settled for machine in self.machines for row in machine.kept().values())

    def _judged(self) -> Outcome:
        stored, named = self.centre.stored(), self.centre.named()
        for machine, visits in zip(self.machines, self.visits, strict=True):
            kept = machine.kept()
            self.witness.store(machine.name, kept)
            self.witness.centre(machine.name, kept, stored.get(machine.name, {}))
            self._judge_pictures(machine, named.get(machine.name, {}))
            if not visits.idle():
                self.witness.found(Law.STUCK, machine.name, "at the end")
            if any(machine.traces(visits.traces())):
                self.witness.found(Law.RESIDUE, machine.name, "in the store or on paper")
        return Outcome(
            visits=sum(visits.left for visits in self.visits),
            applications=sum(len(ids) for ids in stored.values()),
            faults=dict(sorted(self.witness.faults.items())),
            findings=tuple(self.witness.findings),
            trace_hash=self.witness.trace_hash(),
        )

    def _judge_pictures(self, machine: Machine, named: dict[str, list[str]]) -> None:
        there = machine.pictures()
        self.witness.pictures(machine.name, there)
        self.witness.named(machine.name, there, named)
        if machine.in_the_clear():
            self.witness.found(Law.RESIDUE, machine.name, "a picture on the disk")


def _hub_keys(master: bytes, suite: Suite) -> HubKeys:
    """One generation of keys, listed for longer than any clock here lies."""
    made = generation_of(master, suite)
    listed = KeyList(
        version=1,
        suite=suite.name,
        issued_at_ms=EPOCH_MS,
        sealing=(ListedSealing(made.sealing.id, made.sealing.public, EPOCH_MS, EPOCH_MS + KEYS_LAST_MS),),
        signing=(ListedSigning(made.signing.id, made.signing.public),),
    )
    return HubKeys(suite, made.signing, {made.sealing.id: made.sealing.private}, listed)


def _mend(disk: SimulatedDisk) -> None:
    disk.drain()
    disk.mend()
    if not disk.dark:
        disk.power_on()


def replace_names(product: Product, *, code: str, id: str) -> Product:
    """The same product for a terminal of that code and name."""
    terminal = msgspec.structs.replace(product.settings.terminal, code=code, id=id)
    return replace(product, settings=msgspec.structs.replace(product.settings, terminal=terminal))
