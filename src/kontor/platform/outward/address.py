"""Which addresses may be called: public ones, by TLS, unless the deployment names a network of its own."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 500  # characters of an address
_HTTPS = 443
_PORTS = range(1, 65536)


class Refused(Exception):  # noqa: N818  (an answer, not a failure)
    """The address is not one that may be called.

    Attributes:
        why: "form" (no address of the web), "tls" (not https), "inside" (leads into a private network),
            "unknown" (the name has no address).
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def check(url: str) -> SplitResult:
    """The parts of `url`, when its form may be called at all. Looks nothing up.

    Raises:
        Refused: "form", "tls", or "inside" where the address is a literal of a private network.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _HTTPS
    except ValueError:
        raise Refused("form") from None
    if (
        len(url) > LONGEST
        or parts.scheme not in ("https", "http")
        or not parts.hostname
        or parts.username is not None
        or parts.fragment
        or port not in _PORTS
        or any(sign.isspace() or not sign.isprintable() for sign in url)
    ):
        raise Refused("form")
    literal = _literal(parts.hostname)
    if literal is not None and not _callable(literal):
        raise Refused("inside")
    if parts.scheme == "http" and not _in_house(parts.hostname):
        raise Refused("tls")
    return parts


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host` to connect to, each of them checked: what was looked up is what is called.

    Raises:
        Refused: "unknown", or "inside" when even one of them leads into a private network.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("unknown") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise Refused("unknown")
    if not all(_callable(ipaddress.ip_address(each.partition("%")[0])) for each in addresses):
        raise Refused("inside")
    return addresses


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _callable(address: Address) -> bool:
    """Public, or in a network that the deployment opens for its own programs."""
    inner = _unwrapped(address)
    if any(inner in network for network in _own_networks()):
        return True
    return inner.is_global and not inner.is_multicast


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that stands for it (mapped, 6to4, NAT64)."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _own_networks() -> Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    named = str(settings.KONTOR.webhook_networks)
    return [ipaddress.ip_network(part.strip(), strict=False) for part in named.split(",") if part.strip()]


def _in_house(host: str) -> bool:
    """Whether the host is a literal address, or a name of this machine, in a network that the deployment opens."""
    literal = ipaddress.ip_address("127.0.0.1") if host == "localhost" else _literal(host)
    return literal is not None and any(literal in network for network in _own_networks())
