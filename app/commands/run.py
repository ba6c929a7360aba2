"""`kiosk run`: serve at this terminal, in a window or on the whole screen."""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from app import paths
from app.assembly import Mode, Options
from app.commands.demo import product_at
from app.entrance import Entrance
from app.hubprocess import KEYS, HubProcess, prepare_keys, start_hub
from app.keeping import terminal_keys
from app.keystores import choice_of
from app.output import EXIT_FAULT, EXIT_OK
from app.product import Product, read_product
from kiosk.base.errors import ConfigError
from kiosk.journey.states import OutOfService, State
from sync.seal.suites import suite_named
from ui.watchdog import Watchdog
from ui.window import KioskWindow, Orientation, make_application

PING_S = 5.0
PLAYED = re.compile(r"folder:.+|escpos:(?:[a-z0-9-]+:)?simulated")
# Long enough to read the code aloud over the phone; then the service manager starts the terminal anew.
BROKEN_S = 30.0


def add(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The door's words."""
    parser = doors.add_parser("run", help="serve at this terminal")
    parser.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.DEMO.value, help="default: demo")
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="default: the demo's, or /etc/doorstep/terminal.toml in production",
    )
    parser.add_argument(
        "--state-dir", type=Path, metavar="DIR", help="default: build/run, or /var/lib/doorstep in production"
    )
    parser.add_argument(
        "--printer",
        metavar="SETTING",
        help="in demo and training: folder:PATH, escpos:simulated or escpos:PROFILE:simulated instead of the settings'",
    )
    parser.add_argument(
        "--orientation", choices=("portrait", "landscape", "screen"), default="portrait", help="screen: full screen"
    )
    parser.set_defaults(go=go)


def go(chosen: argparse.Namespace) -> int:
    """Serve until the window is closed or SIGTERM comes; in demo and training mode with a hub of its own."""
    _look_for_a_screen()
    mode = Mode(chosen.mode)
    production = mode is Mode.PRODUCTION
    product = read_product(chosen.settings or (paths.SYSTEM_SETTINGS if production else paths.DEMO_SETTINGS))
    product = printing(product, chosen.printer, mode)
    state_dir: Path = chosen.state_dir or (paths.SYSTEM_STATE if production else paths.DEMO_STATE)
    if production or chosen.settings:
        return serve(product, Options(mode, state_dir), chosen.orientation)
    hub, calling = demo_hub(product, state_dir)
    try:
        return serve(calling, Options(mode, state_dir), chosen.orientation)
    finally:
        hub.stop()


def printing(product: Product, printer: str | None, mode: Mode) -> Product:
    """The same product with another printer. Raises ConfigError G01 for one that is none, or is real, and in production."""
    if printer is None:
        return product
    if mode is Mode.PRODUCTION or not PLAYED.fullmatch(printer):
        raise ConfigError("G01", "--printer: folder:PATH or escpos:simulated, in demo and training only")
    devices = msgspec.structs.replace(product.settings.devices, printer=printer)
    return replace(product, settings=msgspec.structs.replace(product.settings, devices=devices))


def _look_for_a_screen() -> None:
    """Qt ends the whole process without a word of ours when there is no screen; so it is looked for first."""
    if not any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        raise ConfigError("G05", "neither DISPLAY nor WAYLAND_DISPLAY is set; `kiosk demo` needs no screen")


def demo_hub(product: Product, state_dir: Path) -> tuple[HubProcess, Product]:
    """A hub of the terminal's own, so that demo and training modes go all the way, and the product that calls it."""
    state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    suite, terminal = suite_named(product.settings.hub.suite), product.settings.terminal
    root_key = prepare_keys(state_dir / KEYS, suite)
    keys = terminal_keys(state_dir, choice_of(terminal))
    hub = start_hub(state_dir, terminal.id, keys.signing_key(suite).public)
    return hub, product_at(product, hub.url, root_key)


def serve(product: Product, options: Options, orientation: Orientation) -> int:
    """The event loop; exit 3 when the terminal could not serve, or went out of service by a mistake of its own."""
    # A core file would hold whatever a person was saying when the process died.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    application = make_application(["kiosk"])
    show = partial(_show, orientation)
    entrance = Entrance(product, options, orientation, shows=show)
    watchdog = Watchdog(os.environ.get("NOTIFY_SOCKET", ""), PING_S)
    for number in (signal.SIGTERM, signal.SIGINT):
        # By way of a timer: Qt forgets a quit() that comes before its loop has begun.
        signal.signal(number, lambda _number, _frame: _end_soon(entrance, application.quit))
    sys.excepthook = entrance.bug
    entrance.watchers.append(partial(_end_if_broken, entrance, application.quit))
    entrance.open()
    watchdog.start()
    application.exec()
    watchdog.stop()
    served = entrance.kiosk is not None and not isinstance(entrance.kiosk.runner.state, OutOfService)
    entrance.close()
    return EXIT_OK if served else EXIT_FAULT


def _show(orientation: Orientation, window: KioskWindow) -> None:
    window.show(full_screen="full" if orientation == "screen" else "framed")


def _end_soon(entrance: Entrance, end: Callable[[], None]) -> None:
    entrance.lanes.after(0, end)


def _end_if_broken(entrance: Entrance, end: Callable[[], None], state: State) -> None:
    if isinstance(state, OutOfService):
        entrance.lanes.after(BROKEN_S, end)
