"""One terminal: what outlives a power cut (disk, clock chip, printer, reader), and the program that does not."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from app.assembly import Mode, Terminal, furnish
from app.lazily import Lazily
from app.product import Product
from app.runner import Runner
from app.surroundings import Surroundings
from app.system import SystemClock
from app.village.camera import PAGE, VillageCamera, opens
from app.village.centre import EPOCH_MS, Centre, Cut
from app.village.chance import Chance
from app.village.lanes import VillageLanes
from app.village.script import Kind
from app.village.timeline import Timeline
from app.village.witness import Kept, Witness
from devices.inbox import Happening
from devices.simulator import SimulatedCardReader
from kiosk.base import lanes as lane
from kiosk.base.errors import StoreError
from kiosk.base.steps import OVER_IPP, Step
from kiosk.journey.states import OutOfService, State, screen_of
from kiosk.receipts.model import PrintJob
from printers.simulator import Memory, SimulatedReceiptPrinter, TrayPrinter
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway
from sync.link.simulator import Answer, SimulatedLine
from sync.seal.keys import DeviceKeys
from sync.store.attachments import FOLDER
from sync.store.driver import connect
from sync.store.simulator import SimulatedDisk
from sync.store.store import Store, open_store

DATABASE = Path("terminal.db")
RESTART_S = (20.0, 90.0)
WATCHDOG_S = 30.0
# A reader is asked again this often when nothing happens at it; what happens is told at once.
WAIT_S = 600.0
STORE_S, PRINT_S, READ_S, ROUND_S, PHOTO_S = (0.01, 0.08), (2.0, 5.0), 0.9, (0.8, 25.0), (0.1, 1.5)
HUB = HubAddress("http://127.0.0.1:1", Transport.INSECURE_DEMO)


class VillageInbox:
    """Happenings at a reader in virtual time: nothing waits, but the lane is told to hurry."""

    def __init__(self, hurry: Callable[[], None]) -> None:
        self._hurry = hurry
        self._happenings: deque[Happening] = deque()

    def put(self, happening: Happening) -> None:
        """Adds one at the end."""
        self._happenings.append(happening)
        self._hurry()

    def __len__(self) -> int:
        return len(self._happenings)

    def next(self, timeout_s: float) -> Happening | None:
        """The next one that is there."""
        return self._happenings.popleft() if self._happenings else None


@dataclass(frozen=True, slots=True)
class Site:
    """Where a terminal stands: in whose time, under whose eyes, with which hub, of which product."""

    timeline: Timeline
    witness: Witness
    centre: Centre
    product: Product


class Machine:
    """A terminal of the village; `shown` hears every state its screen shows."""

    def __init__(self, site: Site, chance: Chance, *, name: str, keys: DeviceKeys, disk: SimulatedDisk) -> None:
        self.name = name
        self.disk = disk
        self.keys = keys
        self.shown: Callable[[State], None] = lambda state: None
        self.runner: Runner | None = None
        self.terminal: Terminal | None = None
        self.clock_off_ms = 0
        self.armed: str = ""
        self.went_dark: Callable[[], None] = lambda: None
        self.line = SimulatedLine(self._carry)
        self.tray = TrayPrinter(chance.one_of(tuple(Memory)), came_out=self._came_out)
        self.printer = SimulatedReceiptPrinter(self.tray)
        self._inbox = VillageInbox(self._hurry_reader)
        self.reader = SimulatedCardReader(name, site.centre.clock, inbox=self._inbox)
        self.camera = VillageCamera(chance.child("camera"))
        self._lanes: VillageLanes | None = None
        self._site = site
        self._chance = chance
        self._starts = 0
        self._stores: list[Store] = []
        self._eyes = Lazily(lambda: connect(DATABASE, self.keys.database, disk=self.disk))
        self._asked = False
        self._last_round: tuple[str, Mapping[str, str], bytes] | None = None

    def boot(self) -> None:
        """Start the program on whatever the disk holds, and hold it to what was said before."""
        timeline, product = self._site.timeline, self._site.product
        self._starts += 1
        self._asked = False
        self._lanes = VillageLanes(timeline, self._takes, worked=self.reached)
        clock = SystemClock(self._wall_ms, lambda: timeline.now_s)
        entropy = self._chance.child(self._starts)
        self.tray.reached = self.reached
        around = Surroundings(
            clock=clock,
            entropy=entropy,
            suite=self._site.centre.keys.suite,
            keys=self.keys,
            hub=self._site.centre.keys.listed,
            open_store=lambda: self._open(clock, entropy),
            readers=(self.reader,),
            printer=self.printer,
            # Drawing would take most of a village's time; what a paper says is enough to be read.
            lay_out=lambda receipt, paper: msgspec.json.encode(receipt),
            gateway=HttpGateway(HUB, clock, line=self.line),
            reached=self.reached,
            copy=lambda: None,
            release=lambda: None,
            camera=self.camera,
        )
        terminal = furnish(product, around, self._lanes, mode=Mode.TRAINING)
        self.terminal = replace(terminal, crew=replace(terminal.crew, wait_s=WAIT_S))
        self.runner = Runner(self.terminal.crew, terminal.facts, self._show, self._wiped)
        self._site.witness.note(self.name, "up")
        self.runner.start()

    def die(self, how: Kind) -> None:
        """The power goes, or the program is killed; the machine starts again by itself."""
        if self.runner is None or self._lanes is None:
            return
        self._site.witness.note(self.name, how)
        self._lanes.halt()
        self.runner, self.terminal = None, None
        self.armed = ""
        if how is Kind.KILL:
            self.disk.kill()
        else:
            self.disk.power_cut()
        self._bury()
        self._site.timeline.after(self._chance.between(*RESTART_S), self._start_again)
        self.went_dark()

    def repeat_last_round(self) -> None:
        """Something on the way sends the last round once more; nobody reads the answer."""
        if self._last_round is not None:
            with suppress(ConnectionError):
                self._site.centre.post(*self._last_round)

    def traces(self, sought: Iterable[str]) -> Iterator[str]:
        """Which of these texts stand anywhere in the store, read with its key, or on paper."""
        tables = self._look("SELECT name FROM sqlite_master WHERE type = 'table'")
        cells = [cell for (name,) in tables for row in self._look(f'SELECT * FROM "{name}"') for cell in row]
        papers = [job.pdf for job in self.tray.tray]
        raw = b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells + papers)
        return (text for text in sought if text.encode() in raw)

    def _look(self, query: str) -> list[tuple[Any, ...]]:
        """Through eyes of its own, open as long as the program lives: as the last one to leave they would fold the WAL in."""
        with self.disk.undisturbed():
            return list(self._eyes.get().execute(query).fetchall())

    def close(self) -> None:
        """The village is over."""
        self._bury()

    def kept(self) -> dict[str, Kept]:
        """What the store holds, seen past the program; nothing when even its tables are gone."""
        if not self._look("SELECT 1 FROM sqlite_master WHERE name = 'outbox'"):
            return {}
        rows = self._look(
            "SELECT o.id, o.state, r.receipt FROM outbox o LEFT JOIN receipts r ON r.application_id = o.id ORDER BY o.seq"
        )
        return {
            id: Kept(
                msgspec.json.decode(receipt)["number"] if receipt else "", settled=state in ("delivered", "refused")
            )
            for id, state, receipt in rows
        }

    def pictures(self) -> dict[str, dict[str, bool]]:
        """Of what was handed in: by id and hash, whether the file is there, whole, and opens at the hub."""
        found: dict[str, dict[str, bool]] = {}
        if self._look("SELECT 1 FROM sqlite_master WHERE name = 'attachments'"):
            for id, sha256 in self._look(
                "SELECT application_id, sha256 FROM attachments WHERE application_id IN (SELECT id FROM outbox)"
            ):
                found.setdefault(id, {})[sha256] = opens(self._sealed(sha256), id, self._site.centre.keys)
        return found

    def in_the_clear(self) -> bool:
        """Whether any file holds a page unsealed."""
        return any(PAGE in raw for raw in self.disk.files().values())

    def reached(self, step: str) -> None:
        """A named moment: where a cut may have been arranged, or has been noticed."""
        if step == self.armed or self.disk.dark:
            how = Kind.CUT_AT_WRITE if self.disk.dark else Kind.CUT_AT_STEP
            self._site.witness.faults[how.value] += 1
            self.die(how)
            raise Cut

    def _sealed(self, sha256: str) -> bytes:
        """A file as it lies there; nothing when it is gone or is not what it is named by."""
        path = DATABASE.with_name(FOLDER) / sha256[:2] / sha256
        with self.disk.undisturbed():
            raw = b"" if self.disk.size(path) is None else self.disk.read(path)
        return raw if hashlib.sha256(raw).hexdigest() == sha256 else b""

    def _carry(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self._last_round = (path, headers, body)
        return self._site.centre.post(path, headers, body)

    def _start_again(self) -> None:
        self.disk.power_on()
        self.boot()
        self._site.witness.store(self.name, self.kept())
        self._site.witness.pictures(self.name, self.pictures())

    def _open(self, clock: SystemClock, entropy: Chance) -> Store:
        store = open_store(DATABASE, self.keys, clock=clock, entropy=entropy, reached=self.reached, disk=self.disk)
        self._stores.append(store)
        return store

    def _bury(self) -> None:
        """What a dead program held open is given back to this one."""
        while self._stores:
            with suppress(StoreError):
                self._stores.pop().close()
        self._eyes.close()

    def _show(self, state: State) -> None:
        self._site.witness.note(self.name, screen_of(state))
        if isinstance(state, OutOfService):
            self._site.timeline.after(WATCHDOG_S, lambda: self.die(Kind.KILL))
        self.shown(state)

    def _wiped(self) -> None:
        self.reader.remove()

    def _came_out(self, job: PrintJob) -> None:
        self._site.witness.note(self.name, "paper", job.name)
        self._site.witness.paper(self.name, job, self.kept())

    def _hurry_reader(self) -> None:
        if self._lanes is not None:
            self._lanes.hurry(lane.cards(0))

    def _takes(self, name: str, work: Callable[[], Any]) -> float:
        if name == lane.cards(0):
            if getattr(work, "func", None) != self.reader.wait:
                return READ_S
            asked, self._asked = self._asked, True
            return WAIT_S if asked and not self._inbox else 0.0
        return self._chance.between(
            *{lane.STORE: STORE_S, lane.PRINTER: PRINT_S, lane.SYNC: ROUND_S, lane.CAMERA: PHOTO_S}[name]
        )

    def _wall_ms(self) -> int:
        return EPOCH_MS + int(self._site.timeline.now_s * 1000) + self.clock_off_ms


# Where a power cut can be arranged: the steps of a submission, and the moments after a lane's job when nobody was told yet.
_STEPS = tuple(step for step in Step if step not in OVER_IPP)
MOMENTS: tuple[str, ...] = (*_STEPS, lane.STORE, lane.PRINTER, lane.SYNC, lane.CAMERA)
