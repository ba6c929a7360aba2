"""One line of health for each card reader, and the fault of a document camera."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.cards import CardStatus, ReaderState
from kiosk.materials.camera import CameraProblem

# The spoken fault of a state; a state that is a citizen's doing has none.
_FAULTS: Mapping[ReaderState, str] = {
    ReaderState.NO_SERVICE: "C01",
    ReaderState.NO_READER: "C02",
    ReaderState.STUCK: "C11",
}
_CAMERA_FAULTS: Mapping[CameraProblem, str] = {
    CameraProblem.ABSENT: "V01",
    CameraProblem.BUSY: "V02",
    CameraProblem.DENIED: "V02",
    CameraProblem.SILENT: "V03",
    CameraProblem.UNREADABLE: "V03",
}


@dataclass(frozen=True, slots=True)
class ReaderHealth:
    """How one reader is; `fault` is empty while it can serve."""

    reader: str
    state: ReaderState
    fault: str = ""

    @property
    def serves(self) -> bool:
        """Whether a card put in now would be read."""
        return not self.fault


def reader_health(statuses: Iterable[CardStatus]) -> tuple[ReaderHealth, ...]:
    """A line for each reader, by the status it gave last."""
    return tuple(
        ReaderHealth(status.reader, status.state, status.fault or _FAULTS.get(status.state, "")) for status in statuses
    )


def camera_fault(problem: CameraProblem) -> str:
    """The code a technician is told of a camera that gave no picture."""
    return _CAMERA_FAULTS[problem]
