"""What is said to a PIV card: select, certificate of slot 9A, PIN, one signature.

The PIN is what a person typed, sent once: no default is ever tried, and nothing is sent that cannot be a PIN.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from devices.cards.piv.certificate import read
from devices.pcsc.apdu import ACCESS_DENIED, FILE_NOT_FOUND, Answer, Exchange
from devices.pcsc.ber import encoded, value_of
from kiosk.cards import CardProblem
from kiosk.identity.clerk import ClerkProof, PinRefusal, PinTrouble, SignInChallenge

_SELECT = bytes.fromhex("00A4040005A00000030800")
_GET_CERTIFICATE = bytes.fromhex("00CB3FFF055C035FC10500")
_VERIFY = bytes.fromhex("0020008008")
_GENERAL_AUTHENTICATE, _SLOT, _LAST, _MORE = 0x87, 0x9A, 0x00, 0x10
_P256, _RSA2048 = 0x11, 0x07
_OBJECT, _CERTIFICATE, _CERTIFICATE_INFORMATION, _PLAIN = 0x53, 0x70, 0x71, b"\x00"
_TEMPLATE, _RESPONSE, _CHALLENGE = 0x7C, 0x82, 0x81
# A command carries so many bytes; a longer one is chained (SP 800-73-4 part 2, 2.4.2).
_LONGEST_DATA = 255
_SHORTEST_PIN, _LONGEST_PIN = 6, 8
_TRIES_LEFT, _BLOCKED = 0x63C0, 0x6983
# RFC 8017, 9.2: what stands before a SHA-256 in a signature by RSA.
_DIGEST_IS_SHA256 = bytes.fromhex("3031300D060960864801650304020105000420")
_RSA_BYTES = 256


def recognise(exchange: Exchange) -> CardProblem:
    """CLERK_CARD for a PIV card, which tells nothing of a citizen; UNSUPPORTED for any other."""
    return CardProblem.CLERK_CARD if exchange(_SELECT).ok else CardProblem.UNSUPPORTED


def prove(exchange: Exchange, pin: str, *, challenge: SignInChallenge) -> ClerkProof | PinRefusal | CardProblem:
    """The card's certificate and its signature of the challenge, or why there is none: UNSUPPORTED for a card that is not
    PIV or has no key we can use, DAMAGED for answers that are none, DENIED when it will not sign though the PIN was right."""
    if not _may_be_a_pin(pin):
        return PinRefusal(PinTrouble.MALFORMED)
    if not exchange(_SELECT).ok:
        return CardProblem.UNSUPPORTED
    held = exchange(_GET_CERTIFICATE)
    if not held.ok:
        return CardProblem.UNSUPPORTED if held.status == FILE_NOT_FOUND else CardProblem.DENIED
    try:
        certificate = _certificate(held.body)
        algorithm = _algorithm(certificate)
    except ValueError:
        return CardProblem.DAMAGED
    if algorithm is None:
        return CardProblem.UNSUPPORTED
    refused = _refusal(exchange(_VERIFY + pin.encode("ascii").ljust(_LONGEST_PIN, b"\xff")))
    if refused is not None:
        return refused
    signed = _sign(exchange, algorithm, challenge.message())
    if not signed.ok:
        return CardProblem.DENIED if signed.status == ACCESS_DENIED else CardProblem.DAMAGED
    try:
        return ClerkProof(certificate, value_of(signed.body, _TEMPLATE, _RESPONSE))
    except ValueError:
        return CardProblem.DAMAGED


def _may_be_a_pin(pin: str) -> bool:
    """Six to eight digits (SP 800-73-4 part 2, 3.2.1): what cannot be right must not cost a try."""
    return _SHORTEST_PIN <= len(pin) <= _LONGEST_PIN and pin.isascii() and pin.isdigit()


def _refusal(answer: Answer) -> PinRefusal | CardProblem | None:
    if answer.ok:
        return None
    if answer.status == _BLOCKED or answer.status == _TRIES_LEFT:
        return PinRefusal(PinTrouble.BLOCKED, 0)
    if answer.status & 0xFFF0 == _TRIES_LEFT:
        return PinRefusal(PinTrouble.WRONG, answer.status & 0x0F)
    return CardProblem.DENIED


def _certificate(raw: bytes) -> bytes:
    """The certificate as it is; a compressed one is not met on the cards that were seen, and counts as damaged."""
    held = value_of(raw, _OBJECT)
    if value_of(held, _CERTIFICATE_INFORMATION) != _PLAIN:
        raise ValueError("a compressed certificate")
    return value_of(held, _CERTIFICATE)


def _algorithm(certificate: bytes) -> int | None:
    key = read(certificate).public_key()
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return _P256
    if isinstance(key, rsa.RSAPublicKey) and key.key_size == 8 * _RSA_BYTES:
        return _RSA2048
    return None


def _sign(exchange: Exchange, algorithm: int, message: bytes) -> Answer:
    """One GENERAL AUTHENTICATE, chained when it is too long for one command."""
    digest = hashlib.sha256(message).digest()
    asked = digest if algorithm == _P256 else _rsa_block(digest)
    left = encoded(_TEMPLATE, encoded(_RESPONSE, b"") + encoded(_CHALLENGE, asked))
    answer = Answer(b"", 0x9000)
    while left and answer.ok:
        part, left = left[:_LONGEST_DATA], left[_LONGEST_DATA:]
        command = bytes([_MORE if left else _LAST, _GENERAL_AUTHENTICATE, algorithm, _SLOT, len(part)]) + part
        answer = exchange(command if left else command + b"\x00")
    return answer


def _rsa_block(digest: bytes) -> bytes:
    """EMSA-PKCS1-v1_5: the card computes with the number, the padding is ours."""
    end = b"\x00" + _DIGEST_IS_SHA256 + digest
    return b"\x00\x01" + b"\xff" * (_RSA_BYTES - 2 - len(end)) + end
