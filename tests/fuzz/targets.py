"""What is fuzzed: everything that takes bytes from a card, a reader or a lens, and the seeds the emulated cards give.

A target may answer, or raise what its caller expects; anything else that flies out of it is a finding.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from cryptography.utils import CryptographyDeprecationWarning

from devices.cards import piv, resident_id, social_security, travel
from devices.cards.piv import judge, read_offices
from devices.citizens import CITIZENS
from devices.pcsc import ber, tlv
from devices.pcsc.apdu import TransmitError, exchange
from devices.sam.frames import FrameDecoder, framed
from kiosk.base.clock import Moment
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardProblem, CardRef
from kiosk.cards.mrz import DocumentKey, Mrz, MrzProblem, parse
from kiosk.identity.clerk import Clerk, ClerkProof, PinRefusal, SignInChallenge, SignInRefusal
from printers.escpos.status import QUESTIONS, Ear, of_realtime
from tests.devices.emulator.deck import Chip, deal
from tests.devices.emulator.passport import TD1, TD3, Passport
from tests.devices.emulator.piv import PIN, authority
from tests.devices.sam.port import STANDARD, Script, said

# A serial number below zero is only warned of by the library that parses certificates.
warnings.simplefilter("ignore", CryptographyDeprecationWarning)

KEY = DocumentKey("L898902C3", "740812", "120415")
CHALLENGE = SignInChallenge("NM-0001", bytes(range(32)), Moment(1_782_864_000_000))
OFFICES = read_offices(authority())
TODAY = date(2026, 11, 27)
_LENGTH = 2
_MOST_ANSWERS = 40
_QUESTIONS = ("11FF", "2001", "2002", "3001", "3003")


@dataclass(frozen=True, slots=True)
class Target:
    """One of them: `run` gives what came of the bytes, `good` is what comes of the first seed."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]
    good: type


class Counted:
    """Bytes that differ from call to call, and not from run to run."""

    def __init__(self) -> None:
        self._count = 0

    def bytes(self, count: int) -> bytes:
        """The next ones."""
        self._count += 1
        return bytes((self._count * 31 + at) % 256 for at in range(count))


def joined(parts: list[bytes]) -> bytes:
    """Answers one after another, each behind its length."""
    return b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)


def parted(raw: bytes) -> list[bytes]:
    """The reverse, of any bytes."""
    parts: list[bytes] = []
    while len(raw) > _LENGTH and len(parts) < _MOST_ANSWERS:
        size = int.from_bytes(raw[:_LENGTH], "big") % 2048
        parts.append(raw[_LENGTH : _LENGTH + size])
        raw = raw[_LENGTH + size :]
    return parts


def answering(raw: bytes) -> Callable[[bytes], bytes]:
    """A card whose answers are those, and then none any more."""
    answers = iter(parted(raw))
    return lambda _: next(answers, b"\x6a\x83")


def forged(card: Chip, raw: bytes) -> Callable[[bytes], bytes]:
    """A true card, one of whose answers is another: the first byte says which, the rest is it."""
    count = iter(range(10_000))

    def transmit(command: bytes) -> bytes:
        true = card.answer(command)
        return raw[1:] if raw and next(count) == raw[0] else true

    return transmit


def overheard(card: Chip, talk: Callable[[Callable[[bytes], bytes]], object]) -> list[bytes]:
    """What the emulated card answers in a whole conversation."""
    answers: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        answers.append(card.answer(command))
        return answers[-1]

    talk(transmit)
    return answers


def _lost(talk: Callable[[], object]) -> object:
    try:
        return talk()
    except TransmitError as error:
        return error.problem


def _social_security(transmit: Callable[[bytes], bytes]) -> object:
    return _lost(lambda: social_security.read(partial(exchange, transmit)))


def _travel(transmit: Callable[[bytes], bytes]) -> object:
    return _lost(lambda: travel.read(partial(exchange, transmit), KEY, entropy=Counted(), today=TODAY))


def _piv(transmit: Callable[[bytes], bytes]) -> object:
    proof = _lost(lambda: piv.prove(partial(exchange, transmit), PIN.decode(), challenge=CHALLENGE))
    return judge(proof, CHALLENGE, offices=OFFICES, earliest_ms=0) if isinstance(proof, ClerkProof) else proof


def _conversation(name: str, talk: Callable[[Callable[[bytes], bytes]], object]) -> Target:
    """Every answer of a card made up; the seed is what the emulated one answered."""
    return Target(lambda raw: talk(answering(raw)), lambda: iter([joined(overheard(deal(name), talk))]), object)


def _one_answer(name: str, talk: Callable[[Callable[[bytes], bytes]], object], good: type) -> Target:
    """One answer of a true card made up, deep inside a conversation that goes on."""

    def seeds() -> Iterator[bytes]:
        for at, answer in enumerate(overheard(deal(name), talk)):
            yield bytes([at]) + answer

    return Target(lambda raw: talk(forged(deal(name), raw)), seeds, good)


