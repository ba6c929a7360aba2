"""An audit event has no place for a text: deeds from a list, ids, and numbers that check."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.base.events import CITIZEN, TERMINAL, AuditEvent, Verb
from kiosk.base.ids import ReferenceNumber, reference_number
from kiosk.outbox.model import EntryState
from kiosk.receipts.model import PrintState
from kiosk.receipts.rules import IN_FLIGHT, LEGAL_MOVES

ID = "0190aaaa-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    "subject", ["", "其其格", "ᠴᠡᠴᠡᠭ", "Anna Berg", "a" * 65, "a\n", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"]
)
def test_only_an_id_is_a_subject(subject: str) -> None:
    with pytest.raises(ValueError, match="is an id") as raised:
        AuditEvent(Verb.RATING_COLLECTED, CITIZEN, subject, 1)
    assert not subject or subject not in str(raised.value)


@pytest.mark.parametrize("detail", ["其其格", "150824194305120026", "B2400000171", "b24 0000 017X 1"])
def test_only_a_reference_number_is_a_detail(detail: str) -> None:
    with pytest.raises(ValueError, match="is a reference number"):
        AuditEvent(Verb.APPLICATION_COLLECTED, CITIZEN, ID, 1, ReferenceNumber(detail))


def test_a_row_of_another_shape_does_not_pass_for_an_event() -> None:
    event = AuditEvent(Verb.APPLICATION_COLLECTED, CITIZEN, ID, 1, reference_number("B24", 17))
    raw = msgspec.json.encode(event)
    assert msgspec.json.decode(raw, type=AuditEvent) == event
    for before, after in ((b"application_collected", b"told_by_anna"), (ID.encode(), b"Anna Berg"), (b"B24", b"A24")):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(raw.replace(before, after), type=AuditEvent)


def test_what_the_first_release_wrote_can_still_be_read() -> None:
    row = (
        b'{"actor":{"id":"0042","kind":"clerk"},"detail":"B2400000173","subject":"0190aaaa-0000-7000-8000-000000000001",'
        b'"unix_ms":1764000000000,"verb":"application_collected"}'
    )
    assert msgspec.json.decode(row, type=AuditEvent).verb is Verb.APPLICATION_COLLECTED


def test_every_settlement_and_every_move_of_paper_has_its_verb() -> None:
    settled = (EntryState.DELIVERED, EntryState.REFUSED, EntryState.PARKED)
    # How far the printer is between a claim and its end stands in the row alone.
    moves = {f"receipt_{PrintState(after)}" for _, after in LEGAL_MOVES if after not in IN_FLIGHT[1:]}
    assert moves | {f"entry_{state}" for state in settled} <= set(Verb)
    assert AuditEvent(Verb.RECEIPT_PRINTED, TERMINAL, ID, 1).detail == ""
