"""What can be played on simulated readers and a simulated printer by touching the screen: demo and training only."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.journey import states
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SimulationViewModel(ViewModel):
    """`group` is "card", "clerk", "mishap", "reader" or, where it is simulated, "printer"; `rows` are its names and words, `readers` the readers where there are several."""

    groupChanged = Signal()
    rowsChanged = Signal()
    groupsChanged = Signal()
    readerChanged = Signal()
    openChanged = Signal()
    made = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, group="card", rows=[], groups=[], open=False)
        self._reader = ports.simulation.readers[0] if ports.simulation else ""
        self._tell()

    @Property(bool, notify=made)
    def there(self) -> bool:
        """Whether there is anything to be played on; never in service."""
        return self._ports.simulation is not None

    @Property(bool, notify=openChanged)
    def open(self) -> bool:
        return self.shown("open", bool)

    @Property(str, notify=groupChanged)
    def group(self) -> str:
        return self.shown("group", str)

    @Property(QVariantList, notify=groupsChanged)
    def groups(self) -> list[Row]:
        return self.shown("groups", list)

    @Property(QVariantList, notify=rowsChanged)
    def rows(self) -> list[Row]:
        return self.shown("rows", list)

    @Property(QVariantList, notify=made)
    def readers(self) -> list[str]:
        return list(self._several())

    @Property(str, notify=readerChanged)
    def reader(self) -> str:
        """The reader that is played on."""
        return self._reader

    @Slot()
    def toggle(self) -> None:
        """Open or close the panel."""
        self.show(open=self._ports.simulation is not None and not self._shown["open"])

    @Slot(str)
    def chooseGroup(self, group: str) -> None:
        """Show what this group has."""
        if self._ports.simulation is not None and group in self._ports.simulation.groups:
            self.show(group=group)
            self._tell()

    @Slot(str)
    def chooseReader(self, reader: str) -> None:
        """Play on this one from now on."""
        if reader in self._several():
            self._reader = reader
            self.readerChanged.emit()

    @Slot(str)
    def play(self, name: str) -> None:
        """Let it happen, and out of the way: what comes of it is seen on the screen."""
        simulation, group = self._ports.simulation, self.shown("group", str)
        if simulation is not None and name in simulation.groups[group]:
            self.show(open=False)
            simulation.play(self._reader, group, name)

    def present(self, state: states.State) -> None:
        self._tell()

    def wipe(self) -> None:
        """Nothing of the visit is here, and whoever plays goes on playing."""

    def _several(self) -> tuple[str, ...]:
        simulation = self._ports.simulation
        return simulation.readers if simulation is not None and len(simulation.readers) > 1 else ()

    def _tell(self) -> None:
        simulation = self._ports.simulation
        if simulation is not None:
            group = self._shown["group"]
            rows = [{"name": name, "text": self._word(group, name)} for name in simulation.groups[group]]
            groups = [{"name": name, "text": self.say(f"simulation.group.{name}")} for name in simulation.groups]
            self.show(rows=rows, groups=groups)

    def _word(self, group: str, name: str) -> str:
        key = name.replace("-", "_")
        match group:
            case "card" | "clerk":
                return self.say(f"simulation.card.{key}")
            case "mishap":
                return self.say(f"simulation.mishap.{key}")
            case "printer":
                return self.say(f"simulation.printer.{key}")
            case _:
                return self.say(f"simulation.reader.{key}")
