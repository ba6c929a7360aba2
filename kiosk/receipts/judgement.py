"""What can be said of a code that somebody shows: genuine and whose, or the reason why it proves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kiosk.receipts.codes import Claims


class Verdict(StrEnum):
    """GENUINE alone proves anything."""

    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN_KEY = "unknown_key"
    OTHER_SUITE = "other_suite"
    NOT_OURS = "not_ours"
    UNSIGNED = "unsigned"
    SUSPENDED = "suspended"


# By which code a verdict is told; its words are `fault.<code>.title` and `.remedy`.
CODES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.GENUINE: "",
        Verdict.CHANGED: "R01",
        Verdict.UNKNOWN_KEY: "R02",
        Verdict.OTHER_SUITE: "R03",
        Verdict.NOT_OURS: "R04",
        Verdict.UNSIGNED: "R05",
        Verdict.SUSPENDED: "R06",
    }
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one code; `claims` are believed only when it is GENUINE or SUSPENDED. `key_id` names the key it says signed it."""

    verdict: Verdict
    claims: Claims | None = None
    key_id: str = ""
    terminal: str = ""

    @property
    def code(self) -> str:
        """The fault's code, "" for a genuine one."""
        return CODES[self.verdict]
