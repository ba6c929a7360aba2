"""A hunt through audit, checkpoints and export for anything of the people whose visits made them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import paths
from app.desk import StoreDesk
from app.lazily import Lazily
from app.product import read_product
from kiosk.applications.freeze import document_sha256
from kiosk.applications.model import Document, ItemRef, Person, Place, Signature, Timestamp
from kiosk.base.clock import TimeConfidence
from kiosk.base.events import Actor, ActorKind
from kiosk.base.ids import uuid7
from kiosk.cards import Authenticity
from kiosk.feedback.model import Grade, Rating
from kiosk.forms.model import Answer, AnswerSource
from kiosk.receipts.model import PrintState
from sync.hub import tables
from sync.hub.database import HubDatabase
from sync.hub.rounds import HubPorts, Rounds
from sync.seal.receiptcode import DeviceCodeSigner
from sync.store.export import Whose, exported
from sync.store.store import Store
from tests.sync.hub.kit import DEVICE, TERMINAL, Folder, KernelEntropy, LeapingClock, Line
from tests.sync.support import draft

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=8)
MONGOLIAN = st.text(st.characters(min_codepoint=0x1820, max_codepoint=0x1842), min_size=3, max_size=10)
LATIN = st.text("bcdfghjkqvwxyzBCDFGHJKQVWXYZ", min_size=3, max_size=10)
WORDS = st.one_of(HANZI, MONGOLIAN, LATIN)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LENGTHS = {"id_number": 18, "phone": 11, "account": 19, "household": 9}
# Without noughts: the six of them in a row that every reference number has would be found in each.
DIGITS = {name: st.text("123456789", min_size=length, max_size=length) for name, length in LENGTHS.items()}
PLACE = Place("150824101202", "便民服务站", TERMINAL)
LEAST_NAME, LEAST_NUMBER, LEAST_ENCODED = 3, 6, 6


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody made up, and what they say."""

    name: str
    agent: str
    address: str
    wish: str
    witness: str
    numbers: dict[str, str]

    def needles(self) -> set[bytes]:
        """Every part of a text of three characters, and of a number of six, as any encoding would write it."""
        words = [
            word for text in (self.name, self.agent, self.address, self.wish, self.witness) for word in text.split()
        ]
        parts = set(words)
        for word in (*words, *self.numbers.values()):
            least = LEAST_NUMBER if word.isdigit() else LEAST_NAME
            parts |= {word[at : at + least] for at in range(len(word) - least + 1)}
        return {written for part in parts for written in encoded(part)}


PEOPLE = st.builds(
    Citizen,
    name=WORDS,
    agent=WORDS,
    address=TEXTS,
    wish=TEXTS,
    witness=st.one_of(WORDS, DIGITS["id_number"]),
    numbers=st.fixed_dictionaries(DIGITS),
)


