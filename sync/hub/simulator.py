"""A hub without a socket: its HTTP face called in this process, for villages and tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, TypeVar

from fastapi import FastAPI

from sync.link.simulator import Answer

T = TypeVar("T")


async def at_once(work: Callable[..., T], *arguments: Any) -> T:
    """What blocks is done here and now: nobody else waits for this loop."""
    return work(*arguments)


class InProcessHub:
    """Calls a hub's application as a server would (ASGI 3.0); what the hub dies of flies through to the caller."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One POST."""
        return self._loop.run_until_complete(self._call(path, headers, body))

    def close(self) -> None:
        """End the loop."""
        self._loop.close()

    async def _call(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self._app(_scope(path, headers), receive, send)
        named = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        whole = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(int(sent[0]["status"]), named.get("content-type", ""), whole)


def _scope(path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }
