"""Putting a terminal together: one program a directory, faults by their codes, nothing held after a failure."""

from __future__ import annotations

import os
import termios
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app import paths
from app.assembly import Mode, Options, surroundings
from app.hubprocess import KEYS
from app.keeping import DATABASE_FILE
from app.keystores import KEY_FILES
from app.product import Product
from app.system import SystemClock
from devices.citizens import HERDER
from devices.sam.simulator import Lying
from kiosk.base.errors import ConfigError, KioskError
from kiosk.cards import CardContent, ReaderState
from kiosk.materials.camera import CameraProblem
from sync.hub.keys import LIST_FILE
from sync.store.rescue.pages import wal_of
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in
from tests.devices.sam.port import PROFILES, plugged_in, until


def code(stage: Stage, mode: Mode = Mode.DEMO) -> str:
    """Why it cannot be put together."""
    with pytest.raises(KioskError) as caught:
        stage.open(TurnLanes(), mode=mode)
    return caught.value.code


def test_two_programs_over_one_directory_are_one_too_many(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes):
        assert code(stage_in(offline.directory)) == "G04"
    with stage_in(offline.directory).running(TurnLanes()):
        """The first has ended: its place is free."""


def test_a_terminal_that_could_not_be_put_together_holds_nothing(offline: Stage, lanes: TurnLanes) -> None:
    pin = offline.directory / KEYS / LIST_FILE
    whole = pin.read_bytes()
    pin.write_bytes(whole[:-20])
    assert code(offline) == "K01"
    pin.unlink()
    assert code(offline) == "G03"
    pin.write_bytes(whole)
    with offline.running(lanes):
        """The lock was given back."""


@pytest.mark.parametrize("url", ["http://hub.example.invalid", "ftp://127.0.0.1", "no address"])
def test_an_address_that_is_not_to_be_called(tmp_path: Path, url: str) -> None:
    assert code(stage_in(tmp_path, hub_url=url)) == "N01"


def test_plain_http_needs_the_word_demo(offline: Stage) -> None:
    hub = msgspec.structs.replace(offline.product.settings.hub, insecure_demo=False)
    assert code(stage_in(offline.directory, hub=hub)) == "N01"


def test_nothing_is_simulated_in_production(offline: Stage) -> None:
    assert code(offline, Mode.PRODUCTION) == "G01"


@pytest.mark.parametrize("camera", ["simulated", "file:/one.avi", "folder:/papers"])
def test_no_camera_is_simulated_in_production(offline: Stage, camera: str) -> None:
    devices = msgspec.structs.replace(offline.product.settings.devices, camera=camera, readers=("pcsc",))
    with pytest.raises(ConfigError, match=r"devices\.camera") as caught:
        stage_in(offline.directory, devices=devices).open(TurnLanes(), mode=Mode.PRODUCTION)
    assert caught.value.code == "G01"


def test_no_printer_is_simulated_in_production(offline: Stage) -> None:
    devices = msgspec.structs.replace(
        offline.product.settings.devices, printer="escpos:xp-80:simulated", readers=("pcsc",)
    )
    with pytest.raises(ConfigError, match=r"devices\.printer") as caught:
        stage_in(offline.directory, devices=devices).open(TurnLanes(), mode=Mode.PRODUCTION)
    assert caught.value.code == "G01"


def test_the_camera_of_the_settings_is_there_and_opens_nothing(offline: Stage) -> None:
    devices = msgspec.structs.replace(offline.product.settings.devices, camera="v4l2:/dev/null", readers=("pcsc",))
    product = stage_in(offline.directory, devices=devices).product
    around = surroundings(product, Options(Mode.PRODUCTION, offline.directory), SystemClock())
    around.release()
    assert around.camera is not None and around.camera.look(0.0) is CameraProblem.ABSENT


def test_a_key_that_others_may_read_is_not_used(offline: Stage, lanes: TurnLanes) -> None:
    with offline.running(lanes):
        """Makes the key."""
    (offline.directory / KEY_FILES["file"]).chmod(0o644)
    assert code(offline) == "K01"


def test_a_directory_that_cannot_be_one_is_said(tmp_path: Path, lanes: TurnLanes) -> None:
    (tmp_path / "file").write_text("")
    stage = stage_in(tmp_path)
    stage.directory = tmp_path / "file" / "state"
    with pytest.raises(ConfigError) as caught:
        stage.open(lanes)
    assert caught.value.code == "G03"


def test_a_printer_s_folder_that_cannot_be_made_is_the_printer_s_fault(offline: Stage, lanes: TurnLanes) -> None:
    (offline.directory / "receipts").write_text("in the way")
    with offline.running(lanes) as (terminal, _):
        terminal.crew.press.recover()


def test_no_connection_is_open_before_its_lane_works(offline: Stage, lanes: TurnLanes) -> None:
    """The database was proven to take a write and let go of: a WAL is there only while somebody has it open."""
    terminal, runner = offline.open(lanes)
    assert (offline.directory / DATABASE_FILE).exists()
    assert not wal_of(offline.directory / DATABASE_FILE).exists()
    lanes.turn()
    assert wal_of(offline.directory / DATABASE_FILE).exists()
    runner.close()
    terminal.close()


def with_reader(product: Product, setting: str) -> Product:
    """The product with that one reader."""
    devices = msgspec.structs.replace(product.settings.devices, readers=(setting,))
    return replace(product, settings=msgspec.structs.replace(product.settings, devices=devices))


def speed_of(port: str) -> int:
    """The speed a port is set to."""
    number = os.open(port, os.O_RDWR | os.O_NOCTTY)
    speed: int = termios.tcgetattr(number)[5]
    os.close(number)
    return speed


def test_a_sam_reader_named_in_the_settings_reads_a_card(
    offline: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = paths.READER_PROFILES.read_text("utf-8").replace("[slow]", "[slow]\nanswers_in_s = 10\nreads_in_s = 10")
    (tmp_path / "profiles.toml").write_text(waited, "utf-8")
    monkeypatch.setattr(paths, "READER_PROFILES", tmp_path / "profiles.toml")
    with plugged_in(PROFILES["slow"]) as (sam, port):
        product = with_reader(offline.product, f"sam:slow:{port}")
        around = surroundings(product, Options(Mode.DEMO, offline.directory), SystemClock())
        (reader,) = around.readers
        sam.put(Lying(HERDER.resident_id()))
        card = until(reader, ReaderState.PRESENT).card
        content = reader.read(card, 15) if card is not None else None
        speed = speed_of(port)
        reader.close()
        around.release()
    assert card is not None and card.reader == port
    assert speed == termios.B9600
    assert isinstance(content, CardContent) and content.id_number == HERDER.id_number


def test_a_reader_profile_that_is_not_there(offline: Stage) -> None:
    offline.product = with_reader(offline.product, "sam:quick:/dev/ttyS9")
    assert code(offline) == "G01"
