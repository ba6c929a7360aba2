"""Whatever answers in the hub's place, the gateway says why it is no answer, and says it in time."""

from __future__ import annotations

import socket
import struct
import threading
import time

import msgspec
import pytest

from kiosk.base.errors import LinkError
from kiosk.delivery.model import Cursors, SyncReply, SyncRequest, Unreachable
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway, Patience
from sync.link.wire import LARGEST_REPLY, MediaType, decode
from tests.sync.hub.kit import BEAT, WallClock
from tests.sync.link.rogue import Behaviour, http, request_body, rogue, says

PATIENCE = Patience(connect_s=1.0, read_s=1.0, deadline_s=1.5)
MSGPACK = MediaType.MSGPACK.value
ANSWER = {
    "outcomes": [],
    "acknowledgements": [],
    "status": [],
    "time": {"body": b"", "signature": b""},
    "catalogue_version": "1",
    "next_call_s": 300,
}
REPLY = msgspec.msgpack.encode(ANSWER)


def request(size: int = 0) -> SyncRequest:
    """A round of one terminal."""
    items = (b"x" * size,) if size else ()
    return SyncRequest("nm-150824-001", 1, b"n" * 16, items, (), BEAT, Cursors())


def gateway(url: str) -> HttpGateway:
    """An impatient gateway."""
    return HttpGateway(HubAddress(url, Transport.INSECURE_DEMO), WallClock(), patience=PATIENCE)


def met(behaviour: Behaviour, size: int = 0) -> SyncReply | Unreachable:
    """What the gateway makes of a peer."""
    with rogue(behaviour) as url:
        it = gateway(url)
        try:
            return it.sync(request(size))
        finally:
            it.close()


PORTAL = b"<html><body>Welcome to the town's Wi-Fi. Please accept.</body></html>"
PEERS = {
    "captive portal": (http("200 OK", "text/html", PORTAL), Unreachable.NOT_THE_HUB),
    "portal that claims our type": (http("200 OK", MSGPACK, PORTAL), Unreachable.NOT_THE_HUB),
    "redirect": (http("302 Found", "text/html", b"", extra="Location: http://x/\r\n"), Unreachable.NOT_THE_HUB),
    "no content": (http("204 No Content", MSGPACK, b""), Unreachable.NOT_THE_HUB),
    "not found": (http("404 Not Found", "text/html", PORTAL), Unreachable.NOT_THE_HUB),
    "our bytes called a page": (http("200 OK", "text/html", REPLY), Unreachable.NOT_THE_HUB),
    "our bytes not found": (http("404 Not Found", MSGPACK, REPLY), Unreachable.NOT_THE_HUB),
    "401": (http("401 Unauthorized", "text/html", PORTAL), Unreachable.UNAUTHORISED),
    "403": (http("403 Forbidden", "text/html", PORTAL), Unreachable.UNAUTHORISED),
    "429": (http("429 Too Many Requests", "text/html", b""), Unreachable.HUB_TROUBLE),
    "500": (http("500 Internal Server Error", "text/html", PORTAL), Unreachable.HUB_TROUBLE),
    "503 in our own type": (http("503 Service Unavailable", MSGPACK, REPLY), Unreachable.HUB_TROUBLE),
    "garbage": (http("200 OK", MSGPACK, b"\xc1\xff\x00garbage"), Unreachable.NOT_THE_HUB),
    "another message": (http("200 OK", MSGPACK, msgspec.msgpack.encode({"ok": True})), Unreachable.NOT_THE_HUB),
    "truncated reply": (http("200 OK", MSGPACK, REPLY[:20], length=len(REPLY)), Unreachable.OFFLINE),
    "short of its own end": (http("200 OK", MSGPACK, REPLY[:20]), Unreachable.NOT_THE_HUB),
    "not http": (b"220 mail.example ESMTP\r\n", Unreachable.OFFLINE),
    "hangs up": (b"", Unreachable.OFFLINE),
    "too large": (
        http("200 OK", MSGPACK, msgspec.msgpack.encode({**ANSWER, "catalogue_version": "1" * LARGEST_REPLY})),
        Unreachable.NOT_THE_HUB,
    ),
    "compressed": (http("200 OK", MSGPACK, REPLY, extra="Content-Encoding: gzip\r\n"), Unreachable.NOT_THE_HUB),
}


