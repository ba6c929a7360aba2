"""The desk: drafts, submissions and ratings, done on the store lane."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import msgspec

from app.lazily import Lazily
from app.product import Product
from kiosk.applications.draft import Draft
from kiosk.applications.freeze import application
from kiosk.applications.model import Application, Document, Kind, Signature, canonical
from kiosk.base.clock import Clock, Moment
from kiosk.base.errors import StoreError
from kiosk.base.events import CITIZEN, CLERK, AuditEvent, Verb
from kiosk.base.ids import reference_number
from kiosk.feedback.model import Rating
from kiosk.journey.visit import Collected
from kiosk.materials.papers import pictures_of, without_lost
from kiosk.outbox.model import Sealed, Sealer, UnsealedHeader
from kiosk.receipts.codes import CodeSigner, claims_of
from kiosk.receipts.compose import compose_receipt
from kiosk.receipts.model import PrintSize, PrintState, Receipt
from sync.store.errors import FILE_LOST, fault
from sync.store.store import Store


class StoreDesk:
    """Implements Desk over the store; `mode` is "" in service, else what receipts are marked with."""

    def __init__(
        self,
        store: Lazily[Store],
        sealer: Sealer,
        signer: CodeSigner,
        product: Product,
        clock: Clock,
        *,
        mode: str = "",
    ) -> None:
        self._store = store
        self._sealer = sealer
        self._signer = signer
        self._product = product
        self._clock = clock
        self._mode = mode

    def room(self) -> str:
        """S02 below the threshold the settings name; opening the store may raise S.. as well, and a key to seal to may be lacking (K..)."""
        self._sealer.check()
        with self._store.lent() as store:
            return store.reserve(self._product.settings.rules.minimum_free_mib) or ""

    def find_draft(self, binding: bytes) -> Draft | None:
        """The draft of this card; a paper whose pictures are not all there any more is asked for again."""
        with self._store.lent() as store:
            draft = store.drafts.find(binding)
            if draft is None:
                return None
            whole = store.attachments.whole(draft.id)
        return msgspec.structs.replace(draft, materials=without_lost(draft.materials, whole))

    def save_draft(self, draft: Draft, binding: bytes) -> None:
        """Keep a draft, stamped with the present."""
        stamped = msgspec.structs.replace(draft, saved_at_ms=self._clock.now().unix_ms)
        with self._store.lent() as store:
            store.drafts.save(stamped, binding)

    def discard_draft(self, id: str) -> None:
        """Forget a draft."""
        with self._store.lent() as store:
            store.drafts.discard(id)

    def keep_picture(self, application_id: str, jpeg: bytes) -> str:
        """Seal a picture to the platform and keep it; what the terminal keeps it cannot open."""
        sealed = self._sealer.attachment(application_id, jpeg)
        with self._store.lent() as store:
            return store.attachments.add(application_id, sealed)

    def collect(self, document: Document, signature: Signature) -> Collected:
        """Number, seal and commit; an id that is already there gives its first number and receipt again."""
        at = self._clock.now()
        written: list[Receipt] = []
        unnamed: list[str] = []

        with self._store.lent() as store:

            def seal(sequence: int) -> Sealed:
                unnamed.extend(_held_to_its_pictures(store, document))
                sealed, receipt = self._sealed(document, signature, sequence, at=at)
                # Called once more when the disk was full: the last one is what is kept.
                written.append(receipt)
                return sealed

            store.outbox.submit(document.id, seal)
            # It is handed in; a file that cannot be removed now is swept at the next start.
            with suppress(StoreError):
                store.attachments.clear(unnamed)
            receipt = written[-1] if written else store.ledger.row(document.id).receipt
        return Collected(document.id, receipt.number, receipt, at)

    def rate(self, rating: Rating) -> None:
        """Seal and queue a rating."""
        with self._store.lent() as store:
            store.outbox.submit(rating.id, partial(self._sealed_rating, rating))

    def record_paper(self, application_id: str, state: PrintState) -> None:
        """Record a person's answer about the paper."""
        with self._store.lent() as store:
            store.ledger.move(application_id, state)

    def waiting(self) -> int:
        """How many entries are not delivered yet."""
        with self._store.lent() as store:
            queue = store.queue()
        return queue.queued + queue.leased

    def close(self) -> None:
        """Close the store's connection; called on the store lane."""
        self._store.close()

    def _sealed(self, document: Document, signature: Signature, sequence: int, *, at: Moment) -> tuple[Sealed, Receipt]:
        code = self._product.settings.terminal.code
        number = reference_number(code, sequence)
        signed = application(document, signature, number=number, sequence=sequence, at=at)
        header = UnsealedHeader(document.id, Kind.APPLICATION, sequence, document.items[0].item_id)
        envelope, sha256 = self._sealer.envelope(canonical(signed), header)
        receipt = self._receipt(signed, sha256)
        # That a clerk was there, and not the number somebody typed for one: it may be anything, a name too.
        actor = CLERK if document.clerk else CITIZEN
        event = AuditEvent(Verb.APPLICATION_COLLECTED, actor, document.id, at.unix_ms, number)
        return Sealed(header.id, header.kind, header.item, envelope, sha256, event, canonical(receipt)), receipt

    def _receipt(self, signed: Application, sha256: str) -> Receipt:
        say = partial(self._product.texts.say, signed.document.language)
        code = self._signer.code(claims_of(signed, sha256, mode=self._mode))
        receipt = compose_receipt(signed, sha256, code=code, catalogue=self._product.catalogue, say=say)
        size = PrintSize(self._product.settings.devices.print_size)
        receipt = msgspec.structs.replace(receipt, size=size)
        if not self._mode:
            return receipt
        # Paper of a demonstration or a training must not be taken for the real thing.
        return msgspec.structs.replace(receipt, words={**receipt.words, "mark": say(f"mode.{self._mode}")})

    def _sealed_rating(self, rating: Rating, sequence: int) -> Sealed:
        header = UnsealedHeader(rating.id, Kind.RATING, sequence, rating.item_id)
        envelope, sha256 = self._sealer.envelope(canonical(rating), header)
        event = AuditEvent(Verb.RATING_COLLECTED, CITIZEN, rating.id, rating.rated_at.unix_ms)
        return Sealed(header.id, header.kind, header.item, envelope, sha256, event)


def _held_to_its_pictures(store: Store, document: Document) -> tuple[str, ...]:
    """In the transaction that hands it in: every picture it names is there and whole, or StoreError S13; the others are let go."""
    named = pictures_of(document.materials)
    if not named <= store.attachments.whole(document.id):
        raise fault(FILE_LOST, document.id)
    return store.attachments.hold_to(document.id, named)
