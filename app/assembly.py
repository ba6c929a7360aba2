"""The one file that knows every name: which adapter stands behind which port."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import IO, Literal

from app import fittings, paths
from app.backup import with_backup
from app.clerks import admission
from app.copies import Copies
from app.courier import HubCourier, heartbeat
from app.crew import Crew, admits_nobody
from app.desk import StoreDesk
from app.keeping import DATABASE_FILE, hold, swept, terminal_keys
from app.keystores import choice_of
from app.lazily import Lazily
from app.press import LedgerPress
from app.product import Product, read_bytes
from app.surroundings import Surroundings, TerminalClock
from app.system import SystemClock, SystemEntropy
from app.trail import AuditWatch, judges_of, trail_of
from devices.cards.piv.training import TrainingOffice
from devices.pcsc.service import RequestedCardService
from devices.simulator import SimulatedCardReader
from kiosk.applications.model import Place
from kiosk.base import lanes as lane
from kiosk.base.lanes import Lanes
from kiosk.base.steps import Reached, unwatched
from kiosk.catalogue.offer import CLERK_SIGN_IN, devices_of
from kiosk.delivery.service import Delivery, DeliveryPorts
from kiosk.journey.visit import Facts
from kiosk.receipts.model import Paper, ReceiptPrinter
from printers.emulator.machine import EmulatedPrinter
from printers.fonts import FontStack
from printers.spooler import Spooler
from printers.typesetter import ReceiptTypesetter
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway
from sync.link.verifier import HubVerifier
from sync.seal.envelope import EnvelopeSealer
from sync.seal.keylist import KeyList, believed_ms, newest_valid, read_key_list
from sync.seal.keys import DeviceKeys
from sync.seal.receiptcode import DeviceCodeSigner
from sync.seal.suite import Suite
from sync.seal.suites import suite_named
from sync.store.rescue.look import Look, already_seen, look
from sync.store.store import Store, open_store

CONSENT = "consent.v1"


class Mode(StrEnum):
    """DEMO and TRAINING may simulate devices; PRODUCTION may not."""

    DEMO = "demo"
    TRAINING = "training"
    PRODUCTION = "production"


Panel = Literal["shown", "hidden"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a door of `kiosk` decides; `reached` counts the steps of a submission in crash tests, `panel` is for simulated readers."""

    mode: Mode
    state_dir: Path
    reached: Reached = unwatched
    panel: Panel = "shown"


@dataclass(frozen=True, slots=True)
class Terminal:
    """An assembled terminal, before its screen."""

    crew: Crew
    facts: Facts
    product: Product
    clock: TerminalClock
    simulated: tuple[SimulatedCardReader, ...]
    played: EmulatedPrinter | None
    close: Callable[[], None]


def assemble(product: Product, options: Options, lanes: Lanes) -> Terminal:
    """Put a terminal together; opens nothing that belongs to a lane. Raises KioskError G.., K.., N01 or S.. ."""
    return furnish(product, surroundings(product, options, SystemClock()), lanes, mode=options.mode)


def surroundings(product: Product, options: Options, clock: TerminalClock) -> Surroundings:
    """The real ones, its directory held for this program alone, its database looked at and proven to take a write.

    Raises KioskError G.., K.., N01 or S.., and then nothing is held and nothing was touched.
    """
    lock = hold(options.state_dir)
    try:
        return _surroundings(product, options, clock, lock=lock)
    except BaseException:
        lock.close()
        raise


def _surroundings(product: Product, options: Options, clock: TerminalClock, *, lock: IO[bytes]) -> Surroundings:
    if options.mode is Mode.PRODUCTION:
        fittings.refuse_simulated(product.settings.devices)
    suite = suite_named(product.settings.hub.suite)
    keys = terminal_keys(options.state_dir, choice_of(product.settings.terminal))
    store = partial(_store, options, keys, clock=clock, suite=suite)
    with closing(store(first=look)) as opened:
        opened.prove_writable()
        proven_ms = opened.counters.hub_time_ms()
    # Looked at a moment ago, and held since: three lanes need not look again, 32 ms for every 10 MB.
    opening = partial(store, first=already_seen)
    devices = product.settings.devices
    fitted = fittings.receipt_printer(product, options.state_dir, clock, reached=options.reached)
    service = RequestedCardService(paths.CARD_SERVICE_REQUEST, clock)
    played = None if options.mode is Mode.PRODUCTION else TrainingOffice()
    hub = _hub_keys(product, options, suite)
    admits = admission(product.settings.clerks, played, hub, proven_ms=proven_ms)
    return Surroundings(
        clock=clock,
        entropy=SystemEntropy(),
        suite=suite,
        keys=keys,
        hub=hub,
        open_store=opening,
        readers=tuple(
            fittings.fitted_reader(name, at, service, clock=clock, office=played)
            for at, name in enumerate(devices.readers)
        ),
        printer=fitted.printer,
        played=fitted.played,
        lay_out=ReceiptTypesetter(partial(FontStack, paths.FONTS)),
        gateway=HttpGateway(_address(product), clock),
        reached=options.reached,
        copy=_copying(product, opening, keys, clock=clock),
        release=lock.close,
        camera=fittings.fitted_camera(devices.camera, clock),
        admits=admits,
    )


