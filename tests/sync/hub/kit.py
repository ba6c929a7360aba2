"""What the hub's and link's tests are made of: a real hub in a child process, a real terminal queue, real envelopes."""

from __future__ import annotations

import hashlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.trail import trail_of
from kiosk.applications.model import (
    Application,
    Document,
    ItemRef,
    Kind,
    Person,
    Place,
    Signature,
    Timestamp,
    canonical,
)
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.events import TERMINAL as SELF
from kiosk.base.events import AuditEvent, Verb
from kiosk.base.ids import reference_number
from kiosk.cards import Authenticity
from kiosk.delivery.model import Gateway, Heartbeat, SyncReply, SyncRequest, Unreachable
from kiosk.delivery.service import Delivery, DeliveryPorts
from kiosk.feedback.model import Grade, Rating
from kiosk.outbox.model import OutboxEntry, Sealed, UnsealedHeader
from sync.hub.database import HubDatabase, open_database
from sync.hub.keys import LIST_FILE, HubKeys, Rotation, load_keys, root_key, rotate
from sync.hub.rounds import HubPorts, HubStep, Rounds, unwatched
from sync.hub.serve import TlsFiles
from sync.hub.terminals import register_terminal
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway, Patience
from sync.link.verifier import HubVerifier
from sync.link.wire import MediaType, decode, encode
from sync.seal.envelope import EnvelopeSealer
from sync.seal.intl import INTL
from sync.seal.keyfile import FileKeyStore
from sync.seal.keylist import KeyList, newest_valid, read_key_list
from sync.seal.keys import KeyPair, derive
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from sync.store.store import Store, open_store

FIRST_KEYS_MS = 1_700_000_000_000
DECADE_MS = 3650 * 86_400_000
TERMINAL = "nm-150824-001"
DEVICE = derive(hashlib.sha256(b"terminal of the tests").digest())
STRANGER = derive(hashlib.sha256(b"terminal nobody registered").digest())
PATIENCE = Patience(connect_s=2.0, read_s=5.0, deadline_s=8.0)
CHILD = Path(__file__).with_name("child.py")
BEAT = Heartbeat(version="0.1.0", queued=0, oldest_age_s=0, disk_free_mib=1000, catalogue_version="1")


