"""The hub's HTTP face: `POST /v1/sync`, `GET /v1/health`, and the OpenAPI description of both."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kiosk.base.errors import StoreError
from kiosk.delivery.model import SyncReply, SyncRequest
from sync.hub.problems import Problem, ProblemBody, answer, on_bug, on_http_exception, on_store_error
from sync.hub.rounds import Rounds
from sync.link.wire import (
    HEALTH_PATH,
    LARGEST_REQUEST,
    PROBLEM_JSON,
    SYNC_PATH,
    MediaType,
    WireError,
    decode,
    encode,
    media_type,
)

LONGEST_NAME = 64
LONGEST_NONCE = 64
# A full batch holds some six hundred; each costs a look-up in the one write transaction there is.
MOST_AT_ONCE = 5000

# Calls a blocking function with its arguments, and waits for it without blocking the loop.
Aside = Callable[..., Awaitable[Any]]


class Health(msgspec.Struct, frozen=True):
    """What a monitor asks for."""

    status: str
    unix_ms: int


def hub_app(
    rounds: Rounds, health: Callable[[], Health], *, ready: Callable[[], None], aside: Aside = run_in_threadpool
) -> FastAPI:
    """The ASGI application; `ready` is called once it serves. `aside` does what blocks, so that the loop goes on meanwhile."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        ready()
        yield

    async def sync(request: Request) -> Response:
        return await _sync(request, partial(aside, rounds.answer))

    async def check(_request: Request) -> Response:
        return Response(msgspec.json.encode(await aside(health)), media_type=MediaType.JSON.value)

    app = FastAPI(title="Doorstep hub", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_api_route(SYNC_PATH, sync, methods=["POST"], response_class=Response, openapi_extra=_described())
    app.add_api_route(HEALTH_PATH, check, methods=["GET"], response_class=Response)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(StoreError, on_store_error)
    app.add_exception_handler(Exception, on_bug)
    return app


async def _sync(request: Request, answered: Callable[[SyncRequest], Awaitable[SyncReply]]) -> Response:
    media = media_type(request.headers.get("content-type", ""))
    if media is None:
        return answer(Problem.MEDIA_TYPE)
    raw = await _body(request)
    if raw is None:
        return answer(Problem.TOO_LARGE)
    try:
        message = decode(raw, media, kind=SyncRequest)
    except WireError:
        return answer(Problem.MALFORMED)
    if not _plausible(message):
        return answer(Problem.MALFORMED)
    reply = await answered(message)
    return Response(encode(reply, media), media_type=media.value)


def _plausible(message: SyncRequest) -> bool:
    named = 0 < len(message.terminal) <= LONGEST_NAME and len(message.nonce) <= LONGEST_NONCE
    return named and len(message.items) + len(message.ask) <= MOST_AT_ONCE


async def _body(request: Request) -> bytes | None:
    """The body as it comes, None as soon as it is too large."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST_REQUEST:
            return None
    return bytes(raw)


def _described() -> dict[str, Any]:
    """The messages' JSON Schemas, inlined: FastAPI knows nothing of msgspec."""
    contents = {media.value: {"schema": msgspec.json.schema(SyncRequest)} for media in MediaType}
    replies = {media.value: {"schema": msgspec.json.schema(SyncReply)} for media in MediaType}
    problem = {PROBLEM_JSON: {"schema": msgspec.json.schema(ProblemBody)}}
    return {
        "requestBody": {"required": True, "content": contents},
        "responses": {
            "200": {"description": "Everything named is on disk.", "content": replies},
            "default": {"description": "A problem; nothing was stored.", "content": problem},
        },
    }
