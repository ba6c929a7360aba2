"""The travel document's driver: appendix D of Doc 9303 part 11 byte for byte, then documents of every kind."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards import travel
from devices.cards.travel import des
from devices.cards.travel.access import Authentication
from devices.cards.travel.messaging import Session
from devices.pcsc.apdu import Answer, exchange
from kiosk.cards import Authenticity, CardContent, CardKind, CardProblem
from kiosk.cards.mrz import DocumentKey, MrzProblem, keyed
from tests.devices.emulator.passport import TD1, TD1_INFORMATION, Passport, tlv

TODAY = date(2026, 7, 1)
SPECIMEN = DocumentKey("L898902C", "690806", "940623")
KEY = DocumentKey("L898902C3", "740812", "120415")
CARD_KEY = DocumentKey("D23145890", "740812", "120415")
CHALLENGE = bytes.fromhex("4608F91988702212")


class Written:
    """Randomness as the worked example wrote it down: RND.IFD, then K.IFD."""

    def __init__(self, text: str = "781723860C06C226 0B795240CB7049B01C19B33E32804F0B") -> None:
        self._left = bytes.fromhex(text)

    def bytes(self, count: int) -> bytes:
        """The next bytes of it."""
        taken, self._left = self._left[:count], self._left[count:]
        return taken


def example() -> Session:
    """The session of D.4."""
    return Session(
        bytes.fromhex("979EC13B1CBFE9DCD01AB0FED307EAE5"),
        bytes.fromhex("F1CB1F1FB5ADF208806B89DC579DC1F8"),
        counter=bytes.fromhex("887022120C06C226"),
    )


def test_appendix_d2_keys_from_the_seed() -> None:
    seed = bytes.fromhex("239AB9CB282DAF66231DC5A4DF6BFBAE")
    assert des.cipher_key(seed).hex().upper() == "AB94FDECF2674FDFB9B391F85D7F76F2"
    assert des.mac_key(seed).hex().upper() == "7962D9ECE03D1ACD4C76089DCE131543"


def test_appendix_d3_mutual_authentication() -> None:
    authentication = Authentication(SPECIMEN, CHALLENGE, entropy=Written())
    assert authentication.command().hex().upper() == (
        "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A7"
    )
    answer = bytes.fromhex("46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449")
    session, written = authentication.session(answer), example()
    select = bytes.fromhex("00A4020C02011E")
    assert session.protected(select) == written.protected(select)
    for wrong in (answer[:-1] + b"\x48", answer[:-1], bytes(40)):
        with pytest.raises(ValueError, match="proof"):
            Authentication(SPECIMEN, CHALLENGE, entropy=Written()).session(wrong)
    with pytest.raises(ValueError, match="another challenge"):
        Authentication(SPECIMEN, bytes(8), entropy=Written()).session(answer)


def test_appendix_d4_secure_messaging() -> None:
    """Selecting EF.COM, its first four bytes, the eighteen that follow."""
    wire = [
        ("00A4020C02011E", "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800", "990290008E08FA855A5D4C50A8ED", ""),
        (
            "00B0000004", "0CB000000D9701048E08ED6705417E96BA5500",
            "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED", "60145F01",
        ),
        (
            "00B0000412", "0CB000040D9701128E082EA28A70F3C7B53500",
            "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D74",
            "04303130365F36063034303030305C026175",
        ),
    ]  # fmt: skip
    session = example()
    for command, protected, answered, plain in wire:
        assert session.protected(bytes.fromhex(command)).hex().upper() == protected
        assert session.opened(Answer(bytes.fromhex(answered), 0x9000)) == Answer(bytes.fromhex(plain), 0x9000)


@pytest.mark.parametrize("at", [0, 2, 5, 12, 16, 20, 24])
def test_no_byte_of_a_secured_answer_can_be_changed(at: int) -> None:
    session = example()
    session.protected(bytes.fromhex("00A4020C02011E"))
    session.opened(Answer(bytes.fromhex("990290008E08FA855A5D4C50A8ED"), 0x9000))
    session.protected(bytes.fromhex("00B0000004"))
    raw = bytearray.fromhex("8709019FF0EC34F9922651990290008E08AD55CC17140B2DED")
    raw[at] ^= 1
    with pytest.raises(ValueError, match=r"answer|object|length|cryptogram"):
        session.opened(Answer(bytes(raw), 0x9000))


def test_the_cipher_agrees_with_openssl() -> None:
    key, text = bytes.fromhex("AB94FDECF2674FDFB9B391F85D7F76F2"), bytes(range(32))
    command = ["openssl", "enc", "-des-ede-cbc", "-nopad", "-K", key.hex(), "-iv", "00" * 8]
    done = subprocess.run(command, input=text, capture_output=True, check=True, timeout=10)
    assert des.encipher(key, text) == done.stdout


class Seeded:
    """Bytes that differ from call to call."""

    def __init__(self) -> None:
        self._count = 0

    def bytes(self, count: int) -> bytes:
        """The next ones."""
        self._count += 1
        return bytes((self._count * 31 + at) % 256 for at in range(count))


def read(card: Passport, key: DocumentKey = KEY) -> CardContent | CardProblem:
    return travel.read(partial(exchange, card.answer), key, entropy=Seeded(), today=TODAY)


def test_a_passport_is_read_and_not_called_verified() -> None:
    assert read(Passport()) == CardContent(
        kind=CardKind.TRAVEL_DOCUMENT,
        authenticity=Authenticity.READ,
        name="ERIKSSON, ANNA MARIA",
        id_number="",
        sex="女",
        birth_date=date(1974, 8, 12),
        issuer="UTO",
        valid_to=date(2012, 4, 15),
        card_number="L898902C3",
        document="P",
    )


def test_a_card_of_the_smaller_format_opened_with_what_was_typed() -> None:
    key = keyed("d23145890", date(1974, 8, 12), valid_to=date(2012, 4, 15))
    assert not isinstance(key, MrzProblem)
    content = read(Passport(TD1, TD1_INFORMATION), key)
    assert isinstance(content, CardContent)
    assert (content.name, content.card_number) == ("ERIKSSON, ANNA MARIA", "D23145890")


@pytest.mark.parametrize(
    "key",
    [replace(KEY, number="L898902C4"), replace(KEY, birth="740813"), replace(KEY, expiry="120416"), CARD_KEY],
)
def test_another_key_does_not_open_it(key: DocumentKey) -> None:
    assert read(Passport(), key) is CardProblem.KEY_WRONG


def test_without_a_key_a_document_is_known_for_one() -> None:
    def known(card: Passport) -> CardProblem:
        return travel.recognise(partial(exchange, card.answer))

    assert known(Passport()) is CardProblem.KEY_NEEDED
    assert known(Passport(pace_only=True)) is CardProblem.PACE_ONLY
    assert travel.recognise(lambda _: Answer(b"", 0x6A82)) is CardProblem.UNSUPPORTED
    assert travel.recognise(lambda command: Answer(b"", 0x6982 if command[1] == 0xA4 else 0x9000)) is CardProblem.DENIED


def test_a_document_that_opens_with_pace_only() -> None:
    assert read(Passport(pace_only=True)) is CardProblem.PACE_ONLY

    # Some let the application be chosen and refuse the challenge.
    card = Passport()

    def refusing(command: bytes) -> bytes:
        if command[1] == 0x84:
            return b"\x69\x85"
        return b"\x90\x00" if command[-2:] == b"\x01\x1c" else card.answer(command)

    assert travel.read(partial(exchange, refusing), KEY, entropy=Seeded(), today=TODAY) is CardProblem.PACE_ONLY


@pytest.mark.parametrize(
    "card",
    [
        Passport(lies=True),
        Passport(TD1),
        Passport(files={0x011E: tlv("60", tlv("5C", b"\x75"))}),
        Passport(files={0x0101: tlv("61", tlv("5F1F", b"X" * 88))}),
        Passport(files={0x0101: b"\x61\x82\x7f\xff" + bytes(400)}),
        Passport(files={0x0101: b""}),
        Passport(files={0x0101: tlv("61", tlv("5F1F", b"\xff" * 88))}),
    ],
)
def test_a_document_that_is_not_what_the_standard_says_is_damaged(card: Passport) -> None:
    assert read(card) is CardProblem.DAMAGED


def test_only_the_two_small_files_are_read() -> None:
    sent: list[bytes] = []
    card = Passport()

    def listening(command: bytes) -> bytes:
        sent.append(command)
        return card.answer(command)

    assert isinstance(travel.read(partial(exchange, listening), KEY, entropy=Seeded(), today=TODAY), CardContent)
    assert [command[1] for command in sent] == [0xA4, 0x84, 0x82, 0xA4, 0xB0, 0xB0, 0xA4, 0xB0, 0xB0]
    assert all(command[0] == 0x0C for command in sent[3:])


@given(st.lists(st.binary(max_size=300), max_size=12))
def test_any_answers_end_in_a_content_or_a_problem(answers: list[bytes]) -> None:
    def transmit(_: bytes) -> bytes:
        return answers.pop() + b"\x90\x00" if answers else b"\x6a\x83"

    outcome = travel.read(partial(exchange, transmit), KEY, entropy=Seeded(), today=TODAY)
    assert isinstance(outcome, CardContent | CardProblem)


@given(st.integers(0, 8), st.binary(max_size=300), st.binary(min_size=2, max_size=2))
def test_one_answer_of_any_bytes_ends_in_a_content_or_a_problem(which: int, body: bytes, status: bytes) -> None:
    card, count = Passport(), iter(range(100))

    def forging(command: bytes) -> bytes:
        true = card.answer(command)
        return body + status if next(count) == which else true

    outcome = travel.read(partial(exchange, forging), KEY, entropy=Seeded(), today=TODAY)
    assert isinstance(outcome, CardContent | CardProblem)


@given(st.sampled_from([0x011E, 0x0101]), st.binary(max_size=600))
def test_files_of_any_bytes_behind_a_true_session(file: int, raw: bytes) -> None:
    assert isinstance(read(Passport(files={file: raw})), CardContent | CardProblem)


@given(st.binary(max_size=120))
def test_any_secured_answer_is_opened_or_refused(raw: bytes) -> None:
    try:
        example().opened(Answer(raw, 0x9000))
    except ValueError:
        return
    raise AssertionError("bytes out of the air were taken for the chip's own")
