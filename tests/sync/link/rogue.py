"""A peer on loopback that answers whatever a test wants: the world between a terminal and its hub."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What to write back to a request's body; the socket is the test's to stall, cut or fill.
Behaviour = Callable[[socket.socket, bytes], None]


def request_body(peer: socket.socket) -> bytes:
    """Read one whole request with a Content-Length; empty when the other side gave up."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        chunk = peer.recv(65536)
        if not chunk:
            return b""
        raw += chunk
    head, _, body = raw.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        chunk = peer.recv(65536)
        if not chunk:
            return b""
        body += chunk
    return body


def http(status: str, content_type: str, body: bytes, *, extra: str = "", length: int | None = None) -> bytes:
    """A response's bytes; `length` may lie."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length or len(body)}\r\n{extra}\r\n"
    return head.encode() + body


@contextmanager
def rogue(behaviour: Behaviour) -> Iterator[str]:
    """A server with that behaviour towards every request; yields its base URL."""
    peers: list[socket.socket] = []

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            peers.append(peer)
            try:
                behaviour(peer, request_body(peer))
            except OSError:
                continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        for peer in peers:
            peer.close()
    thread.join(timeout=10)


def says(raw: bytes) -> Behaviour:
    """Answer those bytes and close."""

    def behaviour(peer: socket.socket, _body: bytes) -> None:
        peer.sendall(raw)
        peer.close()

    return behaviour
