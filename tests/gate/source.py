"""The source as the architecture tests see it: every Python module read and parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "ui", "devices", "sync", "printers", "kiosk")


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its path from the root ("kiosk/base/ids.py"), its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level package it lies in."""
        return self.path.split("/")[0]

    def at(self, node: ast.AST) -> str:
        """Where a node is, as an editor understands it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def read(root: Path, *tops: str) -> list[Module]:
    """Every module below the named top folders of a checkout, in order of path."""
    found = []
    for top in tops or PACKAGES:
        for file in sorted((root / top).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            found.append(Module(file.relative_to(root).as_posix(), text, ast.parse(text, str(file))))
    return found


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(module: Module) -> Iterator[ast.ClassDef]:
    """Every class, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            yield node


def public_functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of the module and methods of its public classes whose names do not begin with an underscore."""
    holders: list[ast.Module | ast.ClassDef] = [module.tree]
    holders += [node for node in classes(module) if not node.name.startswith("_")]
    for holder in holders:
        for node in holder.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (
                not node.name.startswith("_") or node.name == "__init__"
            ):
                yield node


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name, an attribute or a call of one; otherwise ""."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=func):
            return dotted(func)
        case _:
            return ""


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every absolute name imported anywhere in the module: "os", "os.path", "os.environ" for `from os import environ`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"
