"""The hub stores each envelope once, whatever is sent again, and keeps everything it cannot take in."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import select

from kiosk.applications.model import Kind, canonical
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import Acknowledgement, Cursors, Heartbeat, HubTime, Signed, SyncReply, SyncRequest, Verdict
from kiosk.delivery.problems import HASH_ID_PREFIX, RefusalProblem
from kiosk.outbox.model import UnsealedHeader
from sync.hub import tables
from sync.hub.database import HubDatabase
from sync.hub.report import HubReport, report
from sync.hub.rounds import HubPorts, Rounds
from sync.hub.terminals import TerminalStatus, register_terminal, set_terminal_status
from sync.seal.envelope import EnvelopeSealer, parse
from sync.seal.keys import DeviceKeys
from sync.seal.signed import read_statement
from tests.sync.hub.kit import (
    BEAT,
    DEVICE,
    STRANGER,
    TERMINAL,
    Folder,
    KernelEntropy,
    WallClock,
    application,
    entry_id,
    rating,
)
from tests.sync.seal.kit import NAMES

NONCE = b"n" * 16
pytestmark = pytest.mark.parametrize("folder", NAMES, indirect=True)


@pytest.fixture
def database(folder: Folder) -> Iterator[HubDatabase]:
    """The hub's database, opened."""
    database = folder.database()
    yield database
    database.close()


@pytest.fixture
def rounds(folder: Folder, database: HubDatabase) -> Rounds:
    """The hub without its HTTP face."""
    return Rounds(HubPorts(database, folder.keys(), WallClock(), KernelEntropy()))


def call(
    rounds: Rounds, *items: bytes, ask: tuple[str, ...] = (), counter: int = 1, beat: Heartbeat = BEAT
) -> SyncReply:
    """One round of the tests' terminal."""
    return rounds.answer(SyncRequest(TERMINAL, counter, NONCE, items, ask, beat, Cursors()))


def counts(database: HubDatabase) -> HubReport:
    """What the hub holds."""
    return report(database)


def verdicts(reply: SyncReply) -> list[Verdict]:
    """In order."""
    return [outcome.verdict for outcome in reply.outcomes]


def test_what_is_stored_is_opened_and_signed_for(folder: Folder, rounds: Rounds, database: HubDatabase) -> None:
    envelope, sha256 = folder.envelope(1)
    reply = call(rounds, envelope)
    public = folder.keys().signing.public
    ack = read_statement(
        ACKNOWLEDGEMENT_DOMAIN, reply.acknowledgements[0], public=public, suite=folder.suite(), type=Acknowledgement
    )
    assert (ack.id, ack.sha256, ack.terminal) == (entry_id(1), folder.suite().hash(envelope).hex(), TERMINAL)
    time = read_statement(TIME_DOMAIN, reply.time, public=public, suite=folder.suite(), type=HubTime)
    assert time.nonce == NONCE
    with database.reading() as connection:
        row = connection.execute(select(tables.applications)).one()
        held = connection.execute(select(tables.envelopes)).one()
    sent = application(entry_id(1), 1)
    assert (row.reference_number, row.content) == (sent.reference_number, canonical(sent))
    assert (row.items, held.envelope, held.sha256) == ('["rp-alive"]', envelope, sha256)


def test_sent_again_it_is_stored_once_with_an_equal_acknowledgement(
    folder: Folder, rounds: Rounds, database: HubDatabase
) -> None:
    envelope, _ = folder.envelope(1)
    first = call(rounds, envelope, envelope)
    again = call(rounds, envelope, ask=(entry_id(1),))
    assert {*first.acknowledgements, *again.acknowledgements} == {first.acknowledgements[0]}
    assert verdicts(first) + verdicts(again) == [Verdict.STORED] * 4
    assert (counts(database).envelopes, counts(database).applications, counts(database).acknowledgements) == (1, 1, 1)


def test_the_same_id_with_other_bytes_is_kept_as_a_conflict(
    folder: Folder, rounds: Rounds, database: HubDatabase
) -> None:
    first, sha256 = folder.envelope(1)
    second, _ = folder.envelope(1, name="另一人")
    call(rounds, first)
    for _ in range(2):
        reply = call(rounds, second)
        assert (verdicts(reply), reply.acknowledgements) == ([Verdict.CONFLICT], ())
    assert (counts(database).envelopes, counts(database).conflicts) == (1, 1)
    with database.reading() as connection:
        assert connection.execute(select(tables.conflicts.c.envelope)).scalar_one() == second
        assert connection.execute(select(tables.envelopes.c.sha256)).scalar_one() == sha256


