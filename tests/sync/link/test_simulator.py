"""The simulated line does to a round what real lines do, as the real gateway sees it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kiosk.delivery.model import SyncReply, SyncRequest, Unreachable
from sync.link.address import HubAddress, Transport
from sync.link.gateway import HttpGateway
from sync.link.simulator import Answer, LineTrouble, SimulatedLine
from sync.link.wire import SYNC_PATH, MediaType, decode
from tests.sync.hub.kit import WallClock
from tests.sync.link.test_gateway import REPLY, request

SEEN = {
    LineTrouble.DOWN: Unreachable.OFFLINE,
    LineTrouble.HALF_OPEN: Unreachable.TIMEOUT,
    LineTrouble.LOST_REPLY: Unreachable.TIMEOUT,
    LineTrouble.CUT_REPLY: Unreachable.NOT_THE_HUB,
    LineTrouble.PORTAL: Unreachable.NOT_THE_HUB,
    LineTrouble.HUB_TROUBLE: Unreachable.HUB_TROUBLE,
    LineTrouble.UNAUTHORISED: Unreachable.UNAUTHORISED,
}


class FarEnd:
    """Who is called, and how often."""

    def __init__(self) -> None:
        self.heard: list[SyncRequest] = []

    def answer(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """A reply to what was asked."""
        assert path == SYNC_PATH and headers["Content-Type"] == MediaType.MSGPACK
        self.heard.append(decode(body, MediaType.MSGPACK, kind=SyncRequest))
        return Answer(200, MediaType.MSGPACK.value, REPLY)


def called(line: SimulatedLine) -> SyncReply | Unreachable:
    """What the gateway makes of a round."""
    gateway = HttpGateway(HubAddress("http://127.0.0.1:1", Transport.INSECURE_DEMO), WallClock(), line=line)
    try:
        return gateway.sync(request(40_000))
    finally:
        gateway.close()


def test_a_good_line_carries_the_very_request_and_reply() -> None:
    far = FarEnd()
    assert isinstance(called(SimulatedLine(far.answer)), SyncReply)
    assert far.heard == [request(40_000)]


@pytest.mark.parametrize("trouble", [trouble for trouble in LineTrouble if trouble is not LineTrouble.NONE])
def test_a_line_in_trouble(trouble: LineTrouble) -> None:
    far = FarEnd()
    line = SimulatedLine(far.answer)
    line.have(lambda: trouble)
    assert called(line) is SEEN[trouble]
    assert len(far.heard) == (trouble in (LineTrouble.LOST_REPLY, LineTrouble.CUT_REPLY))


def test_nobody_listens() -> None:
    def refuse(_path: str, _headers: Mapping[str, str], _body: bytes) -> Answer:
        raise ConnectionRefusedError

    assert called(SimulatedLine(refuse)) is Unreachable.OFFLINE
