"""The hub's HTTP face, met as a stranger meets it: plain HTTP, JSON or MessagePack, problems, TLS."""

from __future__ import annotations

import base64
import http.client
import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from fastapi import Request

from kiosk.base.errors import LinkError, StoreError
from kiosk.delivery.model import Cursors, SyncReply, SyncRequest, Unreachable
from kiosk.delivery.problems import PROBLEM_PREFIX
from sync.hub.problems import on_store_error
from sync.hub.report import report, report_of
from sync.hub.serve import Listen, TlsFiles, serve
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway, Patience
from sync.link.wire import LARGEST_REQUEST
from tests.sync.hub.kit import BEAT, PATIENCE, TERMINAL, Folder, HubProcess, WallClock, entry_id


@dataclass(frozen=True, slots=True)
class Served:
    """One hub for the tests that leave it as it is, and its folder."""

    folder: Folder
    hub: HubProcess


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Starting a hub costs over a second on two shared cores."""
    folder = Folder(tmp_path_factory.mktemp("hub"))
    folder.rotate()
    folder.register()
    hub = HubProcess(folder)
    yield Served(folder, hub)
    hub.close()


def ask(hub: HubProcess, method: str, path: str, *, body: bytes = b"", kind: str = "") -> tuple[int, str, bytes]:
    """Status, content type and body of a plain request."""
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=10)
    connection.request(method, path, body, {"Content-Type": kind} if kind else {})
    response = connection.getresponse()
    raw = response.read()
    connection.close()
    return response.status, response.headers.get("Content-Type", ""), raw


def test_an_integrator_speaks_json(served: Served) -> None:
    folder, hub = served.folder, served.hub
    envelope, sha256 = folder.envelope(1)
    message = {
        "terminal": TERMINAL,
        "counter": 1,
        "nonce": base64.b64encode(b"n" * 16).decode(),
        "items": [base64.b64encode(envelope).decode()],
        "ask": [],
        "heartbeat": {"version": "1", "queued": 0, "oldest_age_s": 0, "disk_free_mib": 1, "catalogue_version": "1"},
        "cursors": {"status": 0},
    }
    status, kind, raw = ask(hub, "POST", "/v1/sync", body=json.dumps(message).encode(), kind="application/json")
    reply = json.loads(raw)
    assert (status, kind) == (200, "application/json")
    assert reply["outcomes"] == [{"id": entry_id(1), "verdict": "stored", "problem": ""}]
    assert json.loads(base64.b64decode(reply["acknowledgements"][0]["body"]))["sha256"] == sha256
    assert report_of(folder.url).applications >= 1


def test_problems_have_their_types(served: Served) -> None:
    hub = served.hub
    many = {"terminal": TERMINAL, "counter": 1, "nonce": "", "items": [], "ask": ["x"] * 5001}
    many |= {"heartbeat": msgspec.to_builtins(BEAT), "cursors": {}}
    cases = [
        (
            ask(hub, "POST", "/v1/sync", body=json.dumps(many).encode(), kind="application/json"),
            400,
            "request-malformed",
        ),
        (ask(hub, "POST", "/v1/sync", body=b"{}", kind="application/json"), 400, "request-malformed"),
        (ask(hub, "POST", "/v1/sync", body=b"\xc1", kind="application/msgpack"), 400, "request-malformed"),
        (ask(hub, "POST", "/v1/sync", body=b"{}", kind="text/html"), 415, "media-type-unknown"),
        (ask(hub, "POST", "/v1/sync", body=b"{}"), 415, "media-type-unknown"),
    ]
    for (status, kind, raw), expected, name in cases:
        problem = json.loads(raw)
        assert (status, kind) == (expected, "application/problem+json")
        assert (problem["type"], problem["status"]) == (PROBLEM_PREFIX + name, expected)
    for method, path, expected in (("GET", "/nowhere", 404), ("GET", "/v1/sync", 405)):
        status, kind, raw = ask(hub, method, path)
        assert (status, kind, json.loads(raw)["type"]) == (expected, "application/problem+json", "about:blank")


def test_a_body_beyond_all_bounds_is_not_read_to_its_end(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.hub.port), timeout=10) as peer:
        head = f"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/msgpack\r\nContent-Length: {10**12}\r\n\r\n"
        peer.sendall(head.encode())
        peer.sendall(b"\x00" * (LARGEST_REQUEST + 1))
        assert peer.recv(64).startswith(b"HTTP/1.1 413 ")


def test_health_and_description(served: Served) -> None:
    hub = served.hub
    status, kind, raw = ask(hub, "GET", "/v1/health")
    assert (status, kind, json.loads(raw)["status"]) == (200, "application/json", "serving")
    status, _, raw = ask(hub, "GET", "/openapi.json")
    described = json.loads(raw)["paths"]["/v1/sync"]["post"]
    assert status == 200
    assert set(described["requestBody"]["content"]) == {"application/msgpack", "application/json"}


def test_what_a_hub_that_was_busy_for_too_long_stored_is_recognised(served: Served) -> None:
    gateway = served.hub.gateway(Patience(connect_s=1.0, read_s=0.5, deadline_s=1.0))
    envelope, _ = served.folder.envelope(2)
    request = SyncRequest(TERMINAL, 1, b"n" * 16, (envelope,), (), BEAT, Cursors())
    database = served.folder.database()
    before = report(database).envelopes
    with database.writing():
        assert gateway.sync(request) is Unreachable.TIMEOUT
    patient = served.hub.gateway()
    assert isinstance(patient.sync(request), SyncReply)
    assert report(database).envelopes == before + 1
    for it in (gateway, patient, database):
        it.close()


@pytest.mark.parametrize(
    ("code", "status", "name"),
    [("S03", 503, "try-again"), ("S02", 507, "hub-full"), ("S04", 500, "hub-trouble"), ("S05", 500, "hub-trouble")],
)
def test_a_failed_database_is_a_problem_that_says_what_to_do(code: str, status: int, name: str) -> None:
    response = on_store_error(Request({"type": "http"}), StoreError(code, "detail"))
    assert response.status_code == status
    assert json.loads(bytes(response.body))["type"] == PROBLEM_PREFIX + name
    assert ("retry-after" in response.headers) is (code == "S03")


def test_an_interrupt_stops_it_quietly_too(hub: HubProcess) -> None:
    gateway = hub.gateway()
    assert isinstance(gateway.sync(SyncRequest(TERMINAL, 1, b"", (), (), BEAT, Cursors())), SyncReply)
    hub.process.send_signal(signal.SIGINT)
    assert hub.wait() == 0
    gateway.close()


def never(_port: int) -> None:
    """A hub that must not come up."""
    raise AssertionError("it serves")


def test_a_taken_port_and_plain_http_are_said(folder: Folder) -> None:
    ports = folder.ports()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        with pytest.raises(LinkError, match="N03"):
            serve(ports, Listen(port, transport=Transport.INSECURE_DEMO), ready=never)
    for listen in (Listen(0), Listen(0, host="0.0.0.0", transport=Transport.INSECURE_DEMO)):
        with pytest.raises(LinkError, match="N01"):
            serve(ports, listen, ready=never)
    with pytest.raises(LinkError, match="N02"):
        serve(ports, Listen(0, tls=TlsFiles("/nowhere/c.pem", "/nowhere/k.pem")), ready=never)
    ports.database.close()


def openssl(folder: Path, *words: str) -> None:
    """The command-line program, in a folder."""
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, timeout=30)


def authority(folder: Path, name: str) -> None:
    """A root of its own."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    files = ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
    openssl(folder, "req", "-x509", *key, *files, "-days", "2", "-subj", f"/CN={name}")


