"""The simulated readers and printer of a running terminal, played by another process: orders through a socket in its own directory."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from app.keeping import LOCK_FILE, hold
from devices.deck import scene_of
from devices.inbox import Scene
from devices.simulator import SimulatedCardReader
from kiosk.base.errors import ConfigError
from printers.emulator.conditions import Condition
from printers.emulator.machine import EmulatedPrinter

SOCKET_FILE = "readers.sock"
# Both sides are on one machine: whoever is silent for so long is no door of ours.
PATIENCE_S = 5.0
_LONGEST_BYTES = 4096
_AT_A_TIME = 4


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be done ("" only looks), with which card, at which reader; the reader may be left out where there is one.

    `printer` is how the simulated printer is to be from now on.
    """

    act: str = ""
    card: str = ""
    reader: str = ""
    printer: str = ""


class Seen(msgspec.Struct, frozen=True):
    """A reader and what it is like: the state, and whether a card is in it."""

    reader: str
    state: str
    card: bool


class Reply(msgspec.Struct, frozen=True):
    """Every reader by name, and how the printer is ("" for a real one), after the order; `refused` names what is not known, and then nothing was done."""

    readers: tuple[Seen, ...]
    printer: str = ""
    refused: str = ""


class Stage:
    """The simulated readers by name, and the simulated printer. May be called from any lane: what is played is taken up in its own."""

    def __init__(self, readers: tuple[SimulatedCardReader, ...], printer: EmulatedPrinter | None = None) -> None:
        self._readers = {reader.name: reader for reader in readers}
        self._printer = printer

    @property
    def names(self) -> tuple[str, ...]:
        """The readers, in the order of the settings."""
        return tuple(self._readers)

    @property
    def printer(self) -> str:
        """How the simulated printer is; "" where there is none."""
        return self._printer.condition.value if self._printer is not None else ""

    @property
    def bare(self) -> bool:
        """Whether there is nothing to be played on."""
        return not self._readers and self._printer is None

    def perform(self, order: Order) -> Reply:
        """Does it, or refuses it whole."""
        refused = self._print(order.printer) if order.printer else self._read(order) if order.act else ""
        scenes = {name: reader.scene for name, reader in self._readers.items()}
        return Reply(_seen(scenes), self.printer, refused)

    def _print(self, condition: str) -> str:
        if self._printer is None:
            return "printer"
        if condition not in set(Condition):
            return "order"
        self._printer.play(Condition(condition))
        return ""

    def _read(self, order: Order) -> str:
        meant = order.reader or (self.names[0] if len(self.names) == 1 else "")
        if meant not in self._readers:
            return "reader"
        try:
            scene = scene_of(order.act, order.card, self._readers[meant].scene)
        except KeyError:
            return "order"
        self._readers[meant].play(scene)
        return ""


class Prompter:
    """Hears the orders of other processes; nobody but the terminal's own user may give any."""

    def __init__(self, state_dir: Path, stage: Stage) -> None:
        self._stage = stage
        self._path = state_dir / SOCKET_FILE
        # The directory is held for this process alone: what lies there is left of one that was killed.
        self._path.unlink(missing_ok=True)
        self._heard = socket.socket(socket.AF_UNIX)
        with _near(state_dir) as near:
            self._heard.bind(near)
        self._path.chmod(0o600)
        self._heard.listen(_AT_A_TIME)

    def hear(self, timeout_s: float) -> None:
        """Waits so long for one order, and carries it out; what is no order is not answered."""
        self._heard.settimeout(timeout_s)
        with suppress(OSError, msgspec.MsgspecError):
            speaker, _ = self._heard.accept()
            with speaker:
                speaker.settimeout(PATIENCE_S)
                order = msgspec.json.decode(_line(speaker), type=Order)
                speaker.sendall(msgspec.json.encode(self._stage.perform(order)) + b"\n")

    def close(self) -> None:
        """Hears nothing more."""
        self._heard.close()
        self._path.unlink(missing_ok=True)


def prompter_at(state_dir: Path, stage: Stage) -> Prompter | None:
    """The prompter over this directory; None where no socket can be made, for on such a disk too a terminal serves."""
    try:
        return None if stage.bare else Prompter(state_dir, stage)
    except OSError:
        return None


def tell(state_dir: Path, order: Order) -> Reply:
    """Gives an order to the terminal that runs over this directory, from another process.

    Raises ConfigError G06 when none runs there, G07 when its readers are real ones, G08 when it does not answer.
    """
    with socket.socket(socket.AF_UNIX) as speaker:
        speaker.settimeout(PATIENCE_S)
        try:
            with _near(state_dir) as near:
                speaker.connect(near)
        except OSError as error:
            raise ConfigError(_why_deaf(state_dir), str(state_dir)) from error
        try:
            speaker.sendall(msgspec.json.encode(order) + b"\n")
            return msgspec.json.decode(_line(speaker), type=Reply)
        except (OSError, msgspec.MsgspecError) as error:
            raise ConfigError("G08", str(state_dir)) from error


def _why_deaf(state_dir: Path) -> str:
    """Whether nobody is there, or somebody who hears no orders."""
    if not (state_dir / LOCK_FILE).is_file():
        return "G06"
    try:
        hold(state_dir).close()
    except ConfigError as error:
        return "G07" if error.code == "G04" else error.code
    return "G06"


def _line(speaker: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\n") and len(said) < _LONGEST_BYTES:
        part = speaker.recv(_LONGEST_BYTES)
        if not part:
            break
        said += part
    return said


@contextmanager
def _near(state_dir: Path) -> Iterator[str]:
    """The socket by a short name: the kernel takes 107 bytes, and a directory's name may be longer."""
    folder = os.open(state_dir, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{SOCKET_FILE}"
    finally:
        os.close(folder)


def _seen(scenes: dict[str, Scene]) -> tuple[Seen, ...]:
    return tuple(Seen(name, scene.state.value, scene.card is not None) for name, scene in scenes.items())