def _tlv(raw: bytes) -> object:
    with suppress(ValueError):
        return tlv.value_of(raw[1:], raw[0] if raw else 0)
    return b""


def _ber(raw: bytes) -> object:
    with suppress(ValueError):
        for tag, value in ber.objects(raw):
            # What is read is what would be written, but for lengths that take more bytes than they need.
            assert next(ber.objects(ber.encoded(tag, value))) == (tag, value)
            with suppress(ValueError):
                ber.value_of(value, 0x5F1F)
    return raw


def _zone(raw: bytes) -> object:
    zone = parse(raw.decode("utf-8", errors="replace"))
    if isinstance(zone, Mrz):
        zone.birth_date(TODAY), zone.valid_to(TODAY), zone.key().information()
    return zone


def _file(raw: bytes) -> object:
    """The file with the zone, whatever is in it, behind a session that holds."""
    return _travel(Passport(files={0x0101: raw}).answer)


def _frames(raw: bytes) -> object:
    decoder = FrameDecoder()
    found = [body for at in range(0, len(raw), 7) for body in decoder.feed(raw[at : at + 7])]
    whole = FrameDecoder()
    assert found + decoder.give_up() == whole.feed(raw) + whole.give_up(), "how the line cuts a stream changes nothing"
    return found


def _sam(raw: bytes) -> object:
    """A reader whose answers are those bytes, and then those of a card that is well."""
    well = dict(zip((framed(bytes.fromhex(one)) for one in _QUESTIONS), _well(), strict=True))
    stage = Script(lambda asked: well.get(asked, said(0x21)), STANDARD)
    card = stage.reader.wait(0).card or CardRef("sam", 1)
    answers = iter(parted(raw))
    stage.answer = lambda asked: next(answers, well.get(asked, said(0x21)))
    try:
        return stage.reader.read(card, 15)
    except DeviceError as error:
        return error


def _printer(raw: bytes) -> object:
    ear = Ear()
    found = [answer for at in range(0, len(raw), 3) for answer in ear.hear(raw[at : at + 3])]
    assert found == list(Ear().hear(raw)), "how the line cuts a stream changes nothing"
    told = dict(enumerate((answer.bits for answer in found[:4]), 1)) if len(found) >= len(QUESTIONS) else {}
    return sorted(of_realtime(told)) if told else found


def _well() -> list[bytes]:
    block = next(iter(CITIZENS.values())).resident_id().block
    reading = bytes.fromhex("01000400") + block + bytes(1024)
    return [said(0x90), said(0x9F, bytes(4)), said(0x90, bytes(8)), said(0x90, reading), said(0x91)]


def _blocks() -> Iterator[bytes]:
    for citizen in CITIZENS.values():
        block = citizen.resident_id().block
        yield block
        for flag in "JIY":
            yield block[:248] + flag.encode("utf-16-le") + block[250:]


def _records() -> Iterator[bytes]:
    yield bytes.fromhex("08") + bytes.fromhex("0812313130313035313934393132333130303258")
    yield bytes.fromhex("4E") + bytes.fromhex("FF00FF4EFF00044141414100000A0132")


TARGETS: Mapping[str, Target] = {
    "simple-tlv": Target(_tlv, _records, bytes),
    "ber-tlv": Target(_ber, lambda: iter([bytes.fromhex("615B5F1F58") + TD3.encode(), b"\x60\x82\x00\x01\x00"]), bytes),
    "machine-readable-zone": Target(_zone, lambda: iter([TD3.encode(), TD1.encode()]), Mrz),
    "social-security": _conversation("social-security", _social_security),
    "social-security-one-answer": _one_answer("social-security", _social_security, CardContent),
    "travel": _conversation("passport", _travel),
    "travel-one-answer": _one_answer("passport", _travel, CardContent),
    "travel-file": Target(_file, lambda: iter([bytes.fromhex("615B5F1F58") + TD3.encode()]), CardContent),
    "piv": _conversation("piv", _piv),
    "piv-one-answer": _one_answer("piv", _piv, Clerk),
    "sam-frames": Target(_frames, lambda: iter([b"".join(_well()), b"\xaa\xaa" + _well()[3][:700] + _well()[0]]), list),
    "sam-answers": Target(_sam, lambda: iter([joined(_well()[1:]), joined([said(0x41), said(0x10)])]), CardContent),
    "printer-answers": Target(
        _printer, lambda: iter([bytes.fromhex("12121212"), bytes.fromhex("10000f001a32127e00")]), list
    ),
    "text-blocks": Target(resident_id.decode, _blocks, CardContent),
}
# What may come of any bytes; nothing else is an outcome.
OUTCOMES = (
    *(bytes, list, CardContent, CardProblem, Mrz, MrzProblem),
    *(Clerk, ClerkProof, PinRefusal, SignInRefusal, DeviceError),
)
