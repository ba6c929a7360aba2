"""What each result of PC/SC and each exception of pyscard means to a terminal.

A code can mean three things: a state of the reader (while waiting), a problem of a person's or a cable's making
(while reading), or a fault of the environment. The sources of the readings are notes of measured behaviour under
pcsc-lite 1.9.9: a card pulled between APDUs answers NOT_TRANSACTED first and REMOVED_CARD only after the next poll.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smartcard import scard
from smartcard.Exceptions import SmartcardException
from smartcard.pcsc.PCSCExceptions import BaseSCardException
from smartcard.sw.SWExceptions import SWException

from devices.pcsc.codes import PcscCode
from kiosk.base.errors import DeviceError
from kiosk.cards import CardProblem, ReaderState

SERVICE_FAULT = "C01"
READER_FAULT = "C02"
UNEXPECTED_FAULT = "C03"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One code: the state a waiting reader shows, the problem a reading ends with (None: the fault is raised)."""

    fault: str
    problem: CardProblem | None = None
    state: ReaderState = ReaderState.NO_SERVICE


_SERVICE = Meaning(SERVICE_FAULT)
_UNEXPECTED = Meaning(UNEXPECTED_FAULT)
_NO_READER = Meaning(READER_FAULT, CardProblem.REMOVED, ReaderState.NO_READER)


def _card(problem: CardProblem) -> Meaning:
    return Meaning(UNEXPECTED_FAULT, problem)


