"""No result of PC/SC and no exception of pyscard is without a meaning."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
import smartcard
from smartcard import scard

from devices.pcsc.codes import PcscCode
from devices.pcsc.errors import FOREIGN, MEANINGS, PcscError, mapped, meaning_of
from devices.pcsc.scard import Scard
from kiosk.base.errors import DeviceError
from kiosk.cards import CardProblem, ReaderState
from kiosk.status.faults import FAULTS
from tests.devices.pcsc.fake import World

# smartcard.wx draws windows with wxPython, which is not installed and not wanted.
_WITHOUT = ("smartcard.wx",)


def exception_classes() -> set[type[Exception]]:
    found: set[type[Exception]] = set()
    for module in pkgutil.walk_packages(smartcard.__path__, "smartcard."):
        if not module.name.startswith(_WITHOUT):
            names = vars(importlib.import_module(module.name)).values()
            found |= {name for name in names if isinstance(name, type) and issubclass(name, Exception)}
    return {kind for kind in found if kind.__module__.startswith(("smartcard", "scard"))}


def test_no_exception_of_pyscard_is_forgotten() -> None:
    kinds = exception_classes()
    assert len(kinds) >= 20
    assert {kind.__name__ for kind in kinds} >= {"SmartcardException", "BaseSCardException", "SWException", "error"}
    assert not [kind for kind in kinds if not issubclass(kind, tuple(FOREIGN))]


def test_the_roots_are_unrelated() -> None:
    roots = list(FOREIGN)
    assert not [(one, other) for one in roots for other in roots if one is not other and issubclass(one, other)]


def library_codes() -> dict[str, int]:
    prefixes = ("SCARD_E_", "SCARD_F_", "SCARD_W_", "SCARD_P_", "SCARD_S_")
    return {name: getattr(scard, name) & 0xFFFFFFFF for name in dir(scard) if name.startswith(prefixes)}


def test_every_code_of_the_library_is_named_and_numbered_as_there() -> None:
    ours = {f"SCARD_{name}": int(code) for name, code in PcscCode.__members__.items()}
    assert ours == library_codes()


def test_every_code_has_a_meaning_and_every_fault_is_listed() -> None:
    assert set(MEANINGS) == set(PcscCode) - {PcscCode.S_SUCCESS}
    assert {meaning.fault for meaning in MEANINGS.values()} <= set(FAULTS)


def test_a_number_no_table_knows_is_a_fault() -> None:
    assert meaning_of(0x12345678).fault == "C03"
    assert meaning_of(0x12345678).problem is None


@pytest.mark.parametrize(
    ("code", "problem", "state"),
    [
        (0x8010001D, None, ReaderState.NO_SERVICE),
        (0x80100013, None, ReaderState.NO_SERVICE),
        (0x8010001E, None, ReaderState.NO_SERVICE),
        (0x80100009, CardProblem.REMOVED, ReaderState.NO_READER),
        (0x80100069, CardProblem.REMOVED, ReaderState.NO_SERVICE),
        (0x80100016, CardProblem.REMOVED, ReaderState.NO_SERVICE),
        (0x80100066, CardProblem.MUTE, ReaderState.NO_SERVICE),
        (0x80100068, CardProblem.CHANGED, ReaderState.NO_SERVICE),
    ],
)
def test_what_the_field_taught(code: int, problem: CardProblem | None, state: ReaderState) -> None:
    assert (meaning_of(code).problem, meaning_of(code).state) == (problem, state)


@pytest.mark.parametrize("root", list(FOREIGN))
def test_an_exception_of_the_library_stops_at_the_door(root: type[Exception]) -> None:
    world = World()
    world.answers["EstablishContext"].append(root.__new__(root, "张三"))
    with pytest.raises(DeviceError) as caught:
        Scard(world.module).establish()
    assert caught.value.code == "C03"
    assert "张三" not in str(caught.value)


def test_signed_results_are_the_same_results() -> None:
    world = World()
    world.answers["EstablishContext"].append(0x8010001D - (1 << 32))
    with pytest.raises(PcscError) as caught:
        Scard(world.module).establish()
    assert caught.value.result == 0x8010001D
    assert caught.value.code == "C01"
    assert mapped(ValueError()).code == "C03"
