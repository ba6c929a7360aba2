"""Storing inside one transaction: each envelope once, every other one kept beside it with the reason."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from kiosk.applications.model import Application
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN
from kiosk.delivery.model import Acknowledgement, Outcome, Signed, Verdict
from kiosk.feedback.model import Rating
from sync.hub.examine import Admitted, Rejected
from sync.hub.keys import HubKeys
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes, quarantine, ratings
from sync.seal.signed import sign_statement

Stored = tuple[Outcome, Signed | None]


class Shelf:
    """The envelopes of one hub, through a connection in a write transaction of the caller's."""

    def __init__(self, connection: Connection, keys: HubKeys, *, now_ms: int) -> None:
        self._connection = connection
        self._keys = keys
        self._now_ms = now_ms

    def put(self, item: Admitted | Rejected) -> Stored:
        """Store, recognise or keep aside one envelope."""
        if isinstance(item, Rejected):
            return self._set_aside(item), None
        id = item.header.id
        held = self._connection.execute(select(envelopes.c.sha256).where(envelopes.c.id == id)).scalar()
        if held is None:
            return Outcome(id, Verdict.STORED), self._store(item)
        if held == item.sha256:
            return self.recall(id)
        self._keep_conflict(item)
        return Outcome(id, Verdict.CONFLICT), None

    def recall(self, id: str) -> Stored:
        """What is known of an id: stored with the same acknowledgement as the first time, or unknown."""
        row = self._connection.execute(select(acknowledgements).where(acknowledgements.c.id == id)).one_or_none()
        if row is None:
            return Outcome(id, Verdict.UNKNOWN), None
        return Outcome(id, Verdict.STORED), Signed(row.body, row.signature)

    def _store(self, item: Admitted) -> Signed:
        header = item.header
        self._connection.execute(
            insert(envelopes).values(
                id=header.id,
                sha256=item.sha256,
                kind=header.kind,
                item=header.item,
                terminal=header.terminal,
                sequence=header.sequence,
                envelope=item.envelope,
                received_at_ms=self._now_ms,
            )
        )
        self._open_up(item)
        signed = self._acknowledge(item)
        row = {"id": header.id, "body": signed.body, "signature": signed.signature}
        self._connection.execute(insert(acknowledgements).values(**row))
        # Set aside earlier and cured since: it is on the shelf now, with the very same bytes.
        self._connection.execute(delete(quarantine).where(quarantine.c.sha256 == item.sha256))
        return signed

    def _open_up(self, item: Admitted) -> None:
        content = item.content
        if isinstance(content, Application):
            items = json.dumps([ref.item_id for ref in content.document.items], ensure_ascii=False)
            row = {"reference_number": content.reference_number, "items": items, "content": item.plain}
            self._connection.execute(insert(applications).values(id=item.header.id, **row))
        elif isinstance(content, Rating):
            row = {"application_id": content.application_id, "item_id": content.item_id, "grade": content.grade}
            self._connection.execute(insert(ratings).values(id=item.header.id, content=item.plain, **row))

    def _acknowledge(self, item: Admitted) -> Signed:
        keys = self._keys
        ack = Acknowledgement(item.header.id, item.sha256, item.header.terminal, self._now_ms, keys.signing.id)
        return sign_statement(ACKNOWLEDGEMENT_DOMAIN, ack, private=keys.signing.private, suite=keys.suite)

    def _keep_conflict(self, item: Admitted) -> None:
        same = (conflicts.c.id == item.header.id) & (conflicts.c.sha256 == item.sha256)
        if self._connection.execute(select(conflicts.c.id).where(same)).scalar() is None:
            row = {"id": item.header.id, "sha256": item.sha256, "terminal": item.header.terminal}
            values = insert(conflicts).values(envelope=item.envelope, received_at_ms=self._now_ms, **row)
            self._connection.execute(values)

    def _set_aside(self, item: Rejected) -> Outcome:
        same = quarantine.c.sha256 == item.sha256
        if self._connection.execute(select(quarantine.c.sha256).where(same)).scalar() is None:
            row = {"sha256": item.sha256, "id": item.id, "terminal": item.terminal, "problem": item.problem}
            values = insert(quarantine).values(envelope=item.envelope, received_at_ms=self._now_ms, **row)
            self._connection.execute(values)
        return Outcome(item.id, Verdict.REFUSED, item.problem)
