"""The collection receipt as a sheet: the order in which a person reads what its row in the ledger holds."""

from __future__ import annotations

from kiosk.base.ids import grouped
from kiosk.receipts.codes import grouped_code
from kiosk.receipts.model import Receipt
from kiosk.receipts.sheet import (
    Backup,
    Code,
    Letterhead,
    Moment,
    Moments,
    Number,
    Owed,
    Part,
    Phrases,
    Row,
    Sheet,
    Subject,
    Table,
)

FOLLOW = ("follow_terminal", "follow_call", "follow_person", "follow_code")


def collection_sheet(receipt: Receipt) -> Sheet:
    """Everything the receipt says; needs no texts, for the words are in its row since the application was handed in."""
    words = receipt.words
    number = grouped(receipt.number)
    return Sheet(
        language=receipt.language,
        letterhead=Letterhead(receipt.station, words["masthead"], words.get("mark", "")),
        title=words["title"],
        about=(
            Number(words["number"], number),
            Subject(receipt.items),
            Phrases((f"{words['applicant']}\u3000{receipt.applicant}", f"{words['id_tail']} {receipt.id_tail}")),
        ),
        sections=((_moments(receipt),), _materials(receipt), (_code(receipt),), *_backup(receipt)),
        foot=_foot(receipt),
        name=f"{words['title']} {number}",
        again=words["reprint"].replace("{copy}", str(receipt.copy)) if receipt.copy > 1 else "",
        gap=words.get("gap", ""),
        size=receipt.size,
    )


def _moments(receipt: Receipt) -> Moments:
    words = receipt.words
    collected = Moment(words["collected"], receipt.collected, words["collected_note"], reached=True)
    accepted = Moment(words["accepted"], words["accepted_not_yet"], words["accepted_note"], reached=False)
    return Moments(words["moments"], (collected, accepted), (words["not_acceptance"], words["limit"]))


def _materials(receipt: Receipt) -> tuple[Part, ...]:
    words = receipt.words
    table = Table(words["materials"], tuple(Row(one.name, one.satisfied) for one in receipt.materials))
    notes = tuple(words[key] for key in ("pending_note",) if key in words)
    owed = Owed(words["owed"], receipt.owed, notes) if receipt.owed else Owed("", (), (words["owed_none"], *notes))
    return (table, owed)


def _code(receipt: Receipt) -> Code:
    words = receipt.words
    ways = tuple(words[key] for key in FOLLOW)
    proof = (words["verify"], grouped_code(receipt.verification_code))
    return Code(receipt.qr_text, words["how_to_follow"], ways, proof)


def _backup(receipt: Receipt) -> tuple[tuple[Part, ...], ...]:
    """Rows from before there were backups have no words for one."""
    words = receipt.words
    if receipt.backup is None or "backup" not in words:
        return ()
    notes = ("backup_note", "backup_pictures") if receipt.backup else ("backup_none",)
    return ((Backup(words["backup"], tuple(words[key] for key in notes), receipt.backup),),)


def _foot(receipt: Receipt) -> tuple[tuple[str, ...], ...]:
    words = receipt.words
    lines = ((words["site"], words["terminal"]), (words["authority"], words["entrusted"]))
    return (*lines, (receipt.time_note,)) if receipt.time_note else lines
