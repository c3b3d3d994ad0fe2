"""Where events may be sent: to public addresses over TLS, and to hosts that the practice's own network names.

A name is looked up once, every address it has is judged, and the connection goes to the judged address: a name that
answers otherwise a moment later (DNS rebinding) gains nothing. Redirects are never followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from serving.webhooks.errors import EndpointRefusedError

PORTS = (443, 8443)
_LONGEST = 2048
_SHARED = ipaddress.ip_network("100.64.0.0/10")  # between providers and their clients (RFC 6598)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in IPv6 clothes (RFC 6052)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """Attributes:
    url: as it was given.
    host: its name, for TLS and the Host header.
    address: to connect to.
    """

    url: str
    host: str
    address: str
    port: int
    secure: bool


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, by the system."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Guard:
    """Args:
    trusted: hosts of the practice's own network, by name, with any address, any port, and without TLS if asked for.
    lookup: addresses of a host; tests bring their own.
    """

    def __init__(self, trusted: Collection[str] = (), lookup: Callable[[str, int], Sequence[str]] = resolve) -> None:
        self._trusted, self._lookup = frozenset(host.lower() for host in trusted), lookup

    def check(self, url: str) -> None:
        """The form alone: asked when an endpoint is entered, before anything is looked up.

        Raises:
            EndpointRefusedError.
        """
        self._parts(url)

    def target(self, url: str) -> Target:
        """Where to connect to, now.

        Raises:
            EndpointRefusedError.
        """
        host, port, secure = self._parts(url)
        try:
            addresses = [ipaddress.ip_address(each) for each in self._lookup(host, port)]
        except (OSError, ValueError) as error:
            raise EndpointRefusedError("host_not_found") from error
        if not addresses:
            raise EndpointRefusedError("host_not_found")
        if host not in self._trusted and not all(map(public, addresses)):
            raise EndpointRefusedError("address_not_public")
        return Target(url, host, str(addresses[0]), port, secure)

    def _parts(self, url: str) -> tuple[str, int, bool]:
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError as error:
            raise EndpointRefusedError("not_an_address") from error
        secure, trusted = parts.scheme == "https", host in self._trusted
        port = port or (443 if secure else 80)
        if len(url) > _LONGEST or not host or not url.isascii() or not url.isprintable() or " " in url:
            raise EndpointRefusedError("not_an_address")
        if parts.scheme not in ("https", "http") or not (secure or trusted):
            raise EndpointRefusedError("not_encrypted")
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise EndpointRefusedError("not_an_address")
        if port not in PORTS and not trusted:
            raise EndpointRefusedError("port_not_allowed")
        return host, port, secure


def public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it is dressed as another."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None,))[0]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
    elif address in _SHARED:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
