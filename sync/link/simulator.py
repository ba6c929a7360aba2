"""A simulated line: what requests would send over the network is carried by a function, or meets what lines do to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import requests
from urllib3 import HTTPResponse

PORTAL = b"<!DOCTYPE html><title>Login</title><p>Welcome to free WiFi. Please accept the terms."


class LineTrouble(StrEnum):
    """What a line does to a round; after LOST_REPLY and CUT_REPLY the hub has done all that it was asked."""

    NONE = ""
    DOWN = "line_down"
    HALF_OPEN = "half_open"
    LOST_REPLY = "lost_reply"
    CUT_REPLY = "cut_reply"
    PORTAL = "captive_portal"
    HUB_TROUBLE = "hub_trouble"
    UNAUTHORISED = "unauthorised"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, media type, body."""

    status: int
    media_type: str
    body: bytes


Carry = Callable[[str, Mapping[str, str], bytes], Answer]


class SimulatedLine:
    """Stands where requests expects its transport adapter; `carry` takes path, headers and body to the far end.

    `carry` may raise ConnectionError (the built-in one): nobody listens there.
    """

    def __init__(self, carry: Carry) -> None:
        self._carry = carry
        self._trouble: Callable[[], LineTrouble] = lambda: LineTrouble.NONE

    def have(self, trouble: Callable[[], LineTrouble]) -> None:
        """Asked at every round from now on: what is wrong with the line this time."""
        self._trouble = trouble

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        """One request, as requests.adapters.BaseAdapter.send."""
        trouble = self._trouble()
        if trouble is LineTrouble.DOWN:
            raise requests.ConnectionError
        if trouble is LineTrouble.HALF_OPEN:
            raise requests.ReadTimeout
        stranger = _stranger(trouble)
        if stranger is not None:
            return _response(request, stranger)
        try:
            answer = self._carry(request.path_url, dict(request.headers), _whole(request.body))
        except ConnectionError:
            raise requests.ConnectionError from None
        if trouble is LineTrouble.LOST_REPLY:
            raise requests.ReadTimeout
        if trouble is LineTrouble.CUT_REPLY:
            answer = Answer(answer.status, answer.media_type, answer.body[: len(answer.body) // 2])
        return _response(request, answer)

    def close(self) -> None:
        """Nothing is held."""


def _stranger(trouble: LineTrouble) -> Answer | None:
    """Who answers instead of the hub."""
    match trouble:
        case LineTrouble.PORTAL:
            return Answer(200, "text/html", PORTAL)
        case LineTrouble.HUB_TROUBLE:
            return Answer(502, "text/html", b"")
        case LineTrouble.UNAUTHORISED:
            return Answer(403, "application/problem+json", b"{}")
        case _:
            return None


def _whole(body: Any) -> bytes:
    pieces: Iterable[bytes] = (body,) if isinstance(body, bytes) else body
    return b"".join(pieces)


def _response(request: requests.PreparedRequest, answer: Answer) -> requests.Response:
    response = requests.Response()
    response.status_code = answer.status
    response.headers["Content-Type"] = answer.media_type
    response.url = request.url or ""
    response.request = request
    response.raw = HTTPResponse(
        io.BytesIO(answer.body), status=answer.status, headers=dict(response.headers), preload_content=False
    )
    return response
