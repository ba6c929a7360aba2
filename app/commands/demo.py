"""`kiosk demo`: a scripted visit on simulators, from card to acknowledged; leaves pictures, receipt and databases."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from app import paths
from app.assembly import Mode, Options, Panel
from app.colleague import colleague_at
from app.hubprocess import KEYS, prepare_keys, start_hub
from app.keeping import hold, open_terminal_store, terminal_keys
from app.kiosk import Kiosk
from app.output import EXIT_FAULT, EXIT_NOT_DELIVERED, EXIT_OK, add_json, progress, say, say_json
from app.person import Person
from app.playing import Play, Walk
from app.product import Product, read_product
from app.simulation import SOCKET_FILE
from app.summary import SUMMARY, Counts, Summary, summarise
from devices.citizens import OVER_EIGHTY
from kiosk.base.errors import ConfigError
from kiosk.base.ids import grouped
from kiosk.catalogue.themes import theme_of
from sync.hub.keys import LIST_FILE
from sync.seal.suites import suite_named
from sync.store.attachments import FOLDER as ATTACHMENTS
from ui.window import make_application

# A terminal in service keeps files of the same names: only where a demo has been is anything ever deleted.
MARK = ".demo"
# Names in the directory that belong to a demo: what an earlier one left is replaced, nothing else is ever deleted.
LEFTOVERS = (
    MARK, "screens", "receipts", KEYS, "receipt.pdf", SUMMARY, "device.key", "terminal.db*", "terminal.lock", "hub.db*",
    SOCKET_FILE, ATTACHMENTS,
)  # fmt: skip


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("demo", help="play a whole visit off-screen and leave pictures, receipt and databases")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="where everything is left; an earlier demo there is replaced",
    )
    parser.add_argument(
        "--item", default="rp-alive", metavar="ID", help="item of the list to apply for (default: rp-alive)"
    )
    parser.add_argument("--language", choices=("zh", "mn", "en"), default="zh")
    parser.add_argument(
        "--card", choices=("id", "social"), default="id", help="resident ID card or social-security card"
    )
    parser.add_argument(
        "--camera", metavar="SETTING", help="what it sees: simulated, file:PATH or folder:PATH (default: simulated)"
    )
    parser.add_argument("--orientation", choices=("portrait", "landscape"), default="portrait")
    parser.add_argument("--panel", action="store_true", help="with the tab of the simulated readers in the pictures")
    add_json(parser)
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Exit 0 when the visit was walked and acknowledged, 4 when it was not delivered, 3 when it ended in a fault."""
    out: Path = chosen.out
    product = seeing(read_product(paths.DEMO_SETTINGS), chosen.camera)
    if chosen.item not in {item.id for item in product.catalogue.items}:
        raise ConfigError("G01", f"--item: {chosen.item} is not in the list of items")
    _clear(out)
    suite = suite_named(product.settings.hub.suite)
    root_key = prepare_keys(out / KEYS, suite)
    hub = start_hub(out, product.settings.terminal.id, terminal_keys(out).signing_key(suite).public)
    try:
        visited = visit(product_at(product, hub.url, root_key), chosen)
    finally:
        hub.stop()
    if visited.ending:
        progress(f"the visit ended early: {visited.ending}")
        return EXIT_FAULT
    store = open_terminal_store(out)
    try:
        summary = summarise(out, store, visited.walk, item=chosen.item, total_s=visited.seconds)
    finally:
        store.close()
    (out / SUMMARY).write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    _tell(summary, chosen)
    return EXIT_OK if summary.outbox == Counts(queued=0, delivered=1) else EXIT_NOT_DELIVERED


@dataclass(frozen=True, slots=True)
class Visited:
    """How the visit went: why it ended early ("" if it did not), what was walked, and how long it took."""

    ending: str
    walk: Walk
    seconds: float


def visit(product: Product, chosen: argparse.Namespace) -> Visited:
    """Play the visit on an off-screen window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(["kiosk"])
    panel: Panel = "shown" if chosen.panel else "hidden"
    kiosk = Kiosk(product, Options(Mode.DEMO, chosen.out, panel=panel), chosen.orientation)
    endings: list[str] = []

    def finish(ending: str) -> None:
        endings.append(ending)
        application.quit()

    pictures = chosen.out / "screens"
    pictures.mkdir()
    play = Play(kiosk, _person(kiosk, chosen), pictures, told=lambda screen: progress(f"  {screen}"), finish=finish)
    sys.excepthook = kiosk.bug
    kiosk.window.show()
    kiosk.viewmodels.stand_still()
    started_s = kiosk.terminal.clock.monotonic_s()
    kiosk.start()
    application.exec()
    seconds = kiosk.terminal.clock.monotonic_s() - started_s
    kiosk.close()
    return Visited(endings[0] if endings else "the window was closed", play.walk(), seconds)


def _person(kiosk: Kiosk, chosen: argparse.Namespace) -> Person:
    reader = kiosk.terminal.simulated[0]
    card = OVER_EIGHTY.resident_id() if chosen.card == "id" else OVER_EIGHTY.social_security()
    theme = theme_of(kiosk.terminal.facts.catalogue.item(chosen.item))
    now, fresh_id = kiosk.terminal.clock.now, kiosk.runner.fresh_id
    clerk = colleague_at(reader)
    return Person(chosen.item, theme, chosen.language, partial(reader.insert, card), now, fresh_id, clerk=clerk)


def product_at(product: Product, hub_url: str, root_key: str) -> Product:
    """The same product with the demo's hub as its far end, and its root pinned."""
    hub = msgspec.structs.replace(product.settings.hub, url=hub_url, key_list=f"{KEYS}/{LIST_FILE}", root_key=root_key)
    return replace(product, settings=msgspec.structs.replace(product.settings, hub=hub))


def seeing(product: Product, camera: str | None) -> Product:
    """The same product with another camera. Raises ConfigError G01 for one that is none, or is real."""
    if camera is None:
        return product
    if camera != "simulated" and not camera.startswith(("file:", "folder:")):
        raise ConfigError("G01", f"--camera: {camera} is neither simulated nor file:PATH nor folder:PATH")
    devices = msgspec.structs.replace(product.settings.devices, camera=camera)
    return replace(product, settings=msgspec.structs.replace(product.settings, devices=devices))


def _clear(out: Path) -> None:
    """Remove what an earlier demo left; a directory with anything else in it is not touched."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError("G03", f"--out: {out}: {error.strerror}") from error
    ours = [path for pattern in LEFTOVERS for path in out.glob(pattern)]
    strangers = sorted(path.name for path in set(out.iterdir()) - set(ours))
    if ours and not (out / MARK).exists() and not (out / SUMMARY).exists():
        strangers = strangers or ["a terminal's own files"]
    if strangers:
        raise ConfigError("G01", f"--out: {out} holds something that is not a demo's: {strangers[0]}")
    hold(out).close()
    for path in ours:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    (out / MARK).touch()


def _tell(summary: Summary, chosen: argparse.Namespace) -> None:
    if chosen.json:
        say_json(msgspec.to_builtins(summary))
        return
    say(
        f"One visit, {len(summary.screens)} screens, {summary.seconds['total']:.1f} s: {summary.item}, number {grouped(summary.reference_number)}."
    )
    say(
        f"Delivered {summary.outbox.delivered}, acknowledged {summary.hub.acknowledgements}, waiting {summary.outbox.queued}."
    )
    say(f"Pictures: {chosen.out / 'screens'}")
    say(f"Receipt:  {summary.receipt.path}")
    say(f"Summary:  {chosen.out / SUMMARY}")
