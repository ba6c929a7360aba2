"""What may be shown of a person: masked names, masked numbers."""

from __future__ import annotations


def mask_name(name: str) -> str:
    """The name with its last character hidden; a name of one or two characters keeps the first.

    Enough for the owner to know it is theirs and for a neighbour to learn nothing certain.
    A name in several words (Latin letters) is hidden word by word, and keeps the initials of all but the first.
    """
    first, *others = name.replace(",", " ").split() or [""]
    return " ".join((_begun(first), *(f"{word[0]}*" for word in others)))


def _begun(compact: str) -> str:
    return compact[: max(1, min(2, len(compact) - 1))] + "*" if compact else ""


def mask_id_number(number: str) -> str:
    """First four and last two characters in groups of four: "1508 **** **** **** 28"."""
    if len(number) < 8:
        return "*" * len(number)
    hidden = number[:4] + "*" * (len(number) - 6) + number[-2:]
    return " ".join(hidden[at : at + 4] for at in range(0, len(hidden), 4))


def id_tail(number: str) -> str:
    """The two characters a receipt may carry: "**28"."""
    return "**" + number[-2:]