def encoded(part: str) -> Iterator[bytes]:
    """The part in seven encodings; short ones of hex and base64 would be found by chance."""
    raws = {part.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
    yield from raws
    for raw in raws:
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            # What stands before and after decides the first and last characters; those between are the part's own.
            middle = base64.b64encode(bytes(shift) + raw)[(shift * 8 + 5) // 6 : (shift + len(raw)) * 8 // 6]
            if len(middle) >= LEAST_ENCODED:
                yield middle
    yield part.encode("unicode_escape")


class Counter:
    """A terminal's desk over its real store, and its hub: whoever comes is served."""

    def __init__(self, folder: Folder, store: Store, database: HubDatabase) -> None:
        self.store = store
        self.database = database
        self.clock = LeapingClock()
        self.line = Line(Rounds(HubPorts(database, folder.keys(), self.clock, KernelEntropy())))
        self.folder = folder
        self._product = read_product(paths.DEMO_SETTINGS)
        self._entropy = KernelEntropy()

    def serve(self, citizen: Citizen) -> set[str]:
        """A whole visit, delivered and countersigned; the ids it was given."""
        signer = DeviceCodeSigner(self.folder.suite(), DEVICE)
        desk = StoreDesk(Lazily(lambda: self.store), self.folder.sealer(), signer, self._product, self.clock)
        ids = [uuid7(self.clock.now(), self._entropy.bytes(10)) for _ in range(2)]
        at = Timestamp(self.clock.now().unix_ms, TimeConfidence.UNVERIFIED)
        document = asked_for(citizen, ids[0])
        desk.save_draft(draft(ids[0], name=citizen.name), citizen.name.encode())
        desk.collect(document, Signature(document_sha256(document), (((0, 0, 0), (1, 1, 1)),), at))
        for state in (PrintState.CLAIMED, PrintState.UNCERTAIN, PrintState.PRINTED):
            desk.record_paper(ids[0], state)
        desk.rate(Rating(ids[1], ids[0], "rp-alive", Grade.SATISFIED, (citizen.wish,), PLACE, at))
        delivery = self.folder.delivery(self.store, self.line, clock=self.clock)
        for _ in range(2):
            delivery.run_cycle()
            self.clock.ahead_ms += 60_000
        return set(ids)


def asked_for(citizen: Citizen, id: str) -> Document:
    """What the citizen signs; the number of the clerk is whatever somebody typed for it."""
    said = {"address": citizen.address, "wish": citizen.wish, "witness_id": citizen.witness, **citizen.numbers}
    return Document(
        id=id,
        items=(ItemRef("rp-alive", "养老保险待遇资格认证", "1" * 31, "1" * 33, "1", "临河区人社局"),),
        applicant=Person(citizen.name, citizen.numbers["id_number"], "resident_id", Authenticity.VERIFIED),
        agent=Person(citizen.agent, citizen.numbers["id_number"][::-1], "resident_id", Authenticity.READ),
        clerk=Actor(ActorKind.CLERK, citizen.witness),
        answers={name: Answer(value, AnswerSource.PERSON) for name, value in said.items()},
        materials=(),
        place=PLACE,
        language="zh",
        consent="consent.v1",
    )


def told(counter: Counter, since: int) -> bytes:
    """Everything the visit left in the audit: rows, checkpoints, export, what travelled, what the hub remembers."""
    store = counter.store
    whose = Whose(TERMINAL, counter.folder.suite().name, counter.folder.device().public)
    pieces = list(exported(store.db, store.audit, whose, since=since))
    for table in ("audit", "checkpoints", "countersignatures"):
        rows = store.db.conn.execute(f"SELECT * FROM {table} WHERE n > ?", (since,)).fetchall()
        pieces += [cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row]
    for request in counter.line.requests:
        assert request.checkpoint is not None
        pieces += [request.checkpoint.body, request.checkpoint.signature]
    with counter.database.reading() as connection:
        heads = connection.execute(select(tables.audit_heads)).all()
    pieces += [cell if isinstance(cell, bytes) else str(cell).encode() for row in heads for cell in row]
    return b"\n".join(pieces)


def without_chance(raw: bytes, store: Store, ids: set[str], *, since: int) -> bytes:
    """The same without what says nothing: these very ids, hashes, signatures and times, in which digits meet by chance."""
    links = list(store.audit.links(since))
    hashes = [store.audit.at(since), *links]
    known = {link.hash for link in hashes if link is not None} | {id.encode() for id in ids}
    for table in ("checkpoints", "countersignatures"):
        known |= {row[0] for row in store.db.conn.execute(f"SELECT signature FROM {table}").fetchall()}
    for one in sorted(known, key=len, reverse=True):
        raw = raw.replace(one, b"\x00").replace(one.hex().encode(), b"\x00")
    # The export carries statements as JSON in JSON, so a quote may have a backslash before it.
    raw = re.sub(rb'((?:device_key|device_key_id|hub_key_id)\\?":\\?")[0-9a-f]+', rb"\1", raw)
    return re.sub(
        rb'(?m)("(?:unix_ms|at_ms|received_at_ms|stamp|n|after_n|line|since)\\?":|^)[0-9]+(?=[,}]|$)', rb"\1", raw
    )


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """One terminal for everybody, as in a village."""
    folder = Folder(tmp_path_factory.mktemp("audit"))
    folder.rotate()
    folder.register()
    with closing(folder.store()) as store, closing(folder.database()) as database:
        yield Counter(folder, store, database)


@settings(max_examples=25, deadline=None, phases=(Phase.generate,))
@given(citizen=PEOPLE)
def test_nothing_of_a_citizen_is_in_the_audit(counter: Counter, citizen: Citizen) -> None:
    since = counter.store.audit.head().n
    counter.line.requests.clear()
    ids = counter.serve(citizen)
    raw = told(counter, since)
    assert (counter.store.audit.head().n - since, len(counter.line.requests)) == (7, 2)
    clean = without_chance(raw, counter.store, ids, since=since)
    found = sorted(needle for needle in citizen.needles() if needle in clean)
    assert found == []


@settings(max_examples=1, deadline=None, phases=(Phase.generate,))
@given(citizen=PEOPLE)
def test_nothing_is_left_in_which_a_number_would_be_met_by_chance(counter: Counter, citizen: Citizen) -> None:
    since = counter.store.audit.head().n
    counter.line.requests.clear()
    ids = counter.serve(citizen)
    clean = without_chance(told(counter, since), counter.store, ids, since=since)
    assert [run for run in re.findall(rb"[0-9a-f]{6,}", clean) if b"0" not in run] == []


SOMEBODY = Citizen(
    name="娜仁格日勒",
    agent="ᠨᠠᠷᠠᠨ",
    address="乌拉特中旗白音塔拉嘎查",
    wish="Vqxhjkwgzb",
    witness="斯琴高娃",
    numbers={"id_number": "151824194315127226"},
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize(
    "text", ["娜仁格日勒", "仁格日", "ᠨᠠᠷᠠᠨ", "乌拉特中旗", "Vqxhjkwgzb", "斯琴高", "194315", "151824194315127226"]
)
def test_the_hunt_finds_what_is_there(text: str, encoding: str) -> None:
    needles = SOMEBODY.needles()
    for shift in range(3):
        raw = b'{"detail":"' + b"x" * shift + text.encode(encoding) + b'"}'
        for hidden in (raw, raw.hex().encode(), raw.hex().upper().encode(), base64.b64encode(raw)):
            assert any(needle in hidden for needle in needles), (shift, hidden)


def test_what_is_taken_away_as_chance_hides_nobody(counter: Counter) -> None:
    leaked = (
        b'{"actor":{"id":"150824194305120026","kind":"clerk"},"subject":"13804780000","detail":"150824194305120026"}'
    )
    assert without_chance(leaked, counter.store, set(), since=0) == leaked