class WallClock:
    """The machine's clock."""

    def now(self) -> Moment:
        """The present."""
        return Moment(time.time_ns() // 1_000_000)

    def monotonic_s(self) -> float:
        """Seconds from an arbitrary start."""
        return time.monotonic()


class LeapingClock(WallClock):
    """The machine's clocks, which a test lets run ahead past every back-off."""

    def __init__(self) -> None:
        self.ahead_ms = 0

    def now(self) -> Moment:
        """The present, as set."""
        return super().now().plus_ms(self.ahead_ms)

    def monotonic_s(self) -> float:
        """What has passed, as set."""
        return super().monotonic_s() + self.ahead_ms / 1000


class KernelEntropy:
    """The kernel's random bytes."""

    def bytes(self, count: int) -> bytes:
        """So many of them."""
        return os.urandom(count)


def application(id: str, sequence: int, *, name: str = "其其格") -> Application:
    """A whole application of nobody."""
    item = ItemRef("rp-alive", "养老保险待遇资格认证", "1" * 31, "1" * 33, "1", "临河区人社局")
    person = Person(name, "150824194001010028", "resident_id", Authenticity.VERIFIED)
    place = Place("150824101202", "station", TERMINAL)
    document = Document(id, (item,), person, None, None, {}, (), place, "zh", "consent")
    at = Timestamp(1_790_000_000_000 + sequence, TimeConfidence.UNVERIFIED)
    signature = Signature(hashlib.sha256(canonical(document)).hexdigest(), (((0, 0, 0), (10, 10, 20)),), at)
    return Application(document, signature, reference_number("B24", sequence), sequence, at)


def rating(id: str, application_id: str) -> Rating:
    """A friendly rating."""
    place = Place("150824101202", "station", TERMINAL)
    at = Timestamp(1_790_000_000_000, TimeConfidence.UNVERIFIED)
    return Rating(id, application_id, "rp-alive", Grade.VERY_SATISFIED, (), place, at)


def entry_id(number: int) -> str:
    """A UUIDv7 made by hand."""
    return f"019a0000-0000-7000-8000-{number:012x}"


@dataclass(frozen=True, slots=True)
class Folder:
    """A hub's folder: its database, its keys, and the terminal's own files beside them."""

    path: Path

    @property
    def url(self) -> str:
        """The hub's database."""
        return f"sqlite:///{self.path / 'hub.db'}"

    def rotate(self, name: str = INTL, *, at_ms: int = FIRST_KEYS_MS, dropped: frozenset[str] = frozenset()) -> KeyList:
        """New keys for the hub; the first ones are of that suite."""
        suite = suite_named(name)
        rotation = Rotation(at_ms, DECADE_MS, dropped)
        return rotate(self.path, self._root(suite), rotation, suite=suite, entropy=KernelEntropy())

    def keys(self) -> HubKeys:
        """The hub's keyring."""
        return load_keys(self.path)

    def suite(self) -> Suite:
        """The suite of this deployment."""
        return self.keys().suite

    def listed(self) -> KeyList:
        """The list as a terminal reads it."""
        suite = self.suite()
        raw = (self.path / LIST_FILE).read_bytes()
        return read_key_list(raw, root_public=suite.signing_public(self._root(suite)), suite=suite)

    def device(self) -> KeyPair:
        """The key the tests' terminal signs with."""
        return DEVICE.signing_key(self.suite())

    def _root(self, suite: Suite) -> bytes:
        return root_key(FileKeyStore(self.path / "root.key"), KernelEntropy(), suite=suite)

    def database(self) -> HubDatabase:
        """The hub's database, opened from here too."""
        return open_database(self.url)

    def register(self) -> None:
        """Make the tests' terminal known."""
        database = self.database()
        register_terminal(database, TERMINAL, public_key=self.device().public, at=WallClock().now(), suite=self.suite())
        database.close()

    def ports(self, *, reached: Callable[[HubStep], None] = unwatched) -> HubPorts:
        """Everything a hub over this folder is made of."""
        database = self.database()
        return HubPorts(database, self.keys(), WallClock(), KernelEntropy(), "2026-11-01", reached)

    def sealer(self) -> EnvelopeSealer:
        """The terminal's sealer for this hub."""
        return EnvelopeSealer(self.suite(), DEVICE, hub_key=self.newest, terminal=TERMINAL)

    def newest(self) -> bytes:
        """The key to seal to at present."""
        listed = self.listed()
        return newest_valid(listed, listed.issued_at_ms).public

    def store(self) -> Store:
        """The terminal's store."""
        return open_store(
            self.path / "terminal.db", DEVICE, clock=WallClock(), entropy=KernelEntropy(), suite=self.suite()
        )

    def envelope(self, number: int, *, name: str = "其其格") -> tuple[bytes, str]:
        """An application's envelope and its hash."""
        header = UnsealedHeader(entry_id(number), Kind.APPLICATION, number, "rp-alive")
        return self.sealer().envelope(canonical(application(entry_id(number), number, name=name)), header)

    def delivery(self, store: Store, gateway: Gateway, *, clock: WallClock) -> Delivery:
        """The terminal's delivery over its real store."""
        verifier = HubVerifier(self.listed(), self.suite())
        return Delivery(
            DeliveryPorts(
                terminal=TERMINAL,
                outbox=store.outbox,
                gateway=gateway,
                verifier=verifier,
                counters=store.counters,
                clock=clock,
                entropy=KernelEntropy(),
                vitals=lambda: BEAT,
                trail=trail_of(store, TERMINAL, device=self.device(), suite=self.suite()),
            )
        )


def submit(folder: Folder, store: Store, number: int) -> OutboxEntry:
    """One application into the terminal's queue, as a visit does it."""

    def seal(sequence: int) -> Sealed:
        header = UnsealedHeader(entry_id(number), Kind.APPLICATION, sequence, "rp-alive")
        plain = canonical(application(entry_id(number), sequence))
        envelope, sha256 = folder.sealer().envelope(plain, header)
        event = AuditEvent(Verb.APPLICATION_COLLECTED, SELF, entry_id(number), 1_790_000_000_000)
        return Sealed(entry_id(number), Kind.APPLICATION, "rp-alive", envelope, sha256, event)

    return store.outbox.submit(entry_id(number), seal)


@dataclass
class Line:
    """The way to a hub in this process; loses so many replies, after the hub has committed."""

    rounds: Rounds
    losses: int = 0
    requests: list[SyncRequest] = field(default_factory=list)

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """One round, its messages as bytes on the way."""
        raw = encode(request, MediaType.MSGPACK)
        self.requests.append(decode(raw, MediaType.MSGPACK, kind=SyncRequest))
        reply = self.rounds.answer(self.requests[-1])
        if self.losses:
            self.losses -= 1
            return Unreachable.TIMEOUT
        return decode(encode(reply, MediaType.MSGPACK), MediaType.MSGPACK, kind=SyncReply)

    def close(self) -> None:
        """Nothing to close."""


class HubProcess:
    """A hub in a process of its own, as `kiosk hub serve` runs it; `die_at` names the step at which it kills itself."""

    def __init__(self, folder: Folder, *, die_at: str = "", tls: TlsFiles | None = None) -> None:
        files = [tls.certificate, tls.key, tls.client_ca] if tls else []
        command = [sys.executable, str(CHILD), str(folder.path), die_at, *files]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        assert ready, "the hub never said that it is ready"
        self.port = int(self.process.stdout.readline())

    def gateway(self, patience: Patience = PATIENCE) -> HttpGateway:
        """A gateway to it."""
        address = HubAddress(f"http://127.0.0.1:{self.port}", Transport.INSECURE_DEMO)
        return HttpGateway(address, WallClock(), patience=patience)

    def wait(self) -> int:
        """How it ended."""
        return self.process.wait(timeout=20)

    def stop(self) -> int:
        """Ask it to stop, and how it ended."""
        self.process.send_signal(signal.SIGTERM)
        code = self.wait()
        self.close()
        return code

    def close(self) -> None:
        """Make sure it is gone."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=20)
        if self.process.stdout is not None:
            self.process.stdout.close()
