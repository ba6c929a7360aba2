"""The application a played person hands in, as often as one likes, and the product's own desk to hand it in at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from app.desk import StoreDesk
from app.lazily import Lazily
from app.system import SystemClock, SystemEntropy
from kiosk.applications.freeze import application, document_sha256
from kiosk.applications.model import Document, Signature, canonical
from kiosk.base.ids import uuid7
from kiosk.journey import effects, events, states
from kiosk.journey.advance import advance
from sync.seal.envelope import EnvelopeSealer
from sync.seal.receiptcode import DeviceCodeSigner
from sync.seal.suite import Suite
from sync.store.store import Store, open_store
from tests.app.fakes import Played
from tests.app.stand import FACTS, PRODUCT, Stand
from tests.sync.support import KEYS, TERMINAL

Given = tuple[Document, Signature]


def one() -> Given:
    """What the played person signs: five papers, ten answers, three strokes of a finger."""
    stand = Stand(Played())
    stand.to_identity()
    stand.post(events.Confirmed())
    while not isinstance(stand.state, states.Signing):
        stand.post(*stand.person.moves(stand.state))
    (signing,) = stand.person.moves(stand.state)
    _, doing = advance(stand.state, signing, FACTS)
    (given,) = [effect for effect in doing if isinstance(effect, effects.Enqueue)]
    return given.document, given.signature


def many(count: int) -> Iterator[Given]:
    """The same so often, each under an id of its own."""
    document, signature = one()
    clock, entropy = SystemClock(), SystemEntropy()
    for _ in range(count):
        other = msgspec.structs.replace(document, id=uuid7(clock.now(), entropy.bytes(10)))
        yield other, msgspec.structs.replace(signature, document_sha256=document_sha256(other))


def record() -> bytes:
    """The bytes that are sealed."""
    document, signature = one()
    return canonical(application(document, signature, number="B240000017X", sequence=1, at=SystemClock().now()))


def store_at(path: Path) -> Store:
    """A store as a terminal opens it."""
    return open_store(path, KEYS, clock=SystemClock(), entropy=SystemEntropy())


def collecting(store: Store, suite: Suite, count: int) -> Callable[[], object]:
    """Hand in one more application at the product's desk, at every call, `count` times at most; what was filled in is there before."""
    hub_public = suite.sealing_public(suite.private_key(b"hub" * 16))
    sealer = EnvelopeSealer(suite, KEYS, hub_key=lambda: hub_public, terminal=TERMINAL)
    signer = DeviceCodeSigner(suite, KEYS)
    desk = StoreDesk(Lazily(lambda: store), sealer, signer, PRODUCT, SystemClock())
    applications = iter(list(many(count)))
    return lambda: desk.collect(*next(applications))