def certificate(folder: Path, name: str, *, root: str) -> None:
    """A certificate of that root for this machine."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-subj", f"/CN={name}"]
    openssl(folder, "req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", *extra)
    by = ["-CA", f"{root}.pem", "-CAkey", f"{root}.key", "-CAcreateserial", "-copy_extensions", "copy"]
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-out", f"{name}.pem", "-days", "2", *by)


def test_behind_tls_only_the_pinned_root_and_enrolled_terminals_count(folder: Folder) -> None:
    path = folder.path
    authority(path, "root")
    authority(path, "stranger")
    certificate(path, "server", root="root")
    certificate(path, "terminal", root="root")
    tls = TlsFiles(str(path / "server.pem"), str(path / "server.key"), str(path / "root.pem"))
    with closing(HubProcess(folder, tls=tls)) as hub:
        found = answers(hub.port, path)
        # TLS 1.3 refuses a client after its handshake: an alert, or a reset that overtakes it.
        assert found.pop("without certificate") in (Unreachable.NOT_THE_HUB, Unreachable.OFFLINE)
        assert found == {
            "enrolled": None,
            "another root": Unreachable.NOT_THE_HUB,
            "the world's roots": Unreachable.NOT_THE_HUB,
            "another name": Unreachable.NOT_THE_HUB,
        }
        assert hub.stop() == 0


def answers(port: int, path: Path) -> dict[str, Unreachable | None]:
    """What terminals of several beliefs make of a hub behind TLS; None is an answer."""
    url, root = f"https://127.0.0.1:{port}", str(path / "root.pem")
    pair = (str(path / "terminal.pem"), str(path / "terminal.key"))
    addresses = {
        "enrolled": HubAddress(url, Transport.HTTPS, root, *pair),
        "without certificate": HubAddress(url, Transport.HTTPS, root),
        "another root": HubAddress(url, Transport.HTTPS, str(path / "stranger.pem"), *pair),
        "the world's roots": HubAddress(url, Transport.HTTPS, "", *pair),
        "another name": HubAddress(url.replace("127.0.0.1", "localhost"), Transport.HTTPS, root, *pair),
    }
    return {name: answered(address) for name, address in addresses.items()}


def answered(address: HubAddress) -> Unreachable | None:
    """Why that address gave no answer, None when it did."""
    with closing(HttpGateway(address, WallClock(), patience=PATIENCE)) as gateway:
        answer = gateway.sync(SyncRequest(TERMINAL, 1, b"n" * 16, (), (), BEAT, Cursors()))
    return None if isinstance(answer, SyncReply) else answer
