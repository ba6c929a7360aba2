"""The hub without a socket answers as the one with a socket, and what it dies of reaches whoever called."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.hub.rounds import HubStep, Rounds
from sync.hub.simulator import InProcessHub, at_once
from sync.hub.web import Health, hub_app
from sync.link.wire import PROBLEM_JSON, SYNC_PATH, MediaType, encode
from tests.sync.hub.kit import Folder
from tests.sync.link.test_gateway import request


class PowerCut(BaseException):
    """Nothing catches it."""


def hub(path: Path, dies_at: HubStep | None = None) -> InProcessHub:
    def reached(step: HubStep) -> None:
        if step is dies_at:
            raise PowerCut

    folder = Folder(path)
    folder.rotate()
    rounds = Rounds(folder.ports(reached=reached))
    return InProcessHub(hub_app(rounds, lambda: Health("serving", 0), ready=lambda: None, aside=at_once))


@pytest.mark.parametrize(
    ("path", "media", "status"),
    [(SYNC_PATH, "text/plain", 415), (SYNC_PATH, MediaType.MSGPACK, 400), ("/v1/nowhere", MediaType.MSGPACK, 404)],
)
def test_what_is_no_round_is_a_problem(tmp_path: Path, path: str, media: str, status: int) -> None:
    it = hub(tmp_path)
    answer = it.post(path, {"Content-Type": media}, b"\xc1")
    it.close()
    assert (answer.status, answer.media_type) == (status, PROBLEM_JSON)


def test_a_round_is_answered(tmp_path: Path) -> None:
    it = hub(tmp_path)
    media = MediaType.MSGPACK
    answer = it.post(SYNC_PATH, {"Content-Type": media}, encode(request(), media))
    it.close()
    assert (answer.status, answer.media_type) == (200, media)


@pytest.mark.parametrize("step", list(HubStep))
def test_its_death_reaches_the_caller(tmp_path: Path, step: HubStep) -> None:
    it = hub(tmp_path, step)
    media = MediaType.MSGPACK
    with pytest.raises(PowerCut):
        it.post(SYNC_PATH, {"Content-Type": media}, encode(request(), media))
    it.close()
