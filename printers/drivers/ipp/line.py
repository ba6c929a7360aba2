"""The way to an IPP printer: one HTTP request a call, every failure of it a PrinterError."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count

from kiosk.base.errors import PrinterError
from printers.drivers.ipp.codec import (
    MAX_ANSWER_BYTES,
    Answer,
    Attribute,
    MalformedAnswerError,
    Tag,
    decode,
    encode,
)
from printers.errors import PrinterFault

CONNECT_S = 3.0
ANSWER_S = 10.0
_OK = 200
_UNAVAILABLE = 503
_ADDRESS = re.compile(r"ipp://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[!-~]*)?")
_PORT = 631


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer is: `uri` is what it is called in every request."""

    host: str
    port: int
    path: str

    @property
    def uri(self) -> str:
        """As IPP writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"ipp://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Document:
    """Data that follows a request, and what is called when half of it is on its way."""

    data: bytes
    halfway: Callable[[], None]


def address(uri: str) -> Address | None:
    """The address in an `ipp://` URI; None for any other text, `ipps` too: nobody could judge a printer's certificate."""
    found = _ADDRESS.fullmatch(uri)
    if found is None:
        return None
    port = int(found[2] or _PORT)
    return Address(found[1].strip("[]"), port, found[3] or "/") if 0 < port < 1 << 16 else None


class IppLine:
    """Asks one printer; a connection lives as long as a call, so a printer that was switched off meanwhile is simply found or not."""

    def __init__(self, at: Address, sender: str) -> None:
        self.at = at
        self._sender = sender
        self._numbers = count(1)

    def ask(
        self,
        operation: int,
        operations: Sequence[Attribute] = (),
        *,
        job: Sequence[Attribute] = (),
        document: Document | None = None,
    ) -> Answer:
        """The printer's answer, whatever its status. Raises PrinterError P31 when nobody is there, P32 or P33."""
        number = next(self._numbers)
        body = encode(operation, number, operations=(*self._addressed(), *operations), job=job)
        raw = self._posted(body, document)
        try:
            return decode(raw, number)
        except MalformedAnswerError as error:
            raise PrinterError(PrinterFault.NO_ANSWER, str(error)) from error

    def _addressed(self) -> tuple[Attribute, ...]:
        return (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (self.at.uri,)),
            Attribute(Tag.NAME, "requesting-user-name", (self._sender,)),
        )

    def _posted(self, body: bytes, document: Document | None) -> bytes:
        with closing(HTTPConnection(self.at.host, self.at.port, timeout=CONNECT_S)) as connection:
            try:
                connection.connect()
            except OSError as error:
                raise PrinterError(PrinterFault.UNREACHABLE, type(error).__name__) from error
            connection.sock.settimeout(ANSWER_S)
            try:
                return self._answered(connection, body, document)
            except (OSError, HTTPException) as error:
                raise PrinterError(PrinterFault.NO_ANSWER, type(error).__name__) from error

    def _answered(self, connection: HTTPConnection, body: bytes, document: Document | None) -> bytes:
        data = b"" if document is None else document.data
        connection.putrequest("POST", self.at.path)
        connection.putheader("Content-Type", "application/ipp")
        connection.putheader("Content-Length", str(len(body) + len(data)))
        connection.endheaders(body + data[: len(data) // 2])
        if document is not None:
            document.halfway()
            connection.send(data[len(data) // 2 :])
        reply = connection.getresponse()
        if reply.status != _OK:
            fault = PrinterFault.BUSY if reply.status == _UNAVAILABLE else PrinterFault.NO_ANSWER
            raise PrinterError(fault, f"HTTP {reply.status}")
        return reply.read(MAX_ANSWER_BYTES + 1)
