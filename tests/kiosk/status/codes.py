"""The fault codes that the program's source speaks of, and the errors it makes with them."""

from __future__ import annotations

import ast
import re

from tests.gate.source import Module, dotted

CODE = re.compile(r"[A-Z]\d\d")
CATALOGUE = "kiosk/status/faults.py"


def codes_in(modules: list[Module]) -> dict[str, list[str]]:
    """Every literal in the shape of a code, with where it stands; the catalogue itself is left out."""
    found: dict[str, list[str]] = {}
    for module in modules:
        for node in ast.walk(module.tree) if module.path != CATALOGUE else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.setdefault(node.value, []).append(module.at(node))
    return found


def errors_made(modules: list[Module], names: frozenset[str]) -> list[tuple[str, str, ast.expr]]:
    """Every making of an error of one of these names: where, the name, and what is given as its code."""
    found: list[tuple[str, str, ast.expr]] = []
    for module in modules:
        for node in ast.walk(module.tree):
            name = dotted(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in names:
                found.append((module.at(node), name, node.args[0]))
    return found


def named_codes(modules: list[Module]) -> dict[str, set[str]]:
    """The codes that names stand for: constants and members of enums ("BUSY", "FONT_DAMAGED")."""
    named: dict[str, set[str]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            value = node.value.value if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) else None
            if isinstance(node, ast.Assign) and isinstance(value, str) and CODE.fullmatch(value):
                for target in node.targets:
                    named.setdefault(dotted(target), set()).add(value)
    return named


def letters(code: ast.expr, named: dict[str, set[str]]) -> set[str]:
    """The letters a code may have as it is written; empty when it is only known at run time."""
    if isinstance(code, ast.Constant):
        return {str(code.value)[:1]}
    return {value[0] for value in named.get(dotted(code).rpartition(".")[2], ())}
