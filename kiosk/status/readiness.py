"""The readiness slip: what was looked at before a terminal serves, and whether it may."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.receipts.occasion import Occasion, sheet
from kiosk.receipts.sheet import Fact, Facts, Notice, Row, Sheet, Signing, Table


@dataclass(frozen=True, slots=True)
class Look:
    """One part that was looked at ("settings", "list" …), and the codes of what is wrong with it."""

    part: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that was looked at, and the versions it was looked at with."""

    looks: tuple[Look, ...]
    program: str
    list_version: str

    @property
    def ready(self) -> bool:
        """Whether nothing is wrong."""
        return not any(look.faults for look in self.looks)


def readiness_sheet(readiness: Readiness, occasion: Occasion) -> Sheet:
    """Ready or not in one word, then every part with its codes and what is done about them, and a line for the technician."""
    say = occasion.say
    word = "ready" if readiness.ready else "not_ready"
    versions = (
        Fact(say("paper.readiness.program"), readiness.program),
        Fact(say("paper.readiness.list"), readiness.list_version),
    )
    rows = tuple(_row(look, occasion) for look in readiness.looks)
    return sheet(
        occasion,
        say("paper.readiness.title"),
        about=(),
        sections=(
            (Notice(say(f"paper.readiness.{word}"), say(f"paper.readiness.{word}.note")),),
            (Table(say("paper.readiness.looked"), rows),),
            (Facts(tuple(fact for fact in versions if fact.value)),),
            (Signing(say("paper.readiness.technician")),),
        ),
    )


def _row(look: Look, occasion: Occasion) -> Row:
    say = occasion.say
    codes = tuple(dict.fromkeys(look.faults))
    remedies = (occasion.flat(f"fault.{code}.{part}") for code in codes for part in ("title", "remedy"))
    answer = say("receipt.join").join(codes) if codes else say("paper.readiness.good")
    return Row(say(f"paper.readiness.part.{look.part}"), answer, "\n".join(remedies))
