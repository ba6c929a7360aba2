"""The rules for QML and for what a person reads, as checks over the files below ui/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.gate.source import Module

QML_LINES = 150
# The software renderer paints none of these: an item under MultiEffect disappears, a VideoOutput stays empty.
UNPAINTED = re.compile(r"\b(MultiEffect|ShaderEffect\w*|VideoOutput|Particle\w*|GraphicalEffects)\b")
# Essentials, Basic style, and the house's own modules: everything else is another wheel, another style or another licence.
QML_MODULES = re.compile(
    r"^(QtQuick|QtQuick\.(Layouts|Shapes|Window|Templates|Controls\.Basic)|QtQml(\.\w+)*|Doorstep(\.\w+)*|\".*\")$"
)
# Han of every extension, bopomofo, kana, Mongolian: letters that would be a sentence; punctuation alone is none.
LETTERS = re.compile(r"[\u1800-\u18af\u3040-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def qml_files(root: Path) -> Iterator[Path]:
    """Every QML file of a checkout, in order."""
    return iter(sorted((root / "ui").rglob("*.qml")))


def qml_faults(root: Path) -> list[str]:
    """QML that is too long, imports what is not there, uses what is not painted, or speaks a sentence of its own."""
    found = []
    for file in qml_files(root):
        text, path = file.read_text(encoding="utf-8"), file.relative_to(root).as_posix()
        if text.count("\n") > QML_LINES:
            found.append(f"{path}: {text.count(chr(10))} lines, at most {QML_LINES}")
        for number, line in enumerate(text.splitlines(), start=1):
            found += [f"{path}:{number}: {fault}" for fault in _line_faults(line)]
    return found


def _line_faults(line: str) -> Iterator[str]:
    code = re.split(r"(?<!:)//", line)[0]
    if unpainted := UNPAINTED.search(code):
        yield f"{unpainted[0]} is not painted by the software renderer"
    if LETTERS.search(code):
        yield "a sentence in QML; texts come by key"
    if "qmllint disable" in line:
        yield "qmllint is silenced"
    if (wanted := re.match(r"\s*import\s+(\S+)", line)) and not QML_MODULES.match(wanted[1]):
        yield f"imports {wanted[1]}"


def spoken_literals(module: Module) -> list[str]:
    """Python of ui/ that holds a sentence in a string instead of its key (docstrings may quote one)."""
    if module.package != "ui":
        return []
    docstrings = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    return [
        f"{module.at(node)}: a sentence in Python; texts come by key"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LETTERS.search(node.value)
        # A range of code points written with escapes is a rule about letters, not a sentence.
        if id(node) not in docstrings and LETTERS.search(ast.get_source_segment(module.text, node) or "")
    ]
