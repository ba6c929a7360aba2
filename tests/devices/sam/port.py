"""A SAM reader under test: a simulated one behind a pseudo-terminal, or answers written down beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from devices.sam.frames import framed
from devices.sam.profiles import ReaderProfile, read_profiles
from devices.sam.pty_port import PtyPort
from devices.sam.reader import SamCardReader
from devices.sam.serial_line import open_serial
from devices.sam.simulator import SimulatedSam
from kiosk.base.errors import DeviceError
from kiosk.cards import CardReader, CardStatus, ReaderState
from tests.devices.clock import RealClock, VirtualClock

NAME = "sam"
SHIPPED = Path(__file__).parents[3] / "devices" / "sam" / "profiles.toml"
PROFILES = read_profiles(SHIPPED.read_text("utf-8"))
STANDARD = PROFILES["standard"]
# More than any change of status takes on the slowest machine; a test is killed after a minute.
SEEN_S = 20.0


def patient(profile: ReaderProfile) -> ReaderProfile:
    """The same model, waited for as long as a machine may be busy that plays the reader beside other tests."""
    return msgspec.structs.replace(profile, answers_in_s=10.0, reads_in_s=10.0, gap_s=1.0)


@contextmanager
def plugged_in(profile: ReaderProfile = STANDARD) -> Iterator[tuple[SimulatedSam, str]]:
    """A simulated SAM and the port it is at."""
    sam = SimulatedSam(profile)
    port = PtyPort(sam, profile.baud)
    with ThreadPoolExecutor(1) as pool:
        served = pool.submit(port.serve)
        try:
            yield sam, port.port
        finally:
            port.stop()
            served.result(10)
            port.close()


@contextmanager
def on_a_port(profile: ReaderProfile = STANDARD) -> Iterator[tuple[SimulatedSam, SamCardReader]]:
    """A simulated SAM and the reader that reaches it through pyserial."""
    with plugged_in(profile) as (sam, port):
        reader = SamCardReader(NAME, profile, partial(open_serial, port, profile.baud), clock=RealClock())
        yield sam, reader
        reader.close()


def until(reader: CardReader, state: ReaderState) -> CardStatus:
    """The first status with that state, whatever a busy machine makes of those before it."""
    for _ in range(5):
        status = reader.wait(SEEN_S)
        if status.state is state:
            return status
    raise AssertionError(f"never {state}: {status}")


class ScriptedLine:
    """A line in virtual time: `answer` is asked for what comes back for each request; silence takes as long as is waited."""

    def __init__(self, clock: VirtualClock, answer: Callable[[bytes], bytes]) -> None:
        self.asked: list[bytes] = []
        self.closed = False
        self._clock = clock
        self._answer = answer
        self._coming = b""

    def send(self, raw: bytes) -> None:
        """Takes a request down and has its answer ready."""
        self.asked.append(raw)
        self._coming += self._answer(raw)

    def receive(self, timeout_s: float) -> bytes:
        """What is ready; nothing takes the whole time."""
        raw, self._coming = self._coming, b""
        if not raw:
            self._clock.advance(timeout_s)
        return raw

    def leave(self, raw: bytes) -> None:
        """Has bytes lying in the line that nobody asked for."""
        self._coming += raw

    def close(self) -> None:
        """Takes down that it was closed."""
        self.closed = True


class Script:
    """A reader over scripted lines: every opening gives a new one, or raises what `broken` says."""

    def __init__(self, answer: Callable[[bytes], bytes], profile: ReaderProfile = STANDARD) -> None:
        self.clock = VirtualClock()
        self.lines: list[ScriptedLine] = []
        self.answer = answer
        self.broken: DeviceError | None = None
        self.reader = SamCardReader(NAME, profile, self._open, clock=self.clock)

    def _open(self) -> ScriptedLine:
        if self.broken is not None:
            raise self.broken
        self.lines.append(ScriptedLine(self.clock, lambda raw: self.answer(raw)))
        return self.lines[-1]


def said(status: int, data: bytes = b"") -> bytes:
    """The frame of an answer with that status."""
    return framed(bytes([0, 0, status]) + data)
