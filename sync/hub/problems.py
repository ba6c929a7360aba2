"""The hub's error answers as RFC 9457 problems; `type` tells the client whether to retry, stop or ask a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

import msgspec
from fastapi import Request, Response
from starlette.exceptions import HTTPException

from kiosk.base.errors import StoreError
from kiosk.delivery.problems import PROBLEM_PREFIX
from sync.link.wire import PROBLEM_JSON
from sync.store.errors import BUSY, DISK_FULL

RETRY_AFTER_S = "30"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: the last part of its type, its status, its title."""

    name: str
    status: HTTPStatus
    title: str


class Problem(Enum):
    """Every problem a request as a whole can meet; those of single envelopes are in kiosk/delivery/problems.py."""

    MALFORMED = ProblemKind("request-malformed", HTTPStatus.BAD_REQUEST, "The body is not a sync request.")
    MEDIA_TYPE = ProblemKind(
        "media-type-unknown", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/msgpack or application/json."
    )
    TOO_LARGE = ProblemKind("request-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Send fewer envelopes at once.")
    BUSY = ProblemKind("try-again", HTTPStatus.SERVICE_UNAVAILABLE, "The hub is busy; try again later.")
    FULL = ProblemKind("hub-full", HTTPStatus.INSUFFICIENT_STORAGE, "The hub has no room left; its operator must act.")
    TROUBLE = ProblemKind("hub-trouble", HTTPStatus.INTERNAL_SERVER_ERROR, "The hub failed; nothing was stored.")


class ProblemBody(msgspec.Struct, frozen=True):
    """The members of RFC 9457 §3.1 in use."""

    type: str
    title: str
    status: int


def answer(problem: Problem) -> Response:
    """The problem as a response."""
    kind = problem.value
    headers = {"Retry-After": RETRY_AFTER_S} if problem is Problem.BUSY else None
    return _response(ProblemBody(PROBLEM_PREFIX + kind.name, kind.title, kind.status), headers)


def on_http_exception(_request: Request, error: Exception) -> Response:
    """The framework's own 404 and 405 as problems of no particular type (RFC 9457 §4.2.1)."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
    return _response(ProblemBody("about:blank", HTTPStatus(status).phrase, status), headers)


def on_store_error(_request: Request, error: Exception) -> Response:
    """A database failure: nothing of the round was kept, and the terminal keeps its entries."""
    code = error.code if isinstance(error, StoreError) else ""
    return answer({BUSY: Problem.BUSY, DISK_FULL: Problem.FULL}.get(code, Problem.TROUBLE))


def on_bug(_request: Request, _error: Exception) -> Response:
    """Anything else; the traceback is the log's, never the answer's."""
    return answer(Problem.TROUBLE)


def _response(body: ProblemBody, headers: dict[str, str] | None) -> Response:
    return Response(msgspec.json.encode(body), body.status, headers=headers, media_type=PROBLEM_JSON)
