"""What a terminal stands in: its clock, chance, keys, disk, devices and line, handed to it whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from app.clerks import Admits
from app.crew import admits_nobody
from app.eye import NoCamera
from kiosk.base.clock import Entropy, Moment
from kiosk.base.steps import Reached
from kiosk.cards import CardReader
from kiosk.delivery.model import Gateway
from kiosk.materials.camera import DocumentCamera
from kiosk.receipts.model import ReceiptPrinter
from printers.emulator.machine import EmulatedPrinter
from printers.spooler import LayOut
from sync.seal.keylist import KeyList
from sync.seal.keys import DeviceKeys
from sync.seal.suite import Suite
from sync.store.store import Store


class TerminalClock(Protocol):
    """A Clock that can be put right by the hub's signed time."""

    def now(self) -> Moment:
        """The present instant."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never go backwards, from an arbitrary start."""
        ...

    def verify(self, offset_ms: int) -> None:
        """Take over the hub's signed time, `offset_ms` ahead of what `now` said."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything outside the program that it touches; a village brings its own.

    `open_store` is called once a lane, on it; `reached` hears the named steps of a submission; `lay_out` makes a receipt
    into what its printer is given; `copy` is called after each cycle and may copy the store elsewhere; `release` lets another program have the terminal's directory;
    `camera` is one that shows nothing where there is none; `admits` judges what a clerk's card signed; `played` is what plays
    the printer, where it is played.
    """

    clock: TerminalClock
    entropy: Entropy
    suite: Suite
    keys: DeviceKeys
    hub: KeyList
    open_store: Callable[[], Store]
    readers: tuple[CardReader, ...]
    printer: ReceiptPrinter
    lay_out: LayOut
    gateway: Gateway
    reached: Reached
    copy: Callable[[], None]
    release: Callable[[], None]
    camera: DocumentCamera = field(default_factory=NoCamera)
    admits: Admits = admits_nobody
    played: EmulatedPrinter | None = None
