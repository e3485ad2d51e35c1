"""Where a buyer has goods sent, told to risk, which keeps digests of it (ACC-31)."""

from __future__ import annotations

from kontor.contexts.buyers.models import Address
from kontor.contexts.risk.rules.doors import door_of
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_deeds import note_deeds


def tell_door(*, address: Address) -> None:
    """One statement, in the transaction that stores the address: many accounts with one door and one hand are linked
    before the first of them can order."""
    door = door_of(country=address.country, postcode=address.postcode, city=address.city, street=address.street)
    deeds = [(TraceKind.DOOR, door), (TraceKind.COURIER, address.phone)]
    note_deeds(account_id=address.buyer_id, deeds=[(kind, told) for kind, told in deeds if told])
