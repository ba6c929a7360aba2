"""Plain http is for demonstrations on this machine and nothing else."""

from __future__ import annotations

import pytest

from kiosk.base.errors import LinkError
from sync.link.address import HubAddress, Transport, checked

DEMO = Transport.INSECURE_DEMO


@pytest.mark.parametrize(
    "address",
    [
        HubAddress("https://hub.example"),
        HubAddress("https://hub.example/county/", ca_file="root.pem"),
        HubAddress("http://127.0.0.1:8480", DEMO),
        HubAddress("http://localhost:8480", DEMO),
        HubAddress("http://[::1]:8480", DEMO),
    ],
)
def test_taken(address: HubAddress) -> None:
    assert checked(address) is address


@pytest.mark.parametrize(
    "address",
    [
        HubAddress("http://127.0.0.1:8480"),
        HubAddress("http://hub.example", DEMO),
        HubAddress("http://127.0.0.1.example", DEMO),
        HubAddress("http://10.0.0.1", DEMO),
        HubAddress("ftp://127.0.0.1", DEMO),
        HubAddress("hub.example"),
        HubAddress(""),
        HubAddress("https://user:word@hub.example"),
        HubAddress("https://hub.example/?a=b"),
    ],
)
def test_refused(address: HubAddress) -> None:
    with pytest.raises(LinkError, match="N01"):
        checked(address)


def test_a_client_certificate_needs_both_files() -> None:
    assert HubAddress("https://x", client_certificate_file="c").client_certificate() is None
    both = HubAddress("https://x", client_certificate_file="c", client_key_file="k")
    assert both.client_certificate() == ("c", "k")
