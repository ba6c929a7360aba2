"""Answering one page of the form: what is asked, what stands in the boxes, what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms import document, person
from kiosk.forms.model import FieldKind, Form, FormField, Raw
from kiosk.forms.visible import visible_fields
from kiosk.journey import events, states
from kiosk.journey.filling import known_answers
from ui.viewmodels.base import QVariantList, QVariantMap, Row, ViewModel
from ui.viewmodels.fields import asked, clerk_words, label_of, locked_rows, locked_title, note_of, picked, standing
from ui.viewmodels.ports import Ports

QML_IMPORT_NAME = "Doorstep"
QML_IMPORT_MAJOR_VERSION = 1

Asking = states.FillingForm | states.KeyingDocument | states.KeyingPerson
FORGOTTEN = ("locked", "fields", "values", "times", "problems", "firstProblem", "comesBack", "clerk")


@QmlElement
class FormViewModel(ViewModel):
    """`fields` changes only when other fields are asked, so that a box is not rebuilt under the finger that types in it."""

    pageChanged = Signal()
    titleChanged = Signal()
    remarkChanged = Signal()
    lockedTitleChanged = Signal()
    lockedChanged = Signal()
    fieldsChanged = Signal()
    valuesChanged = Signal()
    timesChanged = Signal()
    problemsChanged = Signal()
    firstProblemChanged = Signal()
    comesBackChanged = Signal()
    clerkChanged = Signal()

    def __init__(self, ports: Ports) -> None:
        super().__init__(
            ports,
            page=0,
            title="",
            remark="",
            lockedTitle="",
            locked=[],
            fields=[],
            values={},
            times={},
            problems={},
            firstProblem="",
            comesBack=True,
            clerk="",
        )
        self._kinds: dict[str, FormField] = {}
        self._raw: dict[str, Raw] = {}

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        return self.shown("page", int)

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        return self.shown("title", str)

    @Property(str, notify=remarkChanged)
    def remark(self) -> str:
        return self.shown("remark", str)

    @Property(str, notify=lockedTitleChanged)
    def lockedTitle(self) -> str:
        return self.shown("lockedTitle", str)

    @Property(QVariantList, notify=lockedChanged)
    def locked(self) -> list[Row]:
        return self.shown("locked", list)

    @Property(QVariantList, notify=fieldsChanged)
    def fields(self) -> list[Row]:
        return self.shown("fields", list)

    @Property(QVariantMap, notify=valuesChanged)
    def values(self) -> Row:
        return self.shown("values", dict)

    @Property(QVariantMap, notify=timesChanged)
    def times(self) -> dict[str, str]:
        return self.shown("times", dict)

    @Property(QVariantMap, notify=problemsChanged)
    def problems(self) -> dict[str, str]:
        return self.shown("problems", dict)

    @Property(str, notify=firstProblemChanged)
    def firstProblem(self) -> str:
        return self.shown("firstProblem", str)

    @Property(bool, notify=comesBackChanged)
    def comesBack(self) -> bool:
        """Whether what is written is kept through a power cut; not for a person whom no card can bring back."""
        return self.shown("comesBack", bool)

    @Property(str, notify=clerkChanged)
    def clerk(self) -> str:
        """Who signed in and enters a person by hand."""
        return self.shown("clerk", str)

    def present(self, state: states.State) -> None:
        beneath = states.plain(state)
        if isinstance(beneath, states.KeyingDocument):
            self._ask(document.FORM, beneath, beneath.entered)
            return
        if isinstance(beneath, states.KeyingPerson):
            name = beneath.visit.clerk.name if beneath.visit.clerk else ""
            self._ask(person.FORM, beneath, beneath.entered)
            self.show(clerk=self.say("person.clerk", name=name))
            return
        if not isinstance(beneath, states.FillingForm) or beneath.visit.form is None:
            self._forget()
            return
        form = beneath.visit.form
        known = {name: answer.value for name, answer in known_answers(beneath.visit).items()}
        self._ask(form, beneath, {**known, **beneath.entered, **_witnesses(beneath, form)})
        by_card = beneath.visit.identity is not None and not beneath.visit.identity.keyed_in
        self.show(**self._locked(beneath, form), comesBack=by_card)

    def _ask(self, form: Form, beneath: Asking, raw: Mapping[str, Raw]) -> None:
        """The fields of the page that are asked, with what stands in them."""
        self._raw = dict(raw)
        fields = visible_fields(form.pages[beneath.page], form, self._raw) if form.pages else ()
        self._kinds = {field.id: field for field in fields}
        problems = {problem.field: self.say(problem.key, **(problem.params or {})) for problem in beneath.problems}
        year = self._ports.now().day().year
        self.show(
            page=beneath.page,
            title=self._title(fields),
            remark=self._remark(beneath.page, form, fields),
            fields=[asked(field, say=self.say, year=year) for field in fields],
            values={field.id: standing(field, self._raw.get(field.id, "")) for field in fields},
            times={field.id: self._time(field.id) for field in fields if field.kind is FieldKind.DATE_TIME},
            problems=problems,
            firstProblem=next((field.id for field in fields if field.id in problems), ""),
        )

    def wipe(self) -> None:
        self._kinds, self._raw = {}, {}
        super().wipe()

    def _forget(self) -> None:
        """Nothing a person wrote stays in a screen that is not shown."""
        self._kinds, self._raw = {}, {}
        self.show(**{name: self._blank[name] for name in FORGOTTEN})

    def _title(self, fields: tuple[FormField, ...]) -> str:
        """One question is its own title; a group is told by what it is for."""
        if len(fields) == 1:
            return label_of(fields[0], self.say)
        contact = any(field.listed.type in ("mobile", "address") for field in fields)
        return self.say("form.title.contact" if contact else "form.title.several")

    def _remark(self, page: int, form: Form, fields: tuple[FormField, ...]) -> str:
        """Where in the form one is, with the note of a question that stands alone."""
        place = self.say("form.page", n=str(page + 1), of=str(len(form.pages)))
        note = note_of(fields[0], self.say) if len(fields) == 1 else ""
        return f"{place}　{note}" if note else place

    def _locked(self, state: states.FillingForm, form: Form) -> Row:
        """What the card said, on the first page only: it is read once."""
        if state.page > 0 or state.visit.identity is None:
            return {"lockedTitle": "", "locked": []}
        title = self.say(locked_title(state.visit.identity))
        return {"lockedTitle": title, "locked": locked_rows(form, state.visit.identity)}

    @Slot(str, str)
    def enter(self, field: str, text: str) -> None:
        """Words or digits as they stand in a box now."""
        if field in self._kinds and self._raw.get(field, "") != text:
            self.post(events.AnswerEntered(field, text))

    @Slot(str, str)
    def pick(self, field: str, value: str) -> None:
        """One option was touched."""
        if field in self._kinds:
            self.post(events.AnswerEntered(field, picked(self._kinds[field], self._raw.get(field, ""), value)))

    @Slot(str, int, int, int)
    def pickDate(self, field: str, year: int, month: int, day: int) -> None:
        """A date as far as it is chosen: parts not chosen yet are zeros."""
        if field not in self._kinds:
            return
        date = f"{year:04d}{month:02d}{day:02d}" if year or month or day else ""
        timed = self._kinds[field].kind is FieldKind.DATE_TIME and date
        self.post(events.AnswerEntered(field, f"{date}T{self._time(field)}" if timed else date))

    @Slot(str, str)
    def pickTime(self, field: str, time: str) -> None:
        """Hours and minutes as four digits, behind a date that may still be open."""
        if field in self._kinds:
            present = self._raw.get(field, "")
            date = present[:8] if isinstance(present, str) and len(present) >= 8 else "00000000"
            self.post(events.AnswerEntered(field, f"{date}T{time}"))

    @Slot(str, QVariantList)
    def setRows(self, field: str, rows: list[list[str]]) -> None:
        """All rows of a table as they stand now."""
        if field in self._kinds:
            self.post(events.AnswerEntered(field, tuple(tuple(str(cell) for cell in row) for row in rows)))

    @Slot()
    def next(self) -> None:
        """The page is done."""
        self.post(events.Confirmed())

    def _time(self, field: str) -> str:
        """The four digits of a time (GB/T 7408: YYYYMMDDThhmm), as far as they are there."""
        present = self._raw.get(field, "")
        return present.partition("T")[2][:4] if isinstance(present, str) else ""


def _witnesses(state: states.FillingForm, form: Form) -> dict[str, Raw]:
    """Who signed in, in words, where the form asks for a witness."""
    asked = (field.id for page in form.pages for field in page.fields if field.kind is FieldKind.WITNESS)
    return dict.fromkeys(asked, clerk_words(state.visit))