def test_the_same_envelopes_from_many_sides_at_once_count_once(
    folder: Folder, rounds: Rounds, database: HubDatabase
) -> None:
    envelopes = [folder.envelope(number)[0] for number in range(1, 9)]
    with ThreadPoolExecutor(8) as sides:
        turned = [envelopes[turn:] + envelopes[:turn] for turn in range(8)]
        replies = list(sides.map(lambda batch: call(rounds, *batch), turned))
    assert {verdict for reply in replies for verdict in verdicts(reply)} == {Verdict.STORED}
    assert len({ack for reply in replies for ack in reply.acknowledgements}) == 8
    assert (counts(database).envelopes, counts(database).acknowledgements, counts(database).conflicts) == (8, 8, 0)


def test_an_id_never_seen_is_unknown(rounds: Rounds) -> None:
    assert verdicts(call(rounds, ask=(entry_id(9),))) == [Verdict.UNKNOWN]


def test_ratings_count_and_other_kinds_are_stored_sealed(folder: Folder, rounds: Rounds, database: HubDatabase) -> None:
    sealer = folder.sealer()
    one = UnsealedHeader(entry_id(2), Kind.RATING, 2, "rp-alive")
    rated, _ = sealer.envelope(canonical(rating(entry_id(2), entry_id(1))), one)
    asked, _ = sealer.envelope(b"{}", UnsealedHeader(entry_id(3), Kind.REQUEST_12345, 3, ""))
    assert verdicts(call(rounds, rated, asked)) == [Verdict.STORED] * 2
    held = counts(database)
    assert (held.envelopes, held.ratings, held.applications, held.acknowledgements) == (2, 1, 0, 2)


def test_an_old_heartbeat_changes_nothing_and_its_applications_are_welcome(
    folder: Folder, rounds: Rounds, database: HubDatabase
) -> None:
    call(rounds, counter=7, beat=msgspec.structs.replace(BEAT, queued=70))
    envelope, _ = folder.envelope(1)
    assert verdicts(call(rounds, envelope, counter=7)) == [Verdict.STORED]
    call(rounds, counter=3)
    with database.reading() as connection:
        row = connection.execute(select(tables.terminals)).one()
    assert (row.counter, msgspec.json.decode(row.heartbeat, type=Heartbeat).queued) == (7, 70)


def made_by(folder: Folder, device: DeviceKeys, *, terminal: str = TERMINAL, plain: bytes | None = None) -> bytes:
    """An envelope of another device, terminal or content."""
    sealer = EnvelopeSealer(folder.suite(), device, hub_key=folder.newest, terminal=terminal)
    header = UnsealedHeader(entry_id(1), Kind.APPLICATION, 1, "rp-alive")
    return sealer.envelope(canonical(application(entry_id(1), 1)) if plain is None else plain, header)[0]


def with_header(envelope: bytes, **changes: object) -> bytes:
    """The envelope with another header, and so with a signature that is none."""
    parsed = parse(envelope)
    header = canonical(msgspec.structs.replace(parsed.header, **changes))
    return msgspec.msgpack.encode((header, parsed.sealed, parsed.signature))


def signed_again(folder: Folder, envelope: bytes, **changes: object) -> bytes:
    """The envelope with another header, signed by the tests' terminal."""
    parsed = parse(envelope)
    header = canonical(msgspec.structs.replace(parsed.header, **changes))
    message = b"doorstep-envelope-v1\x00" + len(header).to_bytes(4, "big") + header + parsed.sealed
    return msgspec.msgpack.encode((header, parsed.sealed, folder.suite().sign(folder.device().private, message)))


