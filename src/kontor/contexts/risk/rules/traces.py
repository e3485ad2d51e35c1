"""The keys under which an attempt is remembered: digests under a secret, 63 bits each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from kontor.contexts.risk.rules.attempt import Attempt
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.style import coarse, hand_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What is kept of an attempt: its keys, and beside each of them place, machine and hand (0: not known)."""

    keys: dict[TraceKind, int]
    place: int
    machine: int
    hand: int


def network(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 one; "" for what is no address. Mapped IPv4 counts as IPv4."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    return str(ip_network(f"{known}/{24 if isinstance(known, IPv4Address) else 64}", strict=False))


def key(kind: TraceKind, told: str, *, secret: str) -> int:
    """The key of `told`, positive, the same for the same text under one secret."""
    digest = hashlib.blake2b(f"{int(kind)}\0{told}".encode(), digest_size=8, key=_salt(secret)).digest()
    return int.from_bytes(digest, "big") >> 1 or 1


@lru_cache(maxsize=4)
def _salt(secret: str) -> bytes:
    return hashlib.sha256(f"risk\0{secret}".encode()).digest()


def mark_of(attempt: Attempt, *, secret: str) -> Mark:
    """Everything that is kept of `attempt`. A browser without script is told apart by the headers that it sends."""
    device, hand = attempt.device, hand_of(attempt.behaviour)
    told = {
        TraceKind.DEVICE: device.cookie,
        TraceKind.ADDRESS: network(attempt.address),
        TraceKind.FINGERPRINT: device.fingerprint,
        TraceKind.HARDWARE: device.hardware,
        TraceKind.STYLE: coarse(hand, attempt.behaviour),
        TraceKind.COPY: attempt.copied,
        TraceKind.CONTACT: attempt.contact.block or attempt.contact.domain,
    }
    keys = {kind: key(kind, text, secret=secret) for kind, text in told.items() if text}
    machine = keys.get(TraceKind.HARDWARE) or key(TraceKind.HARDWARE, f"headers:{device.headers}", secret=secret)
    return Mark(keys, keys.get(TraceKind.ADDRESS, 0), machine, hand)
