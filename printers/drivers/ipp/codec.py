"""IPP messages as bytes (RFC 8010): requests written, answers read so strictly that anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

VERSION = (1, 1)
MAX_ANSWER_BYTES = 1 << 20
_MAX_NESTING = 8
_HEADER_BYTES = 8

# What a value says: numbers and texts; of every other kind its bytes, and None where the printer has no value.
Value = int | str | bytes | None
Values = tuple[Value, ...]


class Tag(IntEnum):
    """The delimiter and value tags that are written or read by their meaning (RFC 8010 §3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49
    MEMBER = 0x4A


_GROUPS = frozenset({Tag.OPERATION, Tag.JOB, Tag.PRINTER, Tag.UNSUPPORTED, 0x06, 0x07, 0x09, 0x0A})
_NUMBERS = frozenset({Tag.INTEGER, Tag.ENUM})
_TEXTS = range(0x40, 0x4A)
_WITH_LANGUAGE = frozenset({Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE})
_WITHOUT_VALUE = range(0x10, 0x20)


class MalformedAnswerError(Exception):
    """Bytes that are no answer; the text says where, and nothing of what stands there."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a request; several values are written as one set."""

    tag: Tag
    name: str
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of an answer: what it describes, and its attributes by name."""

    tag: int
    attributes: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Answer:
    """A printer's answer: its status code and its groups in order."""

    status: int
    groups: tuple[Group, ...]

    def of(self, tag: Tag) -> tuple[Mapping[str, Values], ...]:
        """The attributes of every group of that kind: one a job, or the printer's."""
        return tuple(group.attributes for group in self.groups if group.tag == tag)


def encode(operation: int, request_id: int, *, operations: Sequence[Attribute], job: Sequence[Attribute] = ()) -> bytes:
    """A request; data, if there is any, follows its bytes."""
    head = bytes(VERSION) + operation.to_bytes(2, "big") + request_id.to_bytes(4, "big")
    body = bytes((Tag.OPERATION,)) + b"".join(map(_written, operations))
    if job:
        body += bytes((Tag.JOB,)) + b"".join(map(_written, job))
    return head + body + bytes((Tag.END,))


def decode(raw: bytes, request_id: int) -> Answer:
    """The answer to the request of that number. Raises MalformedAnswerError for anything that is not exactly one."""
    if not _HEADER_BYTES < len(raw) <= MAX_ANSWER_BYTES:
        raise MalformedAnswerError(f"{len(raw)} bytes")
    if raw[0] not in (1, 2):
        raise MalformedAnswerError("version")
    if int.from_bytes(raw[4:8], "big") != request_id:
        raise MalformedAnswerError("another request's number")
    return Answer(int.from_bytes(raw[2:4], "big"), tuple(_Reader(raw).groups()))


def _written(attribute: Attribute) -> bytes:
    parts = []
    for place, value in enumerate(attribute.values):
        raw = value.encode() if isinstance(value, str) else _number(attribute.tag, value)
        name = attribute.name.encode("ascii") if place == 0 else b""
        parts.append(bytes((attribute.tag,)) + _sized(name) + _sized(raw))
    return b"".join(parts)


def _number(tag: Tag, value: int) -> bytes:
    return bytes((value,)) if tag is Tag.BOOLEAN else value.to_bytes(4, "big", signed=True)


def _sized(raw: bytes) -> bytes:
    return len(raw).to_bytes(2, "big") + raw


class _Reader:
    """Reads groups from the end of the header to the end tag, and nothing may follow that."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = _HEADER_BYTES

    def groups(self) -> list[Group]:
        found: list[Group] = []
        tag = self._byte()
        while tag != Tag.END:
            if tag not in _GROUPS:
                raise self._wrong("no group begins here")
            attributes, following = self._attributes()
            found.append(Group(tag, attributes))
            tag = following
        if self._at != len(self._raw):
            raise self._wrong("something follows the end")
        return found

    def _attributes(self) -> tuple[dict[str, Values], int]:
        """Everything up to the next delimiter, and that delimiter."""
        found: dict[str, Values] = {}
        last = ""
        while (tag := self._byte()) > 0x0F:
            name = self._name()
            value = self._collection(1) if tag == Tag.COLLECTION else self._value(tag)
            if name:
                if name in found:
                    raise self._wrong("an attribute twice")
                last, found[name] = name, (value,)
            elif last:
                found[last] = (*found[last], value)
            else:
                raise self._wrong("a value of no attribute")
        return found, tag

    def _collection(self, depth: int) -> bytes:
        """A collection is passed by: nothing that is asked for is one; its bytes stand for it."""
        if depth > _MAX_NESTING:
            raise self._wrong("collections in collections")
        begin = self._at
        self._sized()
        while (tag := self._byte()) != Tag.END_COLLECTION:
            if tag <= 0x0F:
                raise self._wrong("a collection without end")
            if self._name():
                raise self._wrong("a name inside a collection")
            if tag == Tag.COLLECTION:
                self._collection(depth + 1)
            else:
                self._sized()
        if self._name() or self._sized():
            raise self._wrong("an end of a collection with a value")
        return self._raw[begin : self._at]

    def _value(self, tag: int) -> Value:
        raw = self._sized()
        if tag in _NUMBERS or tag == Tag.BOOLEAN:
            if len(raw) != (1 if tag == Tag.BOOLEAN else 4):
                raise self._wrong("a number of another size")
            return int.from_bytes(raw, "big", signed=True)
        if tag in _WITHOUT_VALUE:
            return None
        if tag in _WITH_LANGUAGE:
            return self._text(_second(raw) or b"")
        return self._text(raw) if tag in _TEXTS else raw

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise self._wrong("a text that is not UTF-8") from None

    def _name(self) -> str:
        return self._text(self._sized())

    def _sized(self) -> bytes:
        size = (self._byte() << 8) | self._byte()
        if self._at + size > len(self._raw):
            raise self._wrong("cut off")
        self._at += size
        return self._raw[self._at - size : self._at]

    def _byte(self) -> int:
        if self._at >= len(self._raw):
            raise self._wrong("cut off")
        self._at += 1
        return self._raw[self._at - 1]

    def _wrong(self, what: str) -> MalformedAnswerError:
        return MalformedAnswerError(f"{what} at byte {self._at}")


def _second(raw: bytes) -> bytes | None:
    """Of a text with its language: the text."""
    language = int.from_bytes(raw[:2], "big")
    text = raw[2 + language :]
    size = int.from_bytes(text[:2], "big")
    return text[2:] if len(raw) >= 4 and len(text) == 2 + size else None
