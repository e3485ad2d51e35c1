"""Internet addresses as limits and lists use them: never one by one where a subscriber has billions."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network


def subscriber(address: str) -> str:
    """Who is counted: an IPv4 address, or the /64 of an IPv6 address, in which one subscriber moves at will."""
    return _cut(address, 32, 64)


def coarse(address: str) -> str:
    """What lists show and keep: the /24 of an IPv4 address, the /48 of an IPv6 address; "" for what is none."""
    return _cut(address, 24, 48)


def _cut(address: str, bits4: int, bits6: int) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = bits6 if parsed.version == 6 else bits4
    network = ip_network(f"{parsed}/{bits}", strict=False)
    return str(network.network_address) if bits == 32 else str(network)
