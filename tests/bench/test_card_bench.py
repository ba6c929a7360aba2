"""Cards in figures: what an APDU costs beside pyscard's own call, and what a reading costs beyond the card's time; run by `make bench`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot
from smartcard import scard

from app.assembly import Mode, Options
from app.kiosk import Kiosk
from devices.citizens import OVER_EIGHTY
from devices.deadline import Deadline
from devices.images import CardImage
from devices.inbox import ScriptedInbox
from devices.pcsc.apdu import exchange
from devices.pcsc.connection import session
from devices.pcsc.reader import PcscCardReader
from devices.pcsc.scard import Scard
from devices.simulator import SimulatedCardReader
from kiosk.base.privacy import mask_name
from kiosk.cards import CardContent, CardRef, ReaderState
from kiosk.journey import events, states
from tests.app.stage import ITEM, stage_in
from tests.bench.measuring import Table, interleaved, taken_of
from tests.devices.clock import RealClock, VirtualClock
from tests.devices.pcscd import READER, Rig
from tests.ui.screens.measures import items
from ui.fonts import load_fonts

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
ROUNDS, INSERTIONS = 2000, 50
SEEN_S, WAIT_MS = 10.0, 20_000
SELECT_APPLICATION = bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")
SELECT_HOLDER, READ_NUMBER = bytes.fromhex("00A4020002EF06"), bytes.fromhex("00B2080014")
# What our driver asks of a social-security card, in its order, with the GET RESPONSE that T=0 wants.
DIALOGUE = [
    SELECT_APPLICATION,
    bytes.fromhex("00C0000013"),
    bytes.fromhex("00A4020002EF05"),
    *(bytes([0x00, 0xB2, tag, 0x00, length + 2]) for tag, length in ((0x05, 4), (0x06, 4), (0x07, 9))),
    SELECT_HOLDER,
    *(
        bytes([0x00, 0xB2, tag, 0x00, length + 2])
        for tag, length in ((0x08, 18), (0x09, 30), (0x4E, 20), (0x0A, 1), (0x0B, 1), (0x0D, 4))
    ),
]


class Overheard(ModuleType):
    """pyscard's low-level module, with an ear for the handle a card is opened under."""

    def __init__(self) -> None:
        super().__init__("scard")
        self.opened = [0, 0]

    def __getattr__(self, name: str) -> Callable[..., object]:
        found: Callable[..., object] = getattr(scard, name)
        return found

    def SCardConnect(self, *arguments: object) -> list[int]:
        answer: list[int] = scard.SCardConnect(*arguments)
        self.opened = answer[1:]
        return answer


@pytest.fixture
def rig() -> Iterator[Rig]:
    """pcscd with one empty reader."""
    with Rig() as rig:
        rig.start()
        yield rig


@contextmanager
def card_in(rig: Rig) -> Iterator[tuple[PcscCardReader, CardRef]]:
    """A social-security card in the emulated reader, seen by ours."""
    reader = PcscCardReader(READER, RealClock())
    reader.wait(SEEN_S)
    rig.insert("social-security")
    seen = reader.wait(SEEN_S).card
    assert seen is not None
    yield reader, seen
    reader.close()


def spoiled(_: float) -> None:
    """Nobody else may hold the card: waiting for it would be measured too."""
    raise AssertionError("the card is busy")


def test_one_apdu(rig: Rig, table: Table) -> None:
    heard, clock = Overheard(), RealClock()
    with card_in(rig):
        ours = Scard(heard)
        context, deadline = ours.establish(), Deadline.after(clock, 900)
        with session(ours, context, reader=f"{READER} 00 00", deadline=deadline, pause=spoiled) as transmit:
            exchange(transmit, SELECT_APPLICATION)
            exchange(transmit, SELECT_HOLDER)
            handle, protocol = heard.opened
            command = list(READ_NUMBER)
            taken = interleaved(
                {
                    "raw": lambda: scard.SCardTransmit(handle, protocol, command),
                    "ours": partial(exchange, transmit, READ_NUMBER),
                },
                ROUNDS,
            )
    table.hold("one APDU of 20 bytes' answer", taken["ours"], taken["raw"], named="SCardTransmit", bound=1.5)


