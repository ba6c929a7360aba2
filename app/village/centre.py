"""The village's hub: the product's own, on a simulated disk, called without a socket; it dies and starts again like the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import msgspec

from app.village.chance import Chance
from app.village.script import Kind
from app.village.timeline import Timeline
from app.village.witness import Witness
from kiosk.applications.model import Application
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.materials.papers import pictures_of
from sync.hub.database import HubDatabase, open_database
from sync.hub.keys import HubKeys
from sync.hub.report import stored_applications
from sync.hub.rounds import HubPorts, HubStep, Rounds
from sync.hub.simulator import InProcessHub, at_once
from sync.hub.terminals import register_terminal
from sync.hub.web import Health, hub_app
from sync.link.simulator import Answer
from sync.store.simulator import SimulatedDisk

NAME = "hub"
RESTART_S = (5.0, 120.0)
# 2026-11-01 08:00 in Bayannur.
EPOCH_MS = 1_793_491_200_000


class Cut(BaseException):
    """The power is gone in the middle of something; nothing in the program may catch it."""


class VillageClock:
    """A clock that is right: the village's own, from EPOCH_MS on."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    def now(self) -> Moment:
        """The present instant."""
        return Moment(EPOCH_MS + int(self._timeline.now_s * 1000), TimeConfidence.VERIFIED)

    def monotonic_s(self) -> float:
        """Virtual seconds."""
        return self._timeline.now_s


class Centre:
    """The hub machine: its disk lasts, its program does not."""

    def __init__(
        self, timeline: Timeline, chance: Chance, witness: Witness, *, disk: SimulatedDisk, keys: HubKeys
    ) -> None:
        self.disk = disk
        self.keys = keys
        self.clock = VillageClock(timeline)
        self.armed: HubStep | None = None
        self._timeline = timeline
        self._chance = chance
        self._witness = witness
        self._registered: dict[str, bytes] = {}
        self._database: HubDatabase | None = None
        self._web: InProcessHub | None = None

    def register(self, terminal: str, public_key: bytes) -> None:
        """A terminal the hub knows from its next start on."""
        self._registered[terminal] = public_key

    def boot(self) -> None:
        """Start, on whatever the disk holds."""
        self._database = open_database("sqlite:///hub.db", disk=self.disk)
        for terminal, key in self._registered.items():
            register_terminal(self._database, terminal, public_key=key, at=self.clock.now(), suite=self.keys.suite)
        ports = HubPorts(self._database, self.keys, self.clock, self._chance, reached=self._reached)
        self._web = InProcessHub(hub_app(Rounds(ports), self._health, ready=_nothing, aside=at_once))
        self._witness.note(NAME, "up")

    def die(self, how: Kind) -> None:
        """The power goes, or the program is killed; it starts again by itself."""
        if self._web is None:
            return
        self._witness.note(NAME, how)
        if how is Kind.HUB_KILL:
            self.disk.kill()
        else:
            self.disk.power_cut()
        self._timeline.after(0.0, partial(_bury, self._web, self._database))
        self._web, self._database = None, None
        self._timeline.after(self._chance.between(*RESTART_S), self.boot)

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """A round; ConnectionError while it is down, or when it dies of it."""
        web = self._web
        if web is None:
            raise ConnectionRefusedError
        try:
            answer = web.post(path, headers, body)
        except Cut:
            raise ConnectionResetError from None
        if self._web is not web:
            raise ConnectionResetError
        return answer

    def close(self) -> None:
        """The village is over."""
        _bury(self._web, self._database)
        self._web, self._database = None, None

    def stored(self) -> dict[str, dict[str, list[str]]]:
        """By terminal and application id: the reference numbers the hub keeps (more than one is one too many)."""
        assert self._database is not None
        found: dict[str, dict[str, list[str]]] = {}
        for terminal, content, number in stored_applications(self._database):
            id = str(msgspec.json.decode(content)["document"]["id"])
            found.setdefault(terminal, {}).setdefault(id, []).append(number)
        return found

    def named(self) -> dict[str, dict[str, list[str]]]:
        """By terminal and application id: the hashes of the pictures its document names."""
        assert self._database is not None
        found: dict[str, dict[str, list[str]]] = {}
        for terminal, content, _ in stored_applications(self._database):
            document = msgspec.json.decode(content, type=Application).document
            found.setdefault(terminal, {})[document.id] = sorted(pictures_of(document.materials))
        return found

    def _reached(self, step: HubStep) -> None:
        if step is self.armed:
            self.armed = None
            self._witness.faults[Kind.HUB_CUT_AT_STEP.value] += 1
            self.die(Kind.HUB_CUT_AT_STEP)
            raise Cut

    def _health(self) -> Health:
        return Health("serving", self.clock.now().unix_ms)


def _bury(web: InProcessHub | None, database: HubDatabase | None) -> None:
    """What a dead program held is given back to this one."""
    if web is not None:
        web.close()
    if database is not None:
        database.close()


def _nothing() -> None:
    """Nobody waits for it to be ready."""
