"""Where, when and for whose eyes a paper is made, and what every paper has because of it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.applications.model import Place
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.catalogue.model import Catalogue, ServiceItem
from kiosk.receipts.compose import Say, place_words
from kiosk.receipts.model import PrintSize
from kiosk.receipts.sheet import Letterhead, Part, Phrases, Sheet, Subject


@dataclass(frozen=True, slots=True)
class Occasion:
    """`say` speaks `language`; `mark` is what a demonstration's paper is marked with, "" in service."""

    place: Place
    language: str
    say: Say
    at: Moment
    size: PrintSize = PrintSize.ORDINARY
    mark: str = ""

    def flat(self, key: str, /, **params: str) -> str:
        """The sentence without its own line breaks: paper breaks lines itself."""
        return self.say(key, **params).replace("\n", " " if self.language == "en" else "")


def sheet(
    occasion: Occasion,
    title: str,
    *,
    about: tuple[Part, ...],
    sections: tuple[tuple[Part, ...], ...],
    foot: tuple[str, ...] = (),
    number: str = "",
) -> Sheet:
    """A sheet with the letterhead, the gap's remark and the foot that all have; sections without a part are left out."""
    place, say = occasion.place, occasion.say
    site, terminal = place_words(place, say)
    printed = say("paper.printed", at=minute(occasion.at))
    unsure = (say("receipt.time_unverified"),) if occasion.at.confidence is TimeConfidence.UNVERIFIED else ()
    return Sheet(
        language=occasion.language,
        letterhead=Letterhead(place.station, say("receipt.masthead"), occasion.mark),
        title=title,
        about=about,
        sections=tuple(parts for parts in sections if parts),
        foot=((site, terminal), *((line,) for line in (*foot, printed, *unsure))),
        name=f"{title} {number}".strip(),
        gap=say("mn.note") if occasion.language == "mn" else "",
        size=occasion.size,
    )


def subject(items: tuple[ServiceItem, ...], language: str) -> Subject:
    """The items by their official names; the list's Mongolian ones stand beside the Chinese."""
    english = language == "en"
    own = tuple(item.name.mn_Mong for item in items if item.name.mn_Mong and language == "mn")
    return Subject(tuple(item.name.en if english and item.name.en else item.name.zh for item in items), own)


def bearer(name: str, tail: str, say: Say) -> Phrases:
    """Whose paper it is, masked."""
    return Phrases((f"{say('receipt.applicant')}\u3000{name}", f"{say('receipt.id_tail')} {tail}"))


def authority_words(items: tuple[ServiceItem, ...], catalogue: Catalogue, occasion: Occasion) -> str:
    """The bodies that decide, each once."""
    bodies = {body.id: body.en if occasion.language == "en" else body.zh for body in catalogue.authorities}
    names = dict.fromkeys(bodies.get(item.authority, item.authority) for item in items)
    return occasion.say("receipt.join").join(names)


def minute(at: Moment) -> str:
    """The instant as it is printed: "2026-11-23 10:42"."""
    return at.local().strftime("%Y-%m-%d %H:%M")
