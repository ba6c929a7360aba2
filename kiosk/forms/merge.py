"""One form for several items: what they share is asked once (一表申请)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from kiosk.catalogue.model import ListedField, ServiceItem


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field and the items whose lists want it."""

    listed: ListedField
    items: tuple[str, ...]


def merged(items: tuple[ServiceItem, ...]) -> tuple[Wanted, ...]:
    """The fields of all items in list order, shared ones once, where the first of them stands.

    Two fields are the same question when id, name, type and options agree; the fuller set of
    rules counts, and it is required when any item requires it. Fields that share an id but ask
    something else ("reason" of a lost card, of lost work) are qualified: "unemp-reg.reason".
    """
    wanted: list[Wanted] = []
    for item in items:
        for listed in item.form_fields:
            at = next((at for at, other in enumerate(wanted) if _same(other.listed, listed)), None)
            if at is None:
                wanted.append(Wanted(listed, (item.id,)))
            else:
                wanted[at] = _joined(wanted[at], listed, item.id)
    return tuple(_qualified(one, wanted) for one in wanted)


def _same(one: ListedField, other: ListedField) -> bool:
    return _question(one) == _question(other)


def _question(listed: ListedField) -> tuple[object, ...]:
    rules = listed.validation
    return (
        listed.id, listed.zh, listed.type, listed.visible_if,
        rules.options, rules.options_source, rules.columns,
    )  # fmt: skip


def _joined(one: Wanted, listed: ListedField, item: str) -> Wanted:
    fuller = max(one.listed, listed, key=_rules)
    required = one.listed.required or listed.required
    return replace(one, listed=msgspec.structs.replace(fuller, required=required), items=(*one.items, item))


def _rules(listed: ListedField) -> int:
    """How many rules the list gives for the field."""
    return len(msgspec.to_builtins(listed.validation)) - sum(
        value in (None, "", [], ()) for value in msgspec.to_builtins(listed.validation).values()
    )


def _qualified(one: Wanted, wanted: list[Wanted]) -> Wanted:
    """Only fields that clash are renamed; the first item of those that share it gives its name."""
    clashes = sum(other.listed.id == one.listed.id for other in wanted) > 1
    return (
        replace(one, listed=msgspec.structs.replace(one.listed, id=f"{one.items[0]}.{one.listed.id}"))
        if clashes
        else one
    )
