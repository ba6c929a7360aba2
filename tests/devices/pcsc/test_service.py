"""A new start for pcscd is asked for by a file, and what systemd does about it is what the packaged units say."""

from __future__ import annotations

import subprocess
from configparser import ConfigParser
from pathlib import Path

from app import paths
from devices.pcsc.service import RequestedCardService
from tests.devices.clock import VirtualClock
from tests.devices.units import UNITS, commands


def test_a_restart_is_asked_for_at_most_once_a_minute(tmp_path: Path) -> None:
    clock, request = VirtualClock(), tmp_path / "restart-pcscd"
    service = RequestedCardService(request, clock)
    for passed_s, asked in ((0, True), (59, False), (1, True), (30, False)):
        clock.advance(passed_s)
        service.restart()
        assert request.exists() is asked
        request.unlink(missing_ok=True)


def test_where_nobody_looks_for_requests_nothing_happens(tmp_path: Path) -> None:
    RequestedCardService(tmp_path / "nowhere" / "restart-pcscd", VirtualClock()).restart()
    assert not (tmp_path / "nowhere").exists()


def test_systemd_waits_for_the_file_that_the_terminal_lays_and_takes_it_away_first() -> None:
    unit = ConfigParser()
    unit.read(UNITS / "doorstep-pcscd.path", encoding="utf-8")
    assert unit["Path"]["PathExists"] == str(paths.CARD_SERVICE_REQUEST)
    assert commands()[0][-1] == str(paths.CARD_SERVICE_REQUEST)
    folders = (UNITS.parent / "tmpfiles" / "doorstep.conf").read_text(encoding="utf-8")
    assert f"d {paths.CARD_SERVICE_REQUEST.parent} 0750 doorstep doorstep" in folders


def test_systemd_finds_nothing_wrong_with_the_units() -> None:
    named = [str(UNITS / f"doorstep-pcscd.{kind}") for kind in ("path", "service")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *named], capture_output=True, text=True, check=False, timeout=30
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "doorstep" in line]) == (0, [])
