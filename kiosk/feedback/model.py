"""A rating, stored as a word because the two national code tables number the grades in opposite order."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kiosk.applications.model import Place, Timestamp


class Grade(StrEnum):
    """The five grades of 好差评; the last two are bad reviews."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


class Rating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One voluntary rating of one completed transaction; a time-out leaves none."""

    id: str
    application_id: str
    item_id: str
    grade: Grade
    reasons: tuple[str, ...]
    place: Place
    rated_at: Timestamp
    schema: int = 1
