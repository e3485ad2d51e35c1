"""Whose address a request comes from, seen through the proxies that the operator trusts and through no others.

Each proxy appends the address from which it was called. So the list is read from its end, and only as long as the
one who wrote an entry is trusted: everything before that the client can have invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

LONGEST = 2000  # characters of a header that are looked at, from its end
MOST_HOPS = 20

_Address = IPv4Address | IPv6Address
_WITH_PORT = re.compile(r"\[([0-9a-fA-F:.%\w]+)\](?::\d{1,5})?|(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}")
_PARAMETER = re.compile(r"""\s*for\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+))\s*""", re.IGNORECASE)
_PARTS = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*")+""")
_PAIRS = re.compile(r"""(?:[^;"]|"(?:[^"\\]|\\.)*")+""")


class Proxies:
    """The networks whose word is believed.

    Args:
        networks: comma-separated; empty: nobody's.
        header: `x-forwarded-for` or `forwarded`, the one that the outermost proxy writes. Only this one is read:
            the other could come from the client, through a proxy that knows nothing of it.

    Raises:
        ValueError: for something that is no network, or for another header.
    """

    def __init__(self, networks: str, header: str = "x-forwarded-for") -> None:
        if header not in {"x-forwarded-for", "forwarded"}:
            raise ValueError(f"{header} is not a header that proxies write")
        self._networks = tuple(ip_network(part.strip()) for part in networks.split(",") if part.strip())
        self._key = f"HTTP_{header.upper().replace('-', '_')}"
        self._hops = _listed if header == "x-forwarded-for" else _described
        self._seen = lru_cache(maxsize=2048)(self._find)

    def trust(self, peer: str) -> bool:
        """Whether `peer` is one of them."""
        address = parsed(peer) if self._networks else None
        return address is not None and any(address in network for network in self._networks)

    def client(self, meta: Mapping[str, str]) -> str:
        """The client's address in its plain form; the connection's own where nobody trusted says another."""
        peer = meta.get("REMOTE_ADDR", "")
        return self._seen(peer, meta.get(self._key, "")[-LONGEST:]) if self._networks else peer

    def _find(self, peer: str, said: str) -> str:
        found = peer
        if said:
            for hop in list(self._hops(said))[: -MOST_HOPS - 1 : -1]:
                address = parsed(hop)
                if not self.trust(found) or address is None:  # “unknown”, a hidden name, garbage
                    break
                found = str(address)
        return found


def parsed(text: str) -> _Address | None:
    """An address, with or without port and brackets; an IPv4 address in the clothes of IPv6 is undressed."""
    found = _WITH_PORT.fullmatch(text.strip())
    bare = (found[1] or found[2]) if found else text.strip()
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _listed(said: str) -> list[str]:
    """The entries of X-Forwarded-For."""
    return said.split(",")


def _described(said: str) -> list[str]:
    """The `for` of each element of Forwarded (RFC 7239); "" for an element without one."""
    return [
        next(
            (
                (m[1] if m[1] is not None else m[2])
                for pair in _PAIRS.findall(part)
                if (m := _PARAMETER.fullmatch(pair))
            ),
            "",
        )
        for part in _PARTS.findall(said)
    ]
