"""The HTTP gateway: one kept-alive connection, one deadline for the whole round, no answer but the hub's."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Timeout

from kiosk.base.clock import Clock
from kiosk.base.errors import LinkError
from kiosk.delivery.model import SyncReply, SyncRequest, Unreachable
from sync.link.address import HubAddress, checked
from sync.link.errors import FOREIGN, unreachable
from sync.link.simulator import SimulatedLine
from sync.link.wire import LARGEST_REPLY, SYNC_PATH, MediaType, WireError, decode, encode, media_type

CHUNK_BYTES = 16 * 1024
# A peer that vanished without a word is noticed after about a minute, also between rounds.
SOCKET_OPTIONS = [
    (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10),
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3),
    (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 60_000),
]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection, for the next bytes, for the whole round."""

    connect_s: float = 10.0
    read_s: float = 20.0
    deadline_s: float = 30.0


class DeadlinePassedError(Exception):
    """The round took too long; never leaves this module."""


class _Deadline:
    """The end of one round on the monotonic clock."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end_s = clock.monotonic_s() + seconds

    def check(self) -> None:
        """Raises DeadlinePassedError when time is up."""
        if self._clock.monotonic_s() >= self._end_s:
            raise DeadlinePassedError


class _Body:
    """A request body that is sent in pieces, with the deadline watched between them.

    A plain bytes body would fall under the connect time-out as a whole: 300 kB at 64 kbit/s failed after exactly 10 s.
    """

    def __init__(self, raw: bytes, deadline: _Deadline) -> None:
        self._raw = raw
        self._deadline = deadline

    def __len__(self) -> int:
        return len(self._raw)

    def __iter__(self) -> Iterator[bytes]:
        for at in range(0, len(self._raw), CHUNK_BYTES):
            self._deadline.check()
            yield self._raw[at : at + CHUNK_BYTES]


class HttpGateway:
    """The Gateway over HTTP/1.1 by requests. Blocking; one round at a time; used on the sync lane.

    `line` stands for the network where there is none.
    Raises LinkError N01 (address refused) when made, N02 (certificate files unreadable) when used.
    """

    def __init__(
        self, address: HubAddress, clock: Clock, *, patience: Patience = Patience(), line: SimulatedLine | None = None
    ) -> None:
        self._url = checked(address).base_url.rstrip("/") + SYNC_PATH
        self._clock = clock
        self._patience = patience
        self._session = _session(address, line or _network())

    def sync(self, request: SyncRequest) -> SyncReply | Unreachable:
        """One round; whatever is not a well-formed reply of the hub is a reason, never an answer."""
        deadline = _Deadline(self._clock, self._patience.deadline_s)
        try:
            return self._round(encode(request, MediaType.MSGPACK), deadline)
        except DeadlinePassedError:
            return Unreachable.TIMEOUT
        except FOREIGN as error:
            return unreachable(error)
        except OSError as error:
            raise LinkError("N02", type(error).__name__) from error

    def close(self) -> None:
        """Close the kept-alive connection."""
        self._session.close()

    def _round(self, body: bytes, deadline: _Deadline) -> SyncReply | Unreachable:
        with self._session.post(
            self._url, data=_Body(body, deadline), timeout=self._timeout(), stream=True, allow_redirects=False
        ) as response:
            refusal = _refusal(response)
            if refusal is not None:
                return refusal
            raw = _bounded(response, deadline)
        if raw is None:
            return Unreachable.NOT_THE_HUB
        try:
            return decode(raw, MediaType.MSGPACK, kind=SyncReply)
        except WireError:
            return Unreachable.NOT_THE_HUB

    def _timeout(self) -> Any:
        """A total that urllib3 also takes the sending time off, which requests' own pair of numbers cannot say."""
        patience = self._patience
        return Timeout(total=patience.deadline_s, connect=patience.connect_s, read=patience.read_s)


def _network() -> HTTPAdapter:
    adapter = HTTPAdapter(max_retries=0)
    adapter.init_poolmanager(1, 1, socket_options=SOCKET_OPTIONS)
    return adapter


def _session(address: HubAddress, line: Any) -> requests.Session:
    session = requests.Session()
    # REQUESTS_CA_BUNDLE in the environment would silently beat the pinned root, and a proxy would see every call.
    session.trust_env = False
    session.verify = address.ca_file or True
    session.cert = address.client_certificate()
    media = MediaType.MSGPACK.value
    session.headers.update(
        {"Content-Type": media, "Accept": media, "Accept-Encoding": "identity", "User-Agent": "doorstep"}
    )
    session.mount("https://", line)
    session.mount("http://", line)
    return session


def _refusal(response: requests.Response) -> Unreachable | None:
    """Why this answer is not a reply, by status and media type; None when it may be one."""
    status = response.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Unreachable.UNAUTHORISED
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return Unreachable.HUB_TROUBLE
    is_reply = media_type(response.headers.get("Content-Type", "")) is MediaType.MSGPACK
    plain = response.headers.get("Content-Encoding", "identity") == "identity"
    return None if status == HTTPStatus.OK and is_reply and plain else Unreachable.NOT_THE_HUB


def _bounded(response: requests.Response, deadline: _Deadline) -> bytes | None:
    """The whole reply, read as it comes so that a trickle cannot outlive the deadline; None when it is too large."""
    parts = bytearray()
    while chunk := response.raw.read1(CHUNK_BYTES, decode_content=False):
        deadline.check()
        parts += chunk
        if len(parts) > LARGEST_REPLY:
            return None
    return bytes(parts)
