"""What accounts may have in common."""

from __future__ import annotations

from enum import IntEnum


class TraceKind(IntEnum):
    """What a key stands for; `rules/traces.py` says how each is made. The numbers are stored."""

    DEVICE = 1  # our cookie
    ADDRESS = 2  # the /24 or /64
    FINGERPRINT = 3  # the browser's script's whole digest
    HARDWARE = 4  # what the browsers of one machine share
    STYLE = 5  # a coarse word for the hand that fills in
    COPY = 6  # the same events to the millisecond
    CONTACT = 7  # mail domain, or block of phone numbers
    PHONE = 8
    PAYMENT = 9
    HABITS = 10  # the browser's headers and the country
    DOOR = 11  # where goods are to be delivered: the house
    COURIER = 12  # the phone that the courier is to call
    STORE = 13  # whose goods a young account puts in its cart
    ORDER = 14  # its first order has been looked at; nobody shares it
    GROUP = 15  # one hand among all registrations of some days; a link only, nothing is kept under it


MOST: dict[TraceKind, int] = {
    TraceKind.DEVICE: 16,
    TraceKind.ADDRESS: 64,
    TraceKind.FINGERPRINT: 48,
    TraceKind.HARDWARE: 48,
    TraceKind.STYLE: 32,
    TraceKind.COPY: 8,
    TraceKind.CONTACT: 16,
    TraceKind.PHONE: 8,
    TraceKind.PAYMENT: 16,
    TraceKind.HABITS: 48,
    TraceKind.DOOR: 64,
    TraceKind.COURIER: 64,
    TraceKind.STORE: 64,
    TraceKind.ORDER: 1,
    TraceKind.GROUP: 1,
}
"""How many others of a key are looked at, the latest: a judgement costs the same on every address."""

STRONG = frozenset(TraceKind) - {
    TraceKind.FINGERPRINT, TraceKind.HARDWARE, TraceKind.STYLE, TraceKind.CONTACT, TraceKind.HABITS,
    TraceKind.DOOR, TraceKind.COURIER, TraceKind.STORE, TraceKind.PAYMENT, TraceKind.ORDER, TraceKind.GROUP,
}  # fmt: skip
"""Links that may make two clusters one; the others only add an account to a cluster."""

PROVISIONAL = frozenset((TraceKind.STYLE, TraceKind.GROUP))
"""A link by the hand alone holds until another kind of trace says to whom the account belongs: then it gives way."""