def test_a_whole_social_security_card(rig: Rig, table: Table) -> None:
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)

    def raw() -> None:
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        _, handle, protocol = scard.SCardConnect(context, f"{READER} 00 00", scard.SCARD_SHARE_SHARED, protocols)
        scard.SCardBeginTransaction(handle)
        for command in DIALOGUE:
            _, answer = scard.SCardTransmit(handle, protocol, list(command))
            assert answer[-2] in (0x90, 0x61, 0x6A)
        scard.SCardEndTransaction(handle, scard.SCARD_LEAVE_CARD)
        scard.SCardDisconnect(handle, scard.SCARD_RESET_CARD)

    with card_in(rig) as (reader, card):

        def ours() -> None:
            assert isinstance(reader.read(card, 15), CardContent)

        taken = interleaved({"raw": raw, "ours": ours}, ROUNDS // 10)
    named = "the same 13 APDUs, raw"
    table.hold("a whole social-security card", taken["ours"], taken["raw"], named=named, bound=2)


def modelled_s(image: CardImage) -> float:
    """How long card, radio and line take by the simulated reader's model: everything else is ours."""
    clock = VirtualClock()
    reader = SimulatedCardReader("model", clock, inbox=ScriptedInbox(clock, (), advance=clock.advance))
    reader.wait(0)
    reader.insert(image)
    card = reader.wait(0).card
    assert card is not None and isinstance(reader.read(card, 15), CardContent)
    return clock.seconds


@pytest.mark.parametrize("kind", ["resident ID card", "social-security card"])
def test_from_the_card_to_the_name_on_the_screen(tmp_path: Path, qtbot: QtBot, table: Table, kind: str) -> None:
    image = OVER_EIGHTY.resident_id() if kind == "resident ID card" else OVER_EIGHTY.social_security()
    load_fonts()
    kiosk = Kiosk(stage_in(tmp_path).product, Options(Mode.DEMO, tmp_path), "portrait")
    try:
        kiosk.window.show()
        kiosk.viewmodels.stand_still()
        kiosk.start()
        shares = [(seconds - modelled_s(image)) * 1000 for seconds in insertions(kiosk, qtbot, image)]
    finally:
        kiosk.close()
    table.keep(f"{kind} to name on the screen, our share", taken_of(shares), within_ms=50)


def waits_for_a_card(state: states.State) -> bool:
    """Whether the page says so, and the slot is empty."""
    return isinstance(state, states.InsertingCard) and all(one.state is ReaderState.EMPTY for one in state.readers)


def insertions(kiosk: Kiosk, qtbot: QtBot, image: CardImage) -> Iterator[float]:
    """Seconds from each insertion to the frame with the name in it."""
    runner, window, name = kiosk.runner, kiosk.window.window, mask_name(OVER_EIGHTY.name)
    swapped_s: list[float] = []

    def painted() -> None:
        now_s = time.perf_counter()
        if not swapped_s and any(item.property("text") == name for item in items(window.contentItem())):
            swapped_s.append(now_s)

    window.frameSwapped.connect(painted)
    for event in (events.Touched(), events.LanguageChosen("zh"), events.ItemChosen(ITEM), events.ApplyPressed()):
        runner.post(event)
    for _ in range(INSERTIONS):
        qtbot.waitUntil(lambda: waits_for_a_card(runner.state), timeout=WAIT_MS)
        for _ in range(2):
            with qtbot.waitSignal(window.frameSwapped, timeout=WAIT_MS):
                window.update()
        swapped_s.clear()
        begun_s = time.perf_counter()
        kiosk.terminal.simulated[0].insert(image)
        qtbot.waitUntil(lambda: bool(swapped_s), timeout=WAIT_MS)
        yield swapped_s[0] - begun_s
        kiosk.terminal.simulated[0].remove()
        runner.post(events.Denied())
