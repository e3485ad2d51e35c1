"""The keys under which an attempt is remembered: digests under a secret, 63 bits each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from kontor.contexts.risk.rules.attempt import Attempt
from kontor.contexts.risk.rules.habits import cut, habits_of
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.style import cells_of, hand_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What is kept of an attempt: its keys, and beside each of them place, machine, hand and habits (0: not known).

    Attributes:
        beside: keys next to `keys`, under which those stand who are nearly alike. They are looked at, not kept.
    """

    keys: dict[TraceKind, int]
    place: int
    machine: int
    hand: int
    habits: int = 0
    beside: tuple[tuple[TraceKind, int], ...] = ()

    def asked(self) -> list[tuple[TraceKind, int]]:
        """Every key under which others are looked for."""
        return [*self.keys.items(), *self.beside]


def network(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 one; "" for what is no address. Mapped IPv4 counts as IPv4."""
    return cut(address, v4=24, v6=64)


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
    cells = cells_of(hand)
    told = {
        TraceKind.DEVICE: device.cookie,
        TraceKind.ADDRESS: network(attempt.address),
        TraceKind.FINGERPRINT: device.fingerprint,
        TraceKind.HARDWARE: device.hardware,
        TraceKind.STYLE: cells[0] if cells else "",
        TraceKind.HABITS: f"{device.headers}.{attempt.country}",
        TraceKind.COPY: attempt.copied,
        TraceKind.CONTACT: attempt.contact.block or attempt.contact.domain,
    }
    keys = {kind: key(kind, text, secret=secret) for kind, text in told.items() if text}
    machine = keys.get(TraceKind.HARDWARE) or key(TraceKind.HARDWARE, f"headers:{device.headers}", secret=secret)
    return mark_again(keys, keys.get(TraceKind.ADDRESS, 0), machine, hand, habits_of(attempt), secret=secret)


def mark_again(keys: dict[TraceKind, int], place: int, machine: int, hand: int, habits: int, *, secret: str) -> Mark:
    """From what was kept of an attempt, as it was made then."""
    cells = cells_of(hand)[1:]
    beside = tuple((TraceKind.STYLE, key(TraceKind.STYLE, cell, secret=secret)) for cell in cells)
    return Mark(keys, place, machine, hand, habits, beside)
