"""Where the hub is and how its identity is checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from kiosk.base.errors import LinkError


class Transport(StrEnum):
    """HTTPS with a pinned root, or plain HTTP to the same machine for demonstrations."""

    HTTPS = "https"
    INSECURE_DEMO = "insecure-demo"


@dataclass(frozen=True, slots=True)
class HubAddress:
    """The hub's base URL; `ca_file` holds the pinned root, the client files the terminal's certificate, all PEM.

    Without `ca_file` the roots that come with requests are trusted; entries are settled by signature either way.
    """

    base_url: str
    transport: Transport = Transport.HTTPS
    ca_file: str = ""
    client_certificate_file: str = ""
    client_key_file: str = ""

    def client_certificate(self) -> tuple[str, str] | None:
        """The pair of files that requests wants, or None when the terminal is not enrolled."""
        both = (self.client_certificate_file, self.client_key_file)
        return both if all(both) else None


def checked(address: HubAddress) -> HubAddress:
    """The same address; raises LinkError N01 unless it is https, or a demonstration on loopback."""
    parts = urlsplit(address.base_url)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise LinkError("N01", "the hub's address is not a plain URL")
    if parts.scheme == "https":
        return address
    if parts.scheme == "http" and address.transport is Transport.INSECURE_DEMO and is_loopback(parts.hostname):
        return address
    raise LinkError("N01", "plain http is for demonstrations on this machine only")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine: a loopback address, or the name localhost."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
