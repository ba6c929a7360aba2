"""The rules of size and shape (house.md "Size and shape") as checks over source; each returns what breaks it."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from tests.gate.source import Module, classes, dotted, functions, public_functions

MODULE_LINES = 300
FUNCTION_LINES = 40
EXEMPTIONS = re.compile(r"type:\s*ignore|noqa|pragma:\s*no|pylint:|mypy:|ruff:|TODO|FIXME|XXX")
KINDS = {"Protocol", "Generic", "NamedTuple", "TypedDict", "Struct", "object"}
VIEW_MODELS = ("ui/viewmodels/", "ViewModel")
ENUMS = {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}


def too_long_modules(module: Module) -> list[str]:
    """Modules above 300 lines."""
    lines = module.text.count("\n")
    return [f"{module.path}: {lines} lines, at most {MODULE_LINES}"] if lines > MODULE_LINES else []


def too_long_functions(module: Module) -> list[str]:
    """Functions above 40 lines, counted from `def` to the last one."""
    found = []
    for node in functions(module):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES:
            found.append(f"{module.at(node)}: {node.name} has {lines} lines, at most {FUNCTION_LINES}")
    return found


def missing_docstrings(module: Module) -> list[str]:
    """Modules that do not say in their first line, as a sentence, what lives in them."""
    said = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
    return [] if said.endswith((".", "?", "!", ":")) else [f"{module.path}: no module docstring that is a sentence"]


def boolean_parameters(module: Module) -> list[str]:
    """Public functions with a parameter that is a bool, by annotation or default (Qt's slots and setters take what QML gives)."""
    found = []
    for node in public_functions(module):
        if any(dotted(mark).split(".")[-1] in {"Slot", "setter"} for mark in node.decorator_list):
            continue
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if argument.annotation is not None and _is_bool(argument.annotation):
                found.append(
                    f"{module.at(node)}: {node.name} takes a boolean, {argument.arg}; name two functions or an Enum"
                )
    return found


def _is_bool(annotation: ast.expr) -> bool:
    if isinstance(annotation, ast.BinOp):
        return _is_bool(annotation.left) or _is_bool(annotation.right)
    return dotted(annotation) == "bool"


def loose_dataclasses(module: Module) -> list[str]:
    """Dataclasses that are not frozen and slotted, and structs that are not frozen."""
    found = []
    for node in classes(module):
        for mark in node.decorator_list:
            if dotted(mark).split(".")[-1] == "dataclass" and not _says(mark, {"frozen", "slots"}):
                found.append(f"{module.at(node)}: {node.name} is not @dataclass(frozen=True, slots=True)")
        if any(dotted(base) in {"msgspec.Struct", "Struct"} for base in node.bases) and "frozen" not in _true(
            node.keywords
        ):
            found.append(f"{module.at(node)}: {node.name} is a Struct without frozen=True")
    return found


def _says(mark: ast.expr, wanted: set[str]) -> bool:
    return isinstance(mark, ast.Call) and wanted <= _true(mark.keywords)


def _true(keywords: list[ast.keyword]) -> set[str]:
    return {word.arg or "" for word in keywords if isinstance(word.value, ast.Constant) and word.value.value is True}


def inheritance(module: Module) -> list[str]:
    """Classes that inherit from anything but Qt, exceptions, msgspec.Struct, Protocol and Enum (view-models: from their one Qt base)."""
    return [
        f"{module.at(node)}: {node.name} inherits from {dotted(base)}"
        for node in classes(module)
        for base in node.bases
        if not _may_be_inherited(dotted(base.value) if isinstance(base, ast.Subscript) else dotted(base))
        and not (module.path.startswith(VIEW_MODELS[0]) and dotted(base) == VIEW_MODELS[1])
    ]


def _may_be_inherited(base: str) -> bool:
    last = base.split(".")[-1]
    return last in KINDS | ENUMS or last.endswith(("Error", "Exception")) or re.match(r"Q[A-Z]", last) is not None


def module_state(module: Module) -> list[str]:
    """Module-level containers that are not CONSTANTS, or that something in the module changes; `global`."""
    containers = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    names: set[str] = set()
    found = []
    for node in module.tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, containers) or (
            isinstance(value, ast.Call) and dotted(value) in {"list", "dict", "set", "bytearray"}
        ):
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    found += [
        f"{module.path}: {name} is module-level state" for name in sorted(names - {"__all__"}) if name != name.upper()
    ]
    for inner in ast.walk(module.tree):
        if isinstance(inner, ast.Global) or _changes(inner, names):
            found.append(f"{module.at(inner)}: module-level state is changed")
    return found


def _changes(node: ast.AST, names: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)):
            return name in names and attr in {
                "append",
                "extend",
                "insert",
                "pop",
                "clear",
                "update",
                "add",
                "remove",
                "setdefault",
                "discard",
            }
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
            return name in names
        case _:
            return False


def excuses(module: Module) -> list[str]:
    """Comments that silence a tool or put work off, and tests that are skipped or expected to fail."""
    found = [
        f"{module.path}:{token.start[0]}: {token.string}"
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT and EXEMPTIONS.search(token.string)
    ]
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"skip", "skipif", "xfail", "importorskip"}
            and "pytest" in dotted(node)
        ):
            found.append(f"{module.at(node)}: {dotted(node)}")
    return found
