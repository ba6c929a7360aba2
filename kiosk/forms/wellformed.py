"""Checks that need no calendar: length, digits, check digits, patterns, options."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.forms.choices import NO, NONE_OF_THEM, YES, choices
from kiosk.forms.model import FieldKind, FormField, Problem

TEXT_LENGTH, LONG_TEXT_LENGTH = 100, 1000
MOBILE_LENGTH = 11
MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
ACCOUNT_LENGTHS = range(16, 20)
WHOLE, MONEY, NUMBER = (
    re.compile(text, re.ASCII) for text in (r"\d{1,12}", r"\d{1,12}(\.\d{1,2})?", r"\d{1,12}(\.\d{1,4})?")
)
DIVISION_LENGTH = 12


def fits(field: FormField, value: str) -> bool:
    """Whether a value from a card is one the field takes."""
    check = BY_TYPE.get(field.listed.type, text)
    return check(field, value) is None


def problem(field: FormField, key: str, **params: str) -> Problem:
    """A problem of the field, said by the sentence with this key."""
    return Problem(field.id, key, params)


def accepted(field: FormField, value: str) -> Problem | None:
    """A value other rules have judged already."""
    return None


def text(field: FormField, value: str) -> Problem | None:
    """Length in characters (code points), characters GB 18030 can carry, and the list's pattern."""
    longest = field.listed.validation.max_length or (
        LONG_TEXT_LENGTH if field.kind is FieldKind.LONG_TEXT else TEXT_LENGTH
    )
    if len(value) > longest:
        return problem(field, "problem.too_long", max=str(longest), over=str(len(value) - longest))
    pattern = field.listed.validation.pattern
    return problem(field, "problem.pattern") if pattern and not re.fullmatch(pattern, value, re.ASCII) else None


def mobile(field: FormField, value: str) -> Problem | None:
    """A mobile number of mainland China: 11 digits, 13 to 19 first."""
    if not (value.isascii() and value.isdigit()):
        return problem(field, "problem.mobile.digits")
    if len(value) < MOBILE_LENGTH:
        return problem(field, "problem.mobile.too_short", missing=str(MOBILE_LENGTH - len(value)))
    if len(value) > MOBILE_LENGTH:
        return problem(field, "problem.mobile.too_long", over=str(len(value) - MOBILE_LENGTH))
    return None if MOBILE.fullmatch(value) else problem(field, "problem.mobile.start")


def account(field: FormField, value: str) -> Problem | None:
    """A bank account: 16 to 19 digits whose last is right by Luhn (ISO/IEC 7812-1 annex B)."""
    if not (value.isascii() and value.isdigit()):
        return problem(field, "problem.account.digits")
    if len(value) not in ACCOUNT_LENGTHS:
        return problem(field, "problem.account.length", count=str(len(value)))
    return None if luhn(value) else problem(field, "problem.account.check")


def luhn(digits: str) -> bool:
    """Whether the last digit is the check of the others."""
    doubled = "0246813579"
    total = sum(int(doubled[int(digit)]) if at % 2 else int(digit) for at, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def amount(field: FormField, value: str) -> Problem | None:
    """A number kept as text: not negative, within the list's bounds, no more places than its type has."""
    shape = {"integer": WHOLE, "money": MONEY}.get(field.listed.type, NUMBER)
    if value.startswith("-"):
        return problem(field, "problem.number.negative")
    if not shape.fullmatch(value):
        return problem(field, "problem.number.whole" if shape is WHOLE else "problem.number.shape")
    return _bounds(field, Decimal(value))


def _bounds(field: FormField, value: Decimal) -> Problem | None:
    least, most = field.listed.validation.ge, field.listed.validation.le
    if least is not None and value < Decimal(str(least)):
        return problem(field, "problem.number.least", least=f"{least:g}")
    if most is not None and value > Decimal(str(most)):
        return problem(field, "problem.number.most", most=f"{most:g}")
    return None


def option(field: FormField, value: str) -> Problem | None:
    """One of the options; what was written by hand is text."""
    if field.kind is not FieldKind.CHOICE:
        return text(field, value)
    return None if value in {one.value for one in choices(field)} else problem(field, "problem.choice")


def yes_no(field: FormField, value: str) -> Problem | None:
    """1 or 0."""
    return None if value in (YES, NO) else problem(field, "problem.choice")


def division(field: FormField, value: str) -> Problem | None:
    """A code that is on the terminal, or a place in words; digits that are no code here are neither."""
    if value in {one.value for one in choices(field)}:
        return None
    return problem(field, "problem.division") if value.isdigit() or len(value) < 2 else text(field, value)


def several(field: FormField, values: tuple[str, ...]) -> Problem | None:
    """A set of the options; 无 stands alone."""
    if set(values) - {one.value for one in choices(field)} or len(set(values)) != len(values):
        return problem(field, "problem.choice")
    return problem(field, "problem.choice.none_beside_others") if NONE_OF_THEM in values and len(values) > 1 else None


def table(field: FormField, rows: tuple[tuple[str, ...], ...]) -> Problem | None:
    """Rows as wide as the list's columns, each with its first cell filled; patterns hold for every cell."""
    rules = field.listed.validation
    for at, row in enumerate(rows, start=1):
        if len(row) != len(rules.columns) or not row[0]:
            return problem(field, "problem.table.first_cell", row=str(at), column=rules.columns[0])
        if any(text(field, cell) for cell in row if cell):
            return problem(field, "problem.table.cell", row=str(at))
    least = rules.min_rows if rules.min_rows is not None else int(field.required)
    return problem(field, "problem.table.rows", least=str(least)) if len(rows) < least else None


BY_TYPE = {
    "mobile": mobile,
    "bank_account": account,
    "integer": amount,
    "money": amount,
    "number": amount,
    "enum": option,
    "multi_enum": option,
    "boolean": yes_no,
    "division": division,
    "id_number": accepted,
    "date": accepted,
    "datetime": accepted,
}