@pytest.mark.parametrize("name", PEERS)
def test_every_stranger_has_its_reason(name: str) -> None:
    raw, expected = PEERS[name]
    assert met(says(raw)) is expected


def test_the_hub_itself_is_an_answer() -> None:
    reply = met(says(http("200 OK", MSGPACK, REPLY)))
    assert isinstance(reply, SyncReply)
    assert reply.next_call_s == 300


def test_a_chunked_reply_is_read_too() -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (REPLY[:7], REPLY[7:])) + b"0\r\n\r\n"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {MSGPACK}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    assert isinstance(met(says(head + chunks)), SyncReply)


def test_a_peer_that_never_answers_costs_no_more_than_the_deadline() -> None:
    started = time.monotonic()
    assert met(lambda _peer, _body: None) is Unreachable.TIMEOUT
    assert time.monotonic() - started < PATIENCE.deadline_s + PATIENCE.read_s


def test_a_trickle_does_not_outlive_the_deadline() -> None:
    stop = threading.Event()

    def trickle(peer: socket.socket, _body: bytes) -> None:
        peer.sendall(http("200 OK", MSGPACK, b"", length=len(REPLY)))
        for byte in REPLY:
            if stop.wait(0.2):
                return
            peer.sendall(bytes([byte]))

    started = time.monotonic()
    assert met(trickle) is Unreachable.TIMEOUT
    stop.set()
    assert time.monotonic() - started < PATIENCE.deadline_s + PATIENCE.read_s


def test_a_peer_that_takes_nothing_in_does_not_hold_a_large_batch() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        it = gateway(f"http://127.0.0.1:{listener.getsockname()[1]}")
        started = time.monotonic()
        # Loopback swallows some megabytes by itself; forty fill every buffer there is.
        assert it.sync(request(40_000_000)) in (Unreachable.TIMEOUT, Unreachable.OFFLINE)
        assert time.monotonic() - started < 2 * PATIENCE.deadline_s + PATIENCE.read_s
        it.close()


def test_a_reset_and_a_closed_port_are_offline() -> None:
    def reset(peer: socket.socket, _body: bytes) -> None:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()

    assert met(reset) is Unreachable.OFFLINE
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    it = gateway(f"http://127.0.0.1:{port}")
    assert it.sync(request()) is Unreachable.OFFLINE
    it.close()


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert isinstance(met(says(http("200 OK", MSGPACK, REPLY))), SyncReply)


def test_one_connection_serves_many_rounds_and_carries_the_body_whole() -> None:
    connections: list[int] = []
    bodies: list[bytes] = []

    def twice(peer: socket.socket, body: bytes) -> None:
        connections.append(1)
        bodies.append(body)
        peer.sendall(http("200 OK", MSGPACK, REPLY))
        bodies.append(request_body(peer))
        peer.sendall(http("200 OK", MSGPACK, REPLY))

    with rogue(twice) as url:
        it = gateway(url)
        assert isinstance(it.sync(request(300_000)), SyncReply)
        assert isinstance(it.sync(request()), SyncReply)
        it.close()
    assert connections == [1]
    assert [decode(body, MediaType.MSGPACK, kind=SyncRequest) for body in bodies] == [request(300_000), request()]


def test_a_certificate_file_that_is_not_there_is_said() -> None:
    it = HttpGateway(HubAddress("https://127.0.0.1:9", ca_file="/nowhere/root.pem"), WallClock(), patience=PATIENCE)
    with pytest.raises(LinkError, match="N02"):
        it.sync(request())
    it.close()