MEANINGS: Mapping[PcscCode, Meaning] = {
    PcscCode.F_INTERNAL_ERROR: _UNEXPECTED,
    PcscCode.E_CANCELLED: _card(CardProblem.TIMEOUT),
    # A dead daemon invalidates every handle; the code then says so of the handle, not of the caller.
    PcscCode.E_INVALID_HANDLE: _SERVICE,
    PcscCode.E_INVALID_PARAMETER: _UNEXPECTED,
    PcscCode.E_INVALID_TARGET: _UNEXPECTED,
    PcscCode.E_NO_MEMORY: _UNEXPECTED,
    PcscCode.F_WAITED_TOO_LONG: _card(CardProblem.TIMEOUT),
    PcscCode.E_INSUFFICIENT_BUFFER: _UNEXPECTED,
    PcscCode.E_UNKNOWN_READER: _NO_READER,
    PcscCode.E_TIMEOUT: _card(CardProblem.TIMEOUT),
    PcscCode.E_SHARING_VIOLATION: _card(CardProblem.BUSY),
    PcscCode.E_NO_SMARTCARD: _card(CardProblem.REMOVED),
    PcscCode.E_UNKNOWN_CARD: _card(CardProblem.UNSUPPORTED),
    PcscCode.E_CANT_DISPOSE: _UNEXPECTED,
    PcscCode.E_PROTO_MISMATCH: _card(CardProblem.UNSUPPORTED),
    PcscCode.E_NOT_READY: _card(CardProblem.TIMEOUT),
    PcscCode.E_INVALID_VALUE: _UNEXPECTED,
    PcscCode.E_SYSTEM_CANCELLED: _SERVICE,
    PcscCode.F_COMM_ERROR: _SERVICE,
    PcscCode.F_UNKNOWN_ERROR: _UNEXPECTED,
    PcscCode.E_INVALID_ATR: _card(CardProblem.MUTE),
    PcscCode.E_NOT_TRANSACTED: _card(CardProblem.REMOVED),
    PcscCode.E_READER_UNAVAILABLE: _NO_READER,
    PcscCode.P_SHUTDOWN: _SERVICE,
    PcscCode.E_PCI_TOO_SMALL: _UNEXPECTED,
    PcscCode.E_READER_UNSUPPORTED: Meaning(READER_FAULT, state=ReaderState.NO_READER),
    PcscCode.E_DUPLICATE_READER: Meaning(READER_FAULT, state=ReaderState.NO_READER),
    PcscCode.E_CARD_UNSUPPORTED: _card(CardProblem.UNSUPPORTED),
    PcscCode.E_NO_SERVICE: _SERVICE,
    PcscCode.E_SERVICE_STOPPED: _SERVICE,
    PcscCode.E_UNEXPECTED: _UNEXPECTED,
    PcscCode.E_ICC_INSTALLATION: _UNEXPECTED,
    PcscCode.E_ICC_CREATEORDER: _UNEXPECTED,
    PcscCode.E_DIR_NOT_FOUND: _UNEXPECTED,
    PcscCode.E_FILE_NOT_FOUND: _UNEXPECTED,
    PcscCode.E_NO_DIR: _UNEXPECTED,
    PcscCode.E_NO_FILE: _UNEXPECTED,
    PcscCode.E_NO_ACCESS: _card(CardProblem.DENIED),
    PcscCode.E_WRITE_TOO_MANY: _UNEXPECTED,
    PcscCode.E_BAD_SEEK: _UNEXPECTED,
    PcscCode.E_INVALID_CHV: _card(CardProblem.DENIED),
    PcscCode.E_UNKNOWN_RES_MNG: _SERVICE,
    PcscCode.E_NO_SUCH_CERTIFICATE: _UNEXPECTED,
    PcscCode.E_CERTIFICATE_UNAVAILABLE: _UNEXPECTED,
    PcscCode.E_NO_READERS_AVAILABLE: _NO_READER,
    PcscCode.E_COMM_DATA_LOST: _card(CardProblem.REMOVED),
    PcscCode.E_NO_KEY_CONTAINER: _UNEXPECTED,
    PcscCode.E_SERVER_TOO_BUSY: _SERVICE,
    PcscCode.W_UNSUPPORTED_CARD: _card(CardProblem.UNSUPPORTED),
    PcscCode.W_UNRESPONSIVE_CARD: _card(CardProblem.MUTE),
    PcscCode.W_UNPOWERED_CARD: _card(CardProblem.MUTE),
    PcscCode.W_RESET_CARD: _card(CardProblem.CHANGED),
    PcscCode.W_REMOVED_CARD: _card(CardProblem.REMOVED),
    PcscCode.W_SECURITY_VIOLATION: _card(CardProblem.DENIED),
    PcscCode.W_WRONG_CHV: _card(CardProblem.DENIED),
    PcscCode.W_CHV_BLOCKED: _card(CardProblem.DENIED),
    PcscCode.W_EOF: _UNEXPECTED,
    PcscCode.W_CANCELLED_BY_USER: _card(CardProblem.TIMEOUT),
    PcscCode.W_CARD_NOT_AUTHENTICATED: _card(CardProblem.DENIED),
}

# pyscard has four roots and no common one; the low-level module raises only the last, but a table costs nothing.
FOREIGN: Mapping[type[Exception], str] = {
    SmartcardException: UNEXPECTED_FAULT,
    BaseSCardException: UNEXPECTED_FAULT,
    SWException: UNEXPECTED_FAULT,
    scard.error: UNEXPECTED_FAULT,
}


def meaning_of(result: int) -> Meaning:
    """What a result means; a number no table knows is an unexpected fault."""
    try:
        return MEANINGS.get(PcscCode(result), _UNEXPECTED)
    except ValueError:
        return _UNEXPECTED


class PcscError(DeviceError):
    """A PC/SC function did not succeed; `result` is its code, `code` the fault's, `meaning` says which kind it is."""

    def __init__(self, function: str, result: int) -> None:
        self.meaning = meaning_of(result)
        super().__init__(self.meaning.fault, f"{function} 0x{result:08X}")
        self.result = result


def mapped(error: Exception) -> DeviceError:
    """The DeviceError for an exception of pyscard; its text is dropped, only the class is named."""
    code = next((code for root, code in FOREIGN.items() if isinstance(error, root)), UNEXPECTED_FAULT)
    return DeviceError(code, type(error).__name__)
