"""What fails, and how it is put right: one short function for each class of fault in a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.village.centre import Centre
from app.village.chance import Chance
from app.village.machine import MOMENTS, Machine
from app.village.script import Kind
from app.village.timeline import Timeline
from kiosk.materials.camera import CameraProblem
from printers.simulator import Trouble
from sync.hub.rounds import HubStep
from sync.link.simulator import LineTrouble
from sync.store.simulator import Trouble as DiskTrouble

DAY_MS = 86_400_000
# A winter without power behind, a battery that died, a technician's slip, a mainboard from the future.
JUMPS_MS = (-400 * DAY_MS, -3 * DAY_MS, -3_600_000, 60_000, 7_200_000, 40 * DAY_MS, 12 * 365 * DAY_MS)
SHORT_S = (20.0, 400.0)
LONG_S = (100.0, 1200.0)
MOST_WRITES = 60


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault strikes: this terminal, that hub, with a chance of its own for how exactly."""

    timeline: Timeline
    machine: Machine
    centre: Centre
    chance: Chance

    def later(self, span_s: tuple[float, float], then: Callable[[], None]) -> None:
        """Put it right after some time."""
        self.timeline.after(self.chance.between(*span_s), then)


def strike(kind: Kind, scene: Scene) -> None:
    """Let the fault happen."""
    _STRIKES[kind](scene)


def _power_cut(scene: Scene) -> None:
    scene.machine.die(Kind.POWER_CUT)


def _kill(scene: Scene) -> None:
    scene.machine.die(Kind.KILL)


def _cut_at_step(scene: Scene) -> None:
    scene.machine.armed = scene.chance.one_of(MOMENTS)


def _cut_at_write(scene: Scene) -> None:
    scene.machine.disk.cut_power_after(1 + scene.chance.below(MOST_WRITES))


def _disk_full(scene: Scene) -> None:
    scene.machine.disk.fill()
    scene.later(LONG_S, scene.machine.disk.drain)


def _disk_error(scene: Scene) -> None:
    scene.machine.disk.fail(scene.chance.one_of(tuple(DiskTrouble)), after=scene.chance.below(20), count=1)


def _clock_jump(scene: Scene) -> None:
    scene.machine.clock_off_ms = scene.chance.one_of(JUMPS_MS)


def _printer_trouble(scene: Scene) -> None:
    printer = scene.machine.printer
    printer.have(scene.chance.one_of([trouble for trouble in Trouble if trouble is not Trouble.NONE]))
    scene.later(LONG_S, lambda: printer.have(Trouble.NONE))


def _reader_trouble(scene: Scene) -> None:
    reader = scene.machine.reader
    scene.chance.one_of((reader.remove, reader.mute, reader.lose_reader, reader.lose_service))()
    scene.later(SHORT_S, reader.restore)


def _camera_trouble(scene: Scene) -> None:
    camera = scene.machine.camera
    camera.have(scene.chance.one_of(tuple(CameraProblem)))
    scene.later(SHORT_S, lambda: camera.have(None))


def _line_trouble(scene: Scene) -> None:
    trouble = scene.chance.one_of([trouble for trouble in LineTrouble if trouble is not LineTrouble.NONE])
    scene.machine.line.have(lambda: trouble)
    scene.later(LONG_S, lambda: scene.machine.line.have(lambda: LineTrouble.NONE))


def _replay(scene: Scene) -> None:
    scene.machine.repeat_last_round()


def _hub_power_cut(scene: Scene) -> None:
    scene.centre.die(Kind.HUB_POWER_CUT)


def _hub_kill(scene: Scene) -> None:
    scene.centre.die(Kind.HUB_KILL)


def _hub_cut_at_step(scene: Scene) -> None:
    scene.centre.armed = scene.chance.one_of(tuple(HubStep))


def _hub_full(scene: Scene) -> None:
    scene.centre.disk.fill()
    scene.later(SHORT_S, scene.centre.disk.drain)


_STRIKES: Mapping[Kind, Callable[[Scene], None]] = {
    Kind.POWER_CUT: _power_cut,
    Kind.KILL: _kill,
    Kind.CUT_AT_STEP: _cut_at_step,
    Kind.CUT_AT_WRITE: _cut_at_write,
    Kind.DISK_FULL: _disk_full,
    Kind.DISK_ERROR: _disk_error,
    Kind.CLOCK_JUMP: _clock_jump,
    Kind.PRINTER_TROUBLE: _printer_trouble,
    Kind.READER_TROUBLE: _reader_trouble,
    Kind.CAMERA_TROUBLE: _camera_trouble,
    Kind.LINE_TROUBLE: _line_trouble,
    Kind.REPLAY: _replay,
    Kind.HUB_POWER_CUT: _hub_power_cut,
    Kind.HUB_KILL: _hub_kill,
    Kind.HUB_CUT_AT_STEP: _hub_cut_at_step,
    Kind.HUB_FULL: _hub_full,
}