def furnish(product: Product, around: Surroundings, lanes: Lanes, *, mode: Mode) -> Terminal:
    """The terminal in its surroundings, whatever they are."""
    opening = partial(_opened, around)
    # Attachments are added on the store lane only, so that is where what is left of them is swept first.
    stores = [Lazily(partial(swept, opening)), Lazily(opening), Lazily(opening)]
    hub_key = partial(_hub_key, around, stores[0])
    sealer = EnvelopeSealer(around.suite, around.keys, hub_key=hub_key, terminal=product.settings.terminal.id)
    marked = "" if mode is Mode.PRODUCTION else mode.value
    signer = DeviceCodeSigner(around.suite, around.keys)
    desk = StoreDesk(stores[0], sealer, signer, product, around.clock, mode=marked)
    press = LedgerPress(stores[1], around.printer, partial(_spooler, product, around))
    courier = HubCourier(stores[2], partial(_delivery, product, around), around.clock, copy=around.copy)
    crew = Crew(
        lanes,
        around.clock,
        around.entropy,
        around.readers,
        desk,
        press,
        courier,
        around.camera,
        renew=partial(fittings.renew, around.readers),
        documents=fittings.opening_documents(around.readers),
        clerks={} if around.admits is admits_nobody else fittings.proving_clerks(around.readers),
        admits=around.admits,
    )
    closing = [(lane.cards(number), reader.close) for number, reader in enumerate(around.readers)]
    closing += [
        (lane.STORE, desk.close),
        (lane.PRINTER, press.close),
        (lane.SYNC, courier.close),
        (lane.SYNC, around.gateway.close),
        (lane.CAMERA, around.camera.close),
    ]
    if around.played is not None:
        closing.append((lane.PRINTER, around.played.close))
    simulated = tuple(reader for reader in around.readers if isinstance(reader, SimulatedCardReader))
    close = partial(_close, lanes, closing, around.release)
    return Terminal(crew, _with_clerks(facts_of(product), crew), product, around.clock, simulated, around.played, close)


def _with_clerks(facts: Facts, crew: Crew) -> Facts:
    """Whether a clerk can sign in here is no setting: an office is named, and a reader proves whom it issued a card."""
    return replace(facts, devices=facts.devices | {CLERK_SIGN_IN}) if crew.clerks else facts


def _close(lanes: Lanes, closing: list[tuple[str, Callable[[], None]]], release: Callable[[], None]) -> None:
    """Each thing is closed on the lane it was opened on, then the lanes end, then another may take over."""
    for name, close in closing:
        lanes.run(name, close, _nothing, _nothing)
    lanes.close()
    release()


def _nothing(_: object) -> None:
    """What could not be closed is left to the end of the process."""


def facts_of(product: Product) -> Facts:
    """What the terminal is, whether it can serve or not."""
    station, rules = product.settings.station, product.settings.rules
    return Facts(
        catalogue=product.catalogue,
        place=Place(station.division, station.name_zh, product.settings.terminal.id),
        devices=devices_of(product.settings.devices),
        consent=CONSENT,
        deferral_days=rules.deferral_days,
        warning_s=rules.warning_s,
        gacha=station.place_zh,
    )


def _store(options: Options, keys: DeviceKeys, *, clock: TerminalClock, suite: Suite, first: Look) -> Store:
    return open_store(
        options.state_dir / DATABASE_FILE,
        keys,
        clock=clock,
        entropy=SystemEntropy(),
        reached=options.reached,
        suite=suite,
        first=first,
    )


def _copying(
    product: Product, opening: Callable[[], Store], keys: DeviceKeys, *, clock: TerminalClock
) -> Callable[[], None]:
    chosen = product.settings.store
    return Copies(opening, keys.database, chosen, clock=clock).keep if chosen.backup_folder else _no_copy


def _no_copy() -> None:
    """Nothing is asked for in the settings."""


def _hub_keys(product: Product, options: Options, suite: Suite) -> KeyList:
    """Relative names in the settings are looked for in the terminal's own directory."""
    hub = product.settings.hub
    raw = read_bytes(options.state_dir / hub.key_list)
    return read_key_list(raw, root_public=bytes.fromhex(hub.root_key), suite=suite)


def _opened(around: Surroundings) -> Store:
    """The lane's store, after a look at whether the key list is one that was replaced: SealError K09."""
    store = around.open_store()
    try:
        store.counters.saw_key_list(around.hub.version)
    except BaseException:
        store.close()
        raise
    return store


def _hub_key(around: Surroundings, store: Lazily[Store]) -> bytes:
    """What to seal to now; asked on the store lane."""
    at_ms = believed_ms(around.clock.now(), around.hub, hub_time_ms=store.get().counters.hub_time_ms())
    return newest_valid(around.hub, at_ms).public


def _address(product: Product) -> HubAddress:
    hub = product.settings.hub
    return HubAddress(hub.url, Transport.INSECURE_DEMO if hub.insecure_demo else Transport.HTTPS)


def _delivery(product: Product, around: Surroundings, store: Store) -> Delivery:
    terminal, device = product.settings.terminal.id, around.keys.signing_key(around.suite)
    watch = AuditWatch(judges_of(terminal, device.public, hub=around.hub, suite=around.suite))
    return Delivery(
        DeliveryPorts(
            terminal=terminal,
            outbox=store.outbox,
            gateway=around.gateway,
            verifier=HubVerifier(around.hub, around.suite),
            counters=store.counters,
            clock=around.clock,
            entropy=around.entropy,
            vitals=partial(heartbeat, store, around.clock, product.catalogue.version, watch=watch),
            reached=around.reached,
            trail=trail_of(store, terminal, device=device, suite=around.suite),
        )
    )


def _spooler(product: Product, around: Surroundings, store: Store, printer: ReceiptPrinter) -> Spooler:
    paper = Paper(product.settings.devices.paper)
    lay_out = with_backup(around.lay_out, store) if product.settings.rules.paper_backup else around.lay_out
    return Spooler(store.ledger, printer, lay_out=lay_out, paper=paper, clock=around.clock, reached=around.reached)
