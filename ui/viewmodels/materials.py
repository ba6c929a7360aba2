"""Going through the papers: how each is satisfied, another way where there is a choice, a promise that may be refused."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.words import dashed
from kiosk.journey import events, states
from kiosk.journey.filling import papers_of, until
from kiosk.materials.model import Material, Verification, Way
from kiosk.materials.papers import Paper
from kiosk.materials.told import material_name
from ui.viewmodels.base import QVariantList, QVariantMap, Row, ViewModel
from ui.viewmodels.papers import chip
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class MaterialsViewModel(ViewModel):
    """`choosing` is empty, or the paper another way is being chosen for; `promise` is empty, or what is being promised."""

    rowsChanged = Signal()
    pendingChanged = Signal()
    problemChanged = Signal()
    choosingChanged = Signal()
    promiseChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, rows=[], pending=False, problem="", choosing={}, promise={})
        self._papers: tuple[Paper, ...] = ()
        self._until = ""

    @Property(QVariantList, notify=rowsChanged)
    def rows(self) -> list[Row]:
        return self.shown("rows", list)

    @Property(bool, notify=pendingChanged)
    def pending(self) -> bool:
        return self.shown("pending", bool)

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        return self.shown("problem", str)

    @Property(QVariantMap, notify=choosingChanged)
    def choosing(self) -> Row:
        return self.shown("choosing", dict)

    @Property(QVariantMap, notify=promiseChanged)
    def promise(self) -> Row:
        return self.shown("promise", dict)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, states.ShowingMaterials) or beneath.visit.identity is None:
            self._papers = ()
            self.show(**self._blank)
            return
        self._papers = papers_of(beneath.visit, self._ports.facts)
        self._until = dashed(until(beneath.visit, self._ports.facts))
        settled = {(one.item_id, one.material_id): one for one in beneath.visit.materials}
        missing = {problem.field for problem in beneath.problems}
        rows = [self._row(number, paper, settled, missing=missing) for number, paper in enumerate(self._papers, 1)]
        self.show(
            rows=rows,
            pending=any(one.verification is Verification.PENDING for one in settled.values()),
            problem=next((self.say(problem.key, **(problem.params or {})) for problem in beneath.problems), ""),
        )

    def wipe(self) -> None:
        self._papers = ()
        super().wipe()

    def _row(self, number: int, paper: Paper, settled: dict[tuple[str, str], Material], *, missing: set[str]) -> Row:
        item_id, material_id = paper.items[0].id, paper.material.id
        found = settled.get((item_id, material_id))
        open_chip = {"text": self.say("way.open"), "tone": "bad", "pictogram": "question"}
        return {
            "number": number,
            "name": material_name(paper.material, self._language),
            "hint": self._hint(found) if found else self.say("way.open.hint"),
            "chips": [chip(found.way, self.say) if found else open_chip],
            "choice": len(paper.ways) > 1 or found is None,
            "missing": f"{item_id}/{material_id}" in missing,
            "present": found.way.value if found else "",
        }

    def _hint(self, found: Material) -> str:
        if found.way is Way.DEFERRED:
            return self.say("way.deferred.until", date=dashed(found.until))
        if found.verification is Verification.PENDING:
            return self.say("way.waived.pending")
        return self.flat(f"way.{found.way.value}.why")

    @Slot(int)
    def open(self, index: int) -> None:
        """Choose another way for the paper in this row."""
        if not 0 <= index < len(self._papers):
            return
        paper = self._papers[index]
        options = [
            {
                "value": way.value,
                "text": self.say(f"way.{way.value}"),
                "hint": self.flat(f"way.{way.value}.why", until=self._until),
            }
            for way in paper.ways
        ]
        name = material_name(paper.material, self._language)
        self.show(
            choosing={
                "index": index,
                "name": name,
                "options": options,
                "present": self._shown["rows"][index]["present"],
            }
        )

    @Slot()
    def close(self) -> None:
        """Leave it as it is."""
        self.show(choosing={}, promise={})

    @Slot(str)
    def choose(self, way: str) -> None:
        """A way was touched; a promise is read before it is made."""
        index = self._shown["choosing"].get("index", -1)
        if not 0 <= index < len(self._papers):
            return
        if Way(way) is Way.COMMITTED:
            self.show(promise={"name": self._shown["choosing"]["name"]})
        else:
            self._chosen(self._papers[index], Way(way))

    @Slot()
    def agree(self) -> None:
        """The promise was read and is made."""
        index = self._shown["choosing"].get("index", -1)
        if 0 <= index < len(self._papers):
            self._chosen(self._papers[index], Way.COMMITTED)

    @Slot()
    def refuse(self) -> None:
        """No promise; the other ways are still open."""
        self.show(promise={})

    def _chosen(self, paper: Paper, way: Way) -> None:
        self.show(choosing={}, promise={})
        self.post(events.WayChosen(paper.items[0].id, paper.material.id, way))

    @Slot()
    def next(self) -> None:
        """All papers are settled."""
        self.post(events.Confirmed())
