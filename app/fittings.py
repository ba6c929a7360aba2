"""Which adapter stands behind each device that the settings name."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from app import paths
from app.eye import NoCamera
from app.product import Product, printer_profiles, reader_profiles
from app.surroundings import TerminalClock
from app.system import SystemEntropy, pause
from devices.cards.piv.training import TrainingOffice
from devices.pcsc.clerks import PcscClerkCardReader
from devices.pcsc.documents import PcscDocumentReader
from devices.pcsc.lost import LostReader
from devices.pcsc.reader import PcscCardReader
from devices.renewal import RenewingCardReader
from devices.sam.ports import PREFIX, chosen, opener
from devices.sam.reader import SamCardReader
from devices.simulator import SimulatedCardReader
from kiosk.base.clock import Entropy
from kiosk.base.errors import ConfigError
from kiosk.base.settings import Devices
from kiosk.base.steps import Reached
from kiosk.cards import CardReader, CardService, DocumentReader
from kiosk.identity.clerk import ClerkCardReader
from kiosk.materials.camera import DocumentCamera
from printers.drivers.registry import Around, Fitted, printer_of
from printers.escpos.places import PREFIX as ESCPOS
from printers.escpos.places import SIMULATED
from printers.fonts import FontStack
from printers.void import void_strip

# Seconds OpenCV waits for a camera that gives no picture (its own choice is 10); it is read when the first camera is opened.
CAMERA_WAIT = ("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")


def fitted_reader(
    setting: str, number: int, service: CardService, *, clock: TerminalClock, office: TrainingOffice | None
) -> CardReader:
    """The reader of that setting; `office` issues what is played on it. ConfigError G01 for a profile nobody knows."""
    transport, _, named = setting.partition(":")
    if transport == "simulated":
        return SimulatedCardReader(named or f"simulated-{number}", clock, office=office)
    if setting.startswith(PREFIX):
        profile, port = chosen(setting, reader_profiles())
        return SamCardReader(port, profile, opener(port, profile), clock=clock)
    lost = LostReader(service, clock)
    return RenewingCardReader(
        partial(PcscCardReader, named, clock, lost=lost),
        service,
        clock=clock,
        opens=partial(_opening, clock, SystemEntropy()),
        proves=_proving,
    )


def _opening(clock: TerminalClock, entropy: Entropy, reader: CardReader) -> DocumentReader | None:
    return PcscDocumentReader(reader, clock, entropy=entropy) if isinstance(reader, PcscCardReader) else None


def _proving(reader: CardReader) -> ClerkCardReader | None:
    return PcscClerkCardReader(reader) if isinstance(reader, PcscCardReader) else None


def opening_documents(readers: tuple[CardReader, ...]) -> dict[int, DocumentReader]:
    """Those that open travel documents, or say that they cannot, by their number."""
    openers = RenewingCardReader | SimulatedCardReader
    return {number: reader for number, reader in enumerate(readers) if isinstance(reader, openers)}


def proving_clerks(readers: tuple[CardReader, ...]) -> dict[int, ClerkCardReader]:
    """Those that have a clerk's card sign, or say that they cannot, by their number."""
    provers = RenewingCardReader | SimulatedCardReader
    return {number: reader for number, reader in enumerate(readers) if isinstance(reader, provers)}


def renew(readers: tuple[CardReader, ...], number: int) -> None:
    """Begins a reader anew whose lane hangs; a simulated one never hangs, and a SAM's line has a deadline for everything."""
    reader = readers[number]
    if isinstance(reader, RenewingCardReader):
        reader.renew()


def fitted_camera(setting: str, clock: TerminalClock) -> DocumentCamera:
    """The camera of that setting; one that shows nothing for none."""
    if not setting:
        return NoCamera()
    os.environ.setdefault(*CAMERA_WAIT)
    # Here and not above: OpenCV is a tenth of a terminal's memory, and most terminals have no camera.
    from devices.camera.choice import camera_of

    return camera_of(setting, clock, fonts=paths.FONTS)


def refuse_simulated(devices: Devices) -> None:
    """Nobody who came in earnest is served by a played device: ConfigError G01."""
    if any(reader.startswith("simulated") for reader in devices.readers):
        raise ConfigError("G01", "devices.readers: a simulated reader is not for production")
    if devices.printer.startswith(ESCPOS) and devices.printer.endswith(SIMULATED):
        raise ConfigError("G01", "devices.printer: a simulated printer is not for production")
    if devices.camera and not devices.camera.startswith("v4l2:"):
        raise ConfigError("G01", "devices.camera: a simulated camera is not for production")


def receipt_printer(product: Product, directory: Path, clock: TerminalClock, *, reached: Reached) -> Fitted:
    """The printer of the settings, and what plays it if it is a simulated one. ConfigError G01 for a profile nobody knows."""
    settings = product.settings
    void = partial(_void, product)
    around = Around(directory, settings.terminal.id, clock, pause, reached, printer_profiles(), void)
    return printer_of(settings.devices.printer, around)


def _void(product: Product, width: int) -> bytes:
    """In two languages, for whose paper was broken off is not known when it is voided."""
    said = [product.texts.sentences[language]["receipt.void"].text for language in ("zh", "en")]
    return void_strip(said, width, FontStack(paths.FONTS))
