"""Reading everything once more in the person's own words, with a way back to each part."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.model import FieldKind, FormField, Raw
from kiosk.forms.visible import visible_fields
from kiosk.forms.words import in_words
from kiosk.journey import events, states
from kiosk.journey.filling import known_answers
from kiosk.journey.visit import Visit
from ui.viewmodels.base import QVariantList, Row, ViewModel
from ui.viewmodels.fields import clerk_words, locked_rows, locked_title
from ui.viewmodels.listing import item_name
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

PAPERS = -1


@QmlElement
class CheckViewModel(ViewModel):
    """`groups`: one of the card, one a form page, one of the papers; `page` is what `edit` takes, -2 where nothing changes."""

    itemChanged = Signal()
    groupsChanged = Signal()
    consentChanged = Signal()
    deferredChanged = Signal()
    keyedChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(ports, item="", groups=[], consent="", deferred="", keyed="")

    @Property(str, notify=itemChanged)
    def item(self) -> str:
        return self.shown("item", str)

    @Property(QVariantList, notify=groupsChanged)
    def groups(self) -> list[Row]:
        return self.shown("groups", list)

    @Property(str, notify=consentChanged)
    def consent(self) -> str:
        return self.shown("consent", str)

    @Property(str, notify=deferredChanged)
    def deferred(self) -> str:
        return self.shown("deferred", str)

    @Property(str, notify=keyedChanged)
    def keyed(self) -> str:
        """That a clerk entered the person by hand, and which one; empty when a card said who it is."""
        return self.shown("keyed", str)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if not isinstance(beneath, states.Checking | states.Signing | states.Submitting):
            self.show(**self._blank)
            return
        visit = beneath.visit
        items = [self._ports.facts.catalogue.item(item_id) for item_id in visit.item_ids]
        owed = [paper.name_zh for paper in visit.materials if paper.until]
        self.show(
            item="、".join(item_name(item, self._language) for item in items),
            groups=[*self._known(visit), *self._answered(visit), *self._papers(visit)],
            consent=self.say("check.consent"),
            keyed=self._keyed(visit),
            deferred=self.say("check.owed", papers="、".join(owed)) if owed else "",
        )

    def _keyed(self, visit: Visit) -> str:
        by_hand = visit.identity is not None and visit.identity.keyed_in and visit.clerk is not None
        return self.say("check.keyed", clerk=visit.clerk.name) if by_hand and visit.clerk else ""

    def _known(self, visit: Visit) -> list[Row]:
        if visit.form is None or visit.identity is None or not visit.form.locked:
            return []
        title = self.say(locked_title(visit.identity))
        return [{"title": title, "page": -2, "rows": locked_rows(visit.form, visit.identity)}]

    def _answered(self, visit: Visit) -> list[Row]:
        """One group a page of the form, so that "change" leads to the very page."""
        form = visit.form
        values = {name: answer.value for name, answer in known_answers(visit).items()}
        groups = []
        for number, page in enumerate(form.pages if form else ()):
            asked = visible_fields(page, form, values) if form else ()
            rows = [
                {"label": field.listed.zh, "value": self._words(field, values.get(field.id, ""), visit)}
                for field in asked
            ]
            if rows:
                groups.append({"title": "", "page": number, "rows": rows})
        return groups

    def _papers(self, visit: Visit) -> list[Row]:
        rows = [{"label": paper.name_zh, "value": self.say(f"way.{paper.way.value}.done")} for paper in visit.materials]
        return [{"title": self.say("check.papers"), "page": PAPERS, "rows": rows}] if rows else []

    def _words(self, field: FormField, value: Raw, visit: Visit) -> str:
        """As the person would say it; a witness by name, where the document has a number."""
        witness = field.kind is FieldKind.WITNESS
        return clerk_words(visit) if witness else in_words(field, value, self.say)

    @Slot(int)
    def edit(self, page: int) -> None:
        """Back to a page of the form, or to the papers (-1)."""
        self.post(events.EditAsked(page))
