"""Looking at one envelope: is it whole, whose is it, does it open, and what is inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from kiosk.applications.model import Application, Kind
from kiosk.base.errors import SealError
from kiosk.delivery.problems import HASH_ID_PREFIX, RefusalProblem
from kiosk.feedback.model import Rating
from kiosk.outbox.model import ENVELOPE_VERSION, NO_DICTIONARY, EnvelopeHeader
from sync.hub.keys import HubKeys
from sync.hub.terminals import TerminalRecord, TerminalStatus
from sync.seal.envelope import ParsedEnvelope, open_envelope, parse, verify
from sync.seal.keys import key_id

Content = Application | Rating | None
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Admitted:
    """An envelope that may be stored; `content` is None for kinds this hub does not take apart."""

    header: EnvelopeHeader
    sha256: str
    envelope: bytes
    plain: bytes
    content: Content


@dataclass(frozen=True, slots=True)
class Rejected:
    """An envelope for the quarantine; `id` is that of its header, or its hash when the header cannot be read."""

    id: str
    terminal: str
    sha256: str
    envelope: bytes
    problem: RefusalProblem


class _Refused(Exception):
    """Carries a problem out of the checks; never leaves this module."""

    def __init__(self, problem: RefusalProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Glance(msgspec.Struct, frozen=True):
    """As much of a header as any version will have."""

    id: str
    terminal: str
    version: int
    dictionary: int = NO_DICTIONARY


class Examiner:
    """Examines envelopes for one hub; pure computation but for looking up the terminal."""

    def __init__(self, keys: HubKeys, *, lookup: Callable[[str], TerminalRecord | None]) -> None:
        self._keys = keys
        self._suite = keys.suite
        self._lookup = lookup

    def examine(self, envelope: bytes) -> Admitted | Rejected:
        """Never raises for what is in the envelope; StoreError passes through from the lookup."""
        sha256 = self._suite.hash(envelope).hex()
        try:
            return self._admit(envelope, sha256)
        except _Refused as refused:
            glance = _glance(envelope)
            id = glance.id[:LONGEST_ID] if glance is not None and glance.id else HASH_ID_PREFIX + sha256
            terminal = glance.terminal[:LONGEST_ID] if glance is not None else ""
            return Rejected(id, terminal, sha256, envelope, refused.problem)

    def _admit(self, envelope: bytes, sha256: str) -> Admitted:
        parsed = _parsed(envelope)
        self._check_sender(parsed)
        private = self._keys.opening.get(parsed.header.key_id)
        if private is None:
            raise _Refused(RefusalProblem.HUB_KEY)
        try:
            plain = open_envelope(parsed, private, self._suite)
        except SealError:
            raise _Refused(RefusalProblem.UNOPENABLE) from None
        return Admitted(parsed.header, sha256, envelope, plain, _content(parsed.header, plain))

    def _check_sender(self, parsed: ParsedEnvelope) -> None:
        if parsed.header.suite != self._suite.name:
            raise _Refused(RefusalProblem.SUITE)
        sender = self._lookup(parsed.header.terminal)
        if sender is None:
            raise _Refused(RefusalProblem.TERMINAL_UNKNOWN)
        if parsed.header.device_key_id != key_id(sender.public_key, self._suite):
            raise _Refused(RefusalProblem.DEVICE_KEY)
        try:
            verify(parsed, sender.public_key, self._suite)
        except SealError:
            raise _Refused(RefusalProblem.SIGNATURE) from None
        if sender.status is not TerminalStatus.ACTIVE:
            raise _Refused(RefusalProblem.TERMINAL_SUSPENDED)


def _parsed(envelope: bytes) -> ParsedEnvelope:
    try:
        return parse(envelope)
    except SealError:
        glance = _glance(envelope)
        known = glance is None or (glance.version, glance.dictionary) == (ENVELOPE_VERSION, NO_DICTIONARY)
        raise _Refused(RefusalProblem.MALFORMED if known else RefusalProblem.VERSION) from None


def _glance(envelope: bytes) -> _Glance | None:
    try:
        parts = msgspec.msgpack.decode(envelope, type=list[bytes])
        return msgspec.json.decode(parts[0], type=_Glance)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IndexError):
        return None


def _content(header: EnvelopeHeader, plain: bytes) -> Content:
    try:
        match header.kind:
            case Kind.APPLICATION:
                application = msgspec.json.decode(plain, type=Application)
                inside = application.document.id
                content: Content = application
            case Kind.RATING:
                rating = msgspec.json.decode(plain, type=Rating)
                inside = rating.id
                content = rating
            case Kind.REQUEST_12345 | Kind.SUPPLEMENT | Kind.DELEGATION:
                return None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _Refused(RefusalProblem.CONTENT) from None
    if inside != header.id:
        raise _Refused(RefusalProblem.CONTENT)
    return content
