"""What an attempt brings along besides its hand: coordinates that strangers share only by chance. Pure."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from kontor.contexts.risk.rules.attempt import Attempt

COORDINATES = (("headers", 12), ("contact", 12), ("template", 10), ("country", 10), ("region", 12))
_SECOND = 1 << 60
_RUNS = re.compile(r"([^\W\d_]+)|(\d+)|(.)")


def known_address(address: str) -> IPv4Address | IPv6Address | None:
    """The address; mapped IPv4 counts as IPv4; None for what is no address."""
    try:
        known = ip_address(address)
    except ValueError:
        return None
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        return known.ipv4_mapped
    return known


def cut(address: str, *, v4: int, v6: int) -> str:
    """The network of so many bits around an address; "" for what is no address."""
    known = known_address(address)
    if known is None:
        return ""
    return str(ip_network(f"{known}/{v4 if isinstance(known, IPv4Address) else v6}", strict=False))


def habits_of(attempt: Attempt) -> int:
    """The coordinates as one number of 61 bits: short digests, many values in one."""
    contact = attempt.contact
    told = {
        "headers": attempt.device.headers,
        "contact": contact.domain or contact.block[:-2],
        "template": contact.template,
        "country": attempt.country,
        "region": cut(attempt.address, v4=16, v6=32),
    }
    number = 0
    for name, bits in COORDINATES:
        number = number << bits | _short(told[name], (1 << bits) - 1)
    return number | _SECOND


@lru_cache(maxsize=4096)
def split(habits: int) -> tuple[int, ...]:
    """The digests in the order of `COORDINATES`; 0 is one that is not known."""
    if not habits & _SECOND:
        return (0,) * len(COORDINATES)
    parts: list[int] = []
    for _, bits in reversed(COORDINATES):
        parts.append(habits & (1 << bits) - 1)
        habits >>= bits
    return tuple(reversed(parts))


def _short(told: str, most: int) -> int:
    return zlib.crc32(told.encode()) % most + 1 if told else 0


def template_of(name: str) -> str:
    """How the part of a mail address before the @ is built, such as `L2.L2D4`: runs of letters by length (four steps),
    of figures by number, and every sign; what stands behind a plus is the provider's. Never the text itself."""
    told = ""
    for letters, figures, sign in _RUNS.findall(name.partition("+")[0].lower()[:64]):
        if letters:
            told += f"L{min(len(letters) // 4, 3)}"
        told += f"D{min(len(figures), 6)}" if figures else sign
    return told + "+" * ("+" in name)
