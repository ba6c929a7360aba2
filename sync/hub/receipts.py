"""`GET /verify`: the page on which anybody verifies a receipt; `POST /v1/receipt`: the hub's own word, where a browser cannot."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from kiosk.receipts.codes import day_of
from kiosk.receipts.judgement import Judgement
from sync.hub.database import HubDatabase
from sync.hub.devices import listed_devices
from sync.hub.keys import HubKeys
from sync.hub.problems import Problem, answer
from sync.link.wire import MediaType
from sync.seal.intl import INTL
from sync.seal.judge import judge
from sync.seal.keys import key_id
from sync.seal.receiptcode import TEXT_MAX

PAGE_PATH = "/verify"
ANSWER_PATH = "/v1/receipt"
_FOLDER = Path(__file__).resolve().parent / "verifying"
# Where the signature is verified, by suite; what is said of it on the page.
_WHERE = {
    True: ("在这台手机上验，不发送任何东西。", "Checked on this device; nothing is sent."),
    False: ("由平台来验：只发送码上的内容。", "Checked by the platform: only the letters of the code are sent."),
}

# Calls a blocking function with its arguments, and waits for it without blocking the loop.
Aside = Callable[..., Awaitable[Any]]


class Said(msgspec.Struct, frozen=True, rename={"key_id": "keyId"}):
    """The answer's members; those from `number` on where a terminal signed them."""

    verdict: str
    code: str
    key_id: str
    terminal: str
    number: str = ""
    applicant: str = ""
    envelope: str = ""
    day: str = ""
    unsure: bool = False
    mode: str = ""


def add_receipts(app: FastAPI, database: HubDatabase, keys: HubKeys, *, aside: Aside = run_in_threadpool) -> None:
    """Both routes, over the terminals that are registered at the moment of the call."""

    async def page(_request: Request) -> Response:
        made: Response = await aside(_page, database, keys)
        return made

    async def said(request: Request) -> Response:
        raw = await _text(request)
        return answer(Problem.TOO_LARGE) if raw is None else await aside(_answered, raw, database, keys)

    app.add_api_route(PAGE_PATH, page, methods=["GET"], response_class=Response, include_in_schema=False)
    app.add_api_route(ANSWER_PATH, said, methods=["POST"], response_class=Response, openapi_extra=_described())


def _page(database: HubDatabase, keys: HubKeys) -> Response:
    css, code, page, html = (
        (_FOLDER / name).read_text("utf-8") for name in ("page.css", "code.js", "page.js", "page.html")
    )
    zh, en = _WHERE[keys.suite.name == INTL]
    parts = {"css": css, "code": code, "page": page, "known": _known(database, keys), "where_zh": zh, "where_en": en}
    for name, part in parts.items():
        html = html.replace(f"{{{{{name}}}}}", part)
    headers = {
        "Content-Security-Policy": _policy(styles=(css,), scripts=(code, page)),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(self)",
        "Cache-Control": "no-cache",
    }
    return Response(html.encode(), media_type="text/html; charset=utf-8", headers=headers)


def _known(database: HubDatabase, keys: HubKeys) -> str:
    """The terminals' keys as JSON that can stand in a page."""
    devices = {
        key_id(one.public, keys.suite): {
            "terminal": one.terminal,
            "public": base64.b64encode(one.public).decode(),
            "suspended": one.suspended,
        }
        for one in listed_devices(database)
    }
    return json.dumps({"suite": keys.suite.name, "devices": devices}).replace("<", "\\u003c")


def _policy(*, styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """Nothing but what is in the page itself runs; it may ask its own hub, and look through the camera."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hashed, scripts))}",
            f"style-src {' '.join(map(_hashed, styles))}",
            "connect-src 'self'",
            "media-src blob: mediastream:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


async def _text(request: Request) -> str | None:
    """The body as letters, None as soon as it is longer than any code."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > TEXT_MAX:
            return None
    return raw.decode("ascii", errors="replace")


def _answered(text: str, database: HubDatabase, keys: HubKeys) -> Response:
    known = {key_id(one.public, keys.suite): one for one in listed_devices(database)}
    said = msgspec.json.encode(_said(judge(text, known, keys.suite)))
    return Response(said, media_type=MediaType.JSON.value, headers={"Cache-Control": "no-store"})


def _said(one: Judgement) -> Said:
    claims = one.claims
    if claims is None:
        return Said(one.verdict, one.code, one.key_id, one.terminal)
    return Said(
        verdict=one.verdict,
        code=one.code,
        key_id=one.key_id,
        terminal=one.terminal,
        number=claims.number,
        applicant=claims.applicant,
        envelope=claims.envelope.hex(),
        day=day_of(claims.day).isoformat(),
        unsure=claims.day_unsure,
        mode=claims.mode,
    )


def _described() -> dict[str, Any]:
    return {
        "requestBody": {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}},
        "responses": {
            "200": {
                "description": "The verdict on the code.",
                "content": {MediaType.JSON.value: {"schema": msgspec.json.schema(Said)}},
            }
        },
    }
