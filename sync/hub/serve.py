"""Running the hub: a listening socket, uvicorn on it, and a quiet end on SIGTERM."""

from __future__ import annotations

import signal
import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from kiosk.base.errors import LinkError
from sync.hub.receipts import add_receipts
from sync.hub.rounds import HubPorts, Rounds
from sync.hub.tables import terminals
from sync.hub.web import Health, hub_app
from sync.link.address import Transport, is_loopback

LOOPBACK = "127.0.0.1"
# Terminals call every five minutes; a connection kept that long saves each call a handshake of 5.7 kB.
KEEP_ALIVE_S = 400
STOP_WITHIN_S = 10


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM files of a hub behind TLS; with `client_ca`, terminals must show a certificate of that authority."""

    certificate: str
    key: str
    client_ca: str = ""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a hub listens; port 0 takes any free one."""

    port: int
    host: str = LOOPBACK
    transport: Transport = Transport.HTTPS
    tls: TlsFiles | None = None


def serve(ports: HubPorts, listen: Listen, *, ready: Callable[[int], None]) -> None:
    """Serve until SIGTERM or SIGINT, finishing the rounds under way; `ready` is told the real port.

    Runs on the process's main thread. Raises LinkError N01 for plain HTTP anywhere but in a demonstration
    on loopback, N02 when the TLS files cannot be used, N03 when the port is taken.
    """
    _check(listen)
    with _listening(listen) as sock, _signals_kept():
        port: int = sock.getsockname()[1]
        app = hub_app(Rounds(ports), lambda: _health(ports), ready=lambda: ready(port))
        add_receipts(app, ports.database, ports.keys)
        config = _config(app, listen)
        _load(config)
        uvicorn.Server(config).run(sockets=[sock])


def _check(listen: Listen) -> None:
    if listen.tls is not None:
        return
    if listen.transport is not Transport.INSECURE_DEMO or not is_loopback(listen.host):
        raise LinkError("N01", "without TLS a hub serves demonstrations on this machine only")


def _load(config: uvicorn.Config) -> None:
    """Read the TLS files now: uvicorn would only log that it cannot, and end."""
    try:
        config.load()
    except OSError as error:
        raise LinkError("N02", type(error).__name__) from error


@contextmanager
def _listening(listen: Listen) -> Generator[socket.socket]:
    try:
        sock = socket.create_server((listen.host, listen.port), backlog=2048)
    except OSError as error:
        raise LinkError("N03", f"port {listen.port}: {type(error).__name__}") from error
    with sock:
        yield sock


@contextmanager
def _signals_kept() -> Generator[None]:
    """uvicorn raises the signal that stopped it once more when it is done; here that must not end the process."""
    stops = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda _number, _frame: None) for number in stops}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _health(ports: HubPorts) -> Health:
    with ports.database.reading() as connection:
        connection.execute(terminals.select().limit(1)).all()
    return Health("serving", ports.clock.now().unix_ms)


def _config(app: FastAPI, listen: Listen) -> uvicorn.Config:
    tls = listen.tls
    return uvicorn.Config(
        app,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
        ssl_ca_certs=tls.client_ca or None if tls else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if tls and tls.client_ca else ssl.CERT_NONE,
    )
