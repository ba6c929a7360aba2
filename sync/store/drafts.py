"""Drafts: kept through a power cut, found and opened by the same card only."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from kiosk.applications.draft import Draft
from kiosk.applications.model import canonical
from kiosk.base.clock import Entropy
from kiosk.base.errors import SealError
from kiosk.base.steps import Reached, Step
from kiosk.materials.papers import pictures_of
from sync.seal.drafts import NONCE_BYTES, DraftSeal
from sync.store.attachments import SqliteAttachments
from sync.store.ballast import Ballast, finishing
from sync.store.driver import write_tx
from sync.store.errors import storing

# Who has not come back for a month begins anew.
KEPT_MS = 30 * 86_400_000


class SqliteDrafts:
    """Implements Drafts: a row tells its age and nothing else without the device's key and the card."""

    def __init__(
        self,
        db: Database,
        seal: DraftSeal,
        attachments: SqliteAttachments,
        *,
        ballast: Ballast,
        entropy: Entropy,
        reached: Reached,
    ) -> None:
        self._db = db
        self._seal = seal
        self._attachments = attachments
        self._ballast = ballast
        self._entropy = entropy
        self._reached = reached

    @finishing
    def save(self, draft: Draft, binding: bytes) -> None:
        """Keep the draft for this card, durably; one that was submitted already is not kept again. Raises StoreError S.. ."""
        nonce = self._entropy.bytes(NONCE_BYTES)
        body = self._seal.seal(binding, draft.id, plain=canonical(draft), nonce=nonce)
        with write_tx(self._db):
            forgotten = self._forget_before(draft.saved_at_ms - KEPT_MS)
            # A page that was taken out, or added without a word of it reaching the draft, is nobody's any more.
            forgotten += self._attachments.hold_to(draft.id, pictures_of(draft.materials))
            # A save that was under way while its application was submitted must not raise it from the dead.
            self._db.execute(
                "INSERT INTO drafts(card, id, saved_at_ms, body)"
                " SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE id = ?2)"
                " ON CONFLICT (card, id) DO UPDATE SET saved_at_ms = excluded.saved_at_ms, body = excluded.body",
                (self._seal.row_key(binding), draft.id, draft.saved_at_ms, body),
            )
        self._attachments.clear(forgotten)
        self._reached(Step.DRAFT_SAVED)

    def find(self, binding: bytes) -> Draft | None:
        """The newest draft of this very card that still opens and still fits the schema. Raises StoreError S.. ."""
        with storing("draft"):
            rows = self._db.execute(
                "SELECT id, body FROM drafts WHERE card = ? ORDER BY saved_at_ms DESC, rowid DESC",
                (self._seal.row_key(binding),),
            ).fetchall()
        opened = (self._open(binding, id, body) for id, body in rows)
        return next((draft for draft in opened if draft is not None), None)

    @finishing
    def discard(self, id: str) -> None:
        """Forget the draft and what was attached to it; unknown ids are fine. Raises StoreError S.. ."""
        with write_tx(self._db):
            self._db.execute("DELETE FROM drafts WHERE id = ?", (id,))
            forgotten = self._attachments.let_go((id,))
        self._attachments.clear(forgotten)

    def _forget_before(self, unix_ms: int) -> tuple[str, ...]:
        """Drafts older than that, in the transaction the caller is in; the hashes of the files that may go with them."""
        old = [row[0] for row in self._db.execute("SELECT id FROM drafts WHERE saved_at_ms < ?", (unix_ms,))]
        self._db.execute("DELETE FROM drafts WHERE saved_at_ms < ?", (unix_ms,))
        return self._attachments.let_go(old)

    def _open(self, binding: bytes, id: str, sealed: bytes) -> Draft | None:
        # Unreadable, or of an older program: the person fills it in again, which is better than a terminal out of service.
        try:
            return msgspec.json.decode(self._seal.open(binding, id, sealed=sealed), type=Draft)
        except (SealError, msgspec.MsgspecError):
            return None
