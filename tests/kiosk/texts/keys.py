"""Where the product asks for a sentence: keys written out, and keys put together, each with what may stand in the gap."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from app import paths
from app.product import looked_at
from devices.deck import CARDS, CONDITIONS, MISHAPS
from kiosk.cards import CardKind, CardProblem
from kiosk.catalogue.offer import Offer
from kiosk.catalogue.themes import THEMES
from kiosk.feedback.model import Grade
from kiosk.forms import document, person
from kiosk.identity.clerk import PinTrouble, SignInRefusal
from kiosk.identity.id_number import NumberProblem
from kiosk.identity.model import IdentityRefusal
from kiosk.materials.camera import Advice, CameraProblem
from kiosk.materials.model import Way
from kiosk.receipts import filled as filled_papers
from kiosk.receipts import guide, notices
from kiosk.receipts.compose import PLAIN_WORDS
from kiosk.status.faults import FAULTS
from printers.emulator.conditions import Condition
from tests.gate.source import Module, dotted, read

KEY = re.compile(r"[a-z]+(?:\.\w+)+")
PATTERN = re.compile(r"(?:[a-z]\w*|\{\})(?:\.(?:\w+|\w*\{\}))+")
QUOTED = re.compile(r'"([^"\n]*)"')
# say["submitted." + screen.online + ".title"]
JOINED = re.compile(r'"([a-z][\w.]*\.)" \+ [\w.]+(?: \+ "(\.\w+)")?')
PARTS = ("app", "ui", "devices", "sync", "printers", "kiosk")

Gaps = tuple[tuple[str, ...], ...]
# What may be wrong with a clerk's card or PIN, beside what befalls any card.
CLERK_S = ("not_clerk", *(f"pin_{trouble}" for trouble in PinTrouble), *SignInRefusal)
PAPER = ("printing", "printed", "uncertain", "declined")
# Every key that is put together, in Python and in QML, with every value its gaps may have.
FILLED: Mapping[str, Gaps] = {
    "advice.{}": (tuple(Advice),),
    "camera.{}.lead": (tuple(CameraProblem),),
    "camera.{}.title": (tuple(CameraProblem),),
    "card.hint{}.body": (("1", "2", "3"),),
    "card.hint{}.title": (("1", "2", "3"),),
    "card.insert.{}.lead": (("id", "social"),),
    "card.insert.{}.title": (("id", "social"),),
    "card.problem.{}.lead": (tuple(CardProblem),),
    "card.problem.{}.title": (tuple(CardProblem),),
    "card.use.{}": (("id", "social"),),
    "channel.{}.body": (("window", "app", "phone", "visit"),),
    "channel.{}.title": (("window", "app", "phone", "visit"),),
    "document.{}": (document.QUESTIONS,),
    "person.{}": (person.QUESTIONS,),
    "clerk.problem.{}.lead": (CLERK_S,),
    "clerk.problem.{}.title": (CLERK_S,),
    "fault.{}.remedy": (tuple(FAULTS),),
    "fault.{}.title": (tuple(FAULTS),),
    "fault.{}.{}": (tuple(FAULTS), ("title", "remedy")),
    "form.locked.{}": (tuple(CardKind),),
    "form.note.{}": (("mobile", "id_number", "bank_account", "money"),),
    "grade.{}": (tuple(Grade),),
    "guide.limit.{}": (("workday", "calendar_day", "hour"),),
    "identity.refused.{}": (tuple(IdentityRefusal),),
    "leave.title.{}": (("both", "card", "paper", "none"),),
    "mode.{}": (("demo", "training"),),
    "offer.{}.short": (tuple(Offer),),
    "offer.{}.why": (tuple(Offer),),
    "paper.commitment.said.{}": (filled_papers.SAID,),
    "paper.commitment.told.{}": (filled_papers.TOLD,),
    "paper.guide.step{}": (guide.STEPS,),
    "paper.readiness.part.{}": (tuple(looked_at(paths.DEMO_SETTINGS)),),
    "paper.readiness.{}": (("ready", "not_ready"),),
    "paper.readiness.{}.note": (("ready", "not_ready"),),
    "paper.way.{}": (notices.WAYS,),
    "problem.id_number.{}": (tuple(NumberProblem),),
    "receipt.way.{}": (tuple(Way),),
    "receipt.{}": (PLAIN_WORDS,),
    "receipt.{}.lead": (PAPER,),
    "receipt.{}.title": (PAPER,),
    "simulation.card.{}": (("remove", *(name.replace("-", "_") for name in CARDS)),),
    "simulation.group.{}": (("card", "clerk", "mishap", "printer", "reader"),),
    "simulation.mishap.{}": ((*MISHAPS, "unmute"),),
    "simulation.printer.{}": (tuple(condition.replace("-", "_") for condition in Condition),),
    "simulation.reader.{}": (tuple(CONDITIONS),),
    "settings.contrast.{}": (("normal", "high", "dark"),),
    "submitted.later.{}": (("workday", "calendar_day"),),
    "submitted.{}.body": (("online", "offline"),),
    "submitted.{}.title": (("online", "offline"),),
    "way.{}": (tuple(Way),),
    "way.{}.done": (tuple(Way),),
    "way.{}.why": (tuple(Way),),
    "{}.example": (THEMES,),
    "{}.note": (
        (*(f"document.{name}" for name in document.QUESTIONS), *(f"person.{name}" for name in person.QUESTIONS)),
    ),
}
# Put together, but no key of a text: a beginning that another pattern goes on from, a file's name, a field's.
OTHER = {"{}.pdf", "{}.toml", "{}.{}"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One place that asks for sentences: the key or pattern, and the names of what it fills in (None: unknown)."""

    where: str
    key: str
    given: frozenset[str] | None


