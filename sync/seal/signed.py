"""Signed statements: canonical JSON of a struct under a signature that also says what kind of statement it is."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from kiosk.applications.model import canonical
from kiosk.base.errors import SealError
from kiosk.delivery.model import Signed
from sync.seal.errors import FORGED, MALFORMED, sealing
from sync.seal.suite import Suite

Statement = TypeVar("Statement", bound=msgspec.Struct)


def sign_statement(domain: str, statement: msgspec.Struct, *, private: bytes, suite: Suite) -> Signed:
    """The statement signed in its domain ("doorstep-ack-v1"), so that it can never pass for one of another kind."""
    body = canonical(statement)
    return Signed(body, suite.sign(private, _message(domain, body)))


def read_statement(domain: str, signed: Signed, *, public: bytes, suite: Suite, type: type[Statement]) -> Statement:
    """What was stated; raises SealError K03 when the signature is not the key's over this domain, K04 for another shape."""
    if not suite.verify(public, _message(domain, signed.body), signed.signature):
        raise SealError(FORGED, domain)
    with sealing(domain):
        statement = msgspec.json.decode(signed.body, type=type)
    if canonical(statement) != signed.body:
        raise SealError(MALFORMED, domain)
    return statement


def _message(domain: str, body: bytes) -> bytes:
    # A zero byte ends the domain: no domain is another one's beginning.
    return domain.encode("ascii") + b"\x00" + body