def bad_envelopes(folder: Folder) -> dict[RefusalProblem, bytes]:
    """One envelope for each problem."""
    good, _ = folder.envelope(1)
    suite = folder.suite()
    elsewhere = suite.sealing_public(suite.private_key(b"k" * 32))
    stray = EnvelopeSealer(suite, DEVICE, hub_key=lambda: elsewhere, terminal=TERMINAL)
    header = UnsealedHeader(entry_id(1), Kind.APPLICATION, 1, "rp-alive")
    return {
        RefusalProblem.MALFORMED: b"not an envelope",
        RefusalProblem.SIGNATURE: with_header(good, sequence=2),
        RefusalProblem.UNOPENABLE: signed_again(folder, good, id=entry_id(5)),
        RefusalProblem.TERMINAL_UNKNOWN: made_by(folder, STRANGER, terminal="nobody"),
        RefusalProblem.DEVICE_KEY: made_by(folder, STRANGER),
        RefusalProblem.HUB_KEY: stray.envelope(b"{}", header)[0],
        RefusalProblem.SUITE: signed_again(folder, good, suite="intl" if suite.name == "gm" else "gm"),
        RefusalProblem.VERSION: signed_again(folder, good, version=2),
        RefusalProblem.CONTENT: made_by(folder, DEVICE, plain=b'{"schema":9}'),
    }


@pytest.mark.parametrize("problem", sorted(set(RefusalProblem) - {RefusalProblem.TERMINAL_SUSPENDED}))
def test_what_cannot_be_taken_in_is_kept_with_its_reason_and_stops_nothing(
    folder: Folder, rounds: Rounds, database: HubDatabase, problem: RefusalProblem
) -> None:
    bad = bad_envelopes(folder)[problem]
    good, _ = folder.envelope(8)
    for _ in range(2):
        reply = call(rounds, bad, good)
        assert verdicts(reply) == [Verdict.REFUSED, Verdict.STORED]
        assert reply.outcomes[0].problem == problem
    held = counts(database)
    assert (held.quarantined, held.envelopes, held.conflicts) == (1, 1, 0)
    with database.reading() as connection:
        row = connection.execute(select(tables.quarantine)).one()
    assert (row.envelope, row.problem) == (bad, problem)


def test_an_unreadable_header_is_named_by_hash(folder: Folder, rounds: Rounds) -> None:
    (outcome,) = call(rounds, b"not an envelope").outcomes
    assert outcome.id == HASH_ID_PREFIX + folder.suite().hash(b"not an envelope").hex()


def test_a_suspended_terminals_papers_are_quarantined_and_stored_when_it_may_deliver_again(
    folder: Folder, rounds: Rounds, database: HubDatabase
) -> None:
    envelope, _ = folder.envelope(1)
    set_terminal_status(database, TERMINAL, status=TerminalStatus.SUSPENDED)
    assert call(rounds, envelope).outcomes[0].problem == RefusalProblem.TERMINAL_SUSPENDED
    assert (counts(database).quarantined, counts(database).envelopes) == (1, 0)
    assert verdicts(call(rounds, ask=(entry_id(1),))) == [Verdict.UNKNOWN]
    set_terminal_status(database, TERMINAL, status=TerminalStatus.ACTIVE)
    assert verdicts(call(rounds, envelope)) == [Verdict.STORED]
    assert (counts(database).quarantined, counts(database).envelopes) == (0, 1)


def test_a_terminal_registered_late_is_stored_then(folder: Folder, rounds: Rounds, database: HubDatabase) -> None:
    envelope = made_by(folder, STRANGER, terminal="late")
    assert verdicts(call(rounds, envelope)) == [Verdict.REFUSED]
    register_terminal(
        database,
        "late",
        public_key=STRANGER.signing_key(folder.suite()).public,
        at=WallClock().now(),
        suite=folder.suite(),
    )
    assert verdicts(call(rounds, envelope)) == [Verdict.STORED]


def test_the_id_outside_must_be_the_id_inside(folder: Folder, rounds: Rounds) -> None:
    inside_two = made_by(folder, DEVICE, plain=canonical(application(entry_id(2), 1)))
    assert call(rounds, inside_two).outcomes[0].problem == RefusalProblem.CONTENT


def test_the_signed_bytes_of_an_acknowledgement_are_never_made_twice(folder: Folder, rounds: Rounds) -> None:
    envelope, _ = folder.envelope(1)
    replies = [call(rounds, envelope) for _ in range(3)]
    acknowledgements: set[Signed] = {ack for reply in replies for ack in reply.acknowledgements}
    assert len(acknowledgements) == 1