def filled(pattern: str) -> list[str]:
    """Every key a pattern stands for."""
    return [pattern.format(*gaps) for gaps in product(*FILLED[pattern])]


def keys_of(ask: Ask) -> list[str]:
    """The keys a place asks for."""
    return filled(ask.key) if ask.key in FILLED else [ask.key]


def python_strings(modules: list[Module]) -> Iterator[tuple[str, str]]:
    """Every text and every put-together text of Python, gaps as {}, with where it stands."""
    for module in modules:
        for node in ast.walk(module.tree):
            text = _text(node)
            if text is not None:
                yield module.at(node), text


def python_asks(modules: list[Module]) -> Iterator[Ask]:
    """Every call in Python with a key among its arguments, with the names it fills in."""
    for module in modules:
        for node in ast.walk(module.tree):
            for argument in node.args if isinstance(node, ast.Call) else ():
                text = _text(argument)
                if isinstance(node, ast.Call) and text is not None and (KEY.fullmatch(text) or text in FILLED):
                    yield Ask(module.at(node), text, _given(node))


def qml_strings(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every text of QML and its scripts, and every put-together one: its file and line, the text, the whole line."""
    for path in [*sorted((root / "ui").rglob("*.qml")), *sorted((root / "ui").rglob("*.js"))]:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            where = f"{path.relative_to(root)}:{number}"
            for text in QUOTED.findall(line):
                yield where, text, line
            for head, tail in JOINED.findall(line):
                yield where, f"{head}{{}}{tail}", line


def words(modules: list[Module]) -> set[str]:
    """The words of the frame, asked for by their names alone (ui/viewmodels/texts.py)."""
    (module,) = (module for module in modules if module.path == "ui/viewmodels/texts.py")
    (listed,) = (
        node.value
        for node in module.tree.body
        if isinstance(node, ast.Assign) and [dotted(target) for target in node.targets] == ["WORDS"]
    )
    return {f"word.{name}" for name in ast.literal_eval(listed)}


def product_modules(root: Path) -> list[Module]:
    """The product's Python."""
    return read(root, *PARTS)


def _given(call: ast.Call) -> frozenset[str] | None:
    """The names filled in, as keywords or in a dict; None when they are handed through (**params)."""
    names: list[str | None] = [keyword.arg for keyword in call.keywords]
    told = [argument for argument in call.args if isinstance(argument, ast.Dict)]
    names += [str(key.value) for table in told for key in table.keys if isinstance(key, ast.Constant)]
    return None if None in names else frozenset(str(name) for name in names)


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.JoinedStr(values=values):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
        case _:
            return None
