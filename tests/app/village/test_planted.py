"""Bugs of the kinds that other systems really had, planted in the product: the village finds each within a thousand visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app import desk, paths
from app.assembly import furnish
from app.product import Product, read_product
from app.village import machine
from app.village.script import write_script
from app.village.village import play
from app.village.witness import Law
from kiosk.applications.model import Document
from kiosk.delivery.model import Outcome as Answered
from kiosk.delivery.model import Verdict
from kiosk.receipts.model import Paper, PrintJob
from kiosk.receipts.rules import job_name
from sync.hub.examine import Admitted, Rejected
from sync.hub.shelf import Shelf, Stored
from sync.seal.envelope import EnvelopeSealer
from sync.store import driver
from sync.store.outbox import SqliteOutbox
from sync.store.store import Store
from tests.printers.ledger import UNTOLD

VISITS, MOST_VISITS = 100, 1000


@pytest.fixture(scope="module")
def product() -> Product:
    return read_product(paths.DEMO_SETTINGS)


def caught(product: Product, law: Law) -> None:
    """The law is found broken in a thousand visits at most."""
    for seed in range(1, MOST_VISITS // VISITS + 1):
        outcome = play(write_script(seed, visits=VISITS, terminals=5), product)
        if any(finding.law is law for finding in outcome.findings):
            return
    raise AssertionError(f"{law} was not found in {MOST_VISITS} visits")


def test_printing_before_the_commit(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    def eager(product: Product, around: Any, lanes: Any, *, mode: Any) -> Any:
        terminal = furnish(product, around, lanes, mode=mode)
        desk: Any = terminal.crew.desk
        sealed: Callable[..., Any] = desk._sealed

        def and_print(*said: Any, **named: Any) -> Any:
            made, receipt = sealed(*said, **named)
            paper = around.lay_out(receipt, Paper.ROLL_80)
            around.printer.print(PrintJob(job_name(receipt.number, 1), paper, Paper.ROLL_80), UNTOLD)
            return made, receipt

        desk._sealed = and_print
        return terminal

    monkeypatch.setattr(machine, "furnish", eager)
    caught(product, Law.RECEIPT_WITHOUT_RECORD)


def test_saying_it_is_durable_before_it_is(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    lax = tuple("synchronous=NORMAL" if pragma == "synchronous=FULL" else pragma for pragma in driver.PRAGMAS)
    assert lax != driver.PRAGMAS
    monkeypatch.setattr(driver, "PRAGMAS", lax)
    caught(product, Law.LOST)


def test_a_hub_that_knows_no_id_again(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    put, recall = Shelf.put, Shelf.recall

    def careless(self: Shelf, item: Admitted | Rejected) -> Stored:
        if isinstance(item, Rejected) or recall(self, item.header.id)[1] is None:
            return put(self, item)
        another = msgspec.structs.replace(item.header, id=f"{item.header.id[:20]}-{self._now_ms}")
        put(self, replace(item, header=another))
        return recall(self, item.header.id)

    monkeypatch.setattr(Shelf, "put", careless)
    monkeypatch.setattr(Shelf, "recall", lambda self, id: (Answered(id, Verdict.UNKNOWN), None))
    caught(product, Law.DOUBLED)


def test_a_lease_that_never_returns(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteOutbox, "return_leases", lambda self: None)
    monkeypatch.setattr(SqliteOutbox, "_return_ended", lambda self, *_: None)
    caught(product, Law.UNDELIVERED)


def test_a_submission_that_lets_its_pictures_go(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(store: Store, document: Document) -> tuple[str, ...]:
        return store.attachments.hold_to(document.id, frozenset())

    monkeypatch.setattr(desk, "_held_to_its_pictures", careless)
    caught(product, Law.PICTURE)


def test_pictures_sealed_for_another_application(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = EnvelopeSealer.attachment
    monkeypatch.setattr(EnvelopeSealer, "attachment", lambda self, id, plain: sealed(self, "another", plain))
    caught(product, Law.PICTURE)


def test_a_picture_kept_unsealed(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EnvelopeSealer, "attachment", lambda self, id, plain: plain)
    caught(product, Law.RESIDUE)
