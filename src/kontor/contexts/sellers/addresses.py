"""Where a store ships from and takes goods back (TRD-01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kontor.contexts.buyers.queries import AddressView
from kontor.contexts.buyers.rules import LONGEST
from kontor.contexts.sellers.errors import StoreAddressNotFound
from kontor.contexts.sellers.models import StoreAddress
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat, System

ORIGIN, RETURN = "origin", "return"


@dataclass(frozen=True, slots=True)
class StorePlace:
    """One address of a store. `purpose`: `ORIGIN` or `RETURN`."""

    purpose: str
    address: AddressView


def store_places(seat: Seat) -> list[StorePlace]:
    """The store's addresses, the oldest first. For its own people.

    Raises:
        RightMissing: without `settings.store`.
    """
    require(seat, "settings.store")
    rows = StoreAddress.objects.filter(store_id=seat.store_id).order_by("id")
    return [StorePlace(row.purpose, _view(row)) for row in rows]


def store_place(seat: Seat, address_id: UUID) -> StorePlace:
    """One address of the store.

    Raises:
        RightMissing: without `settings.store`.
        StoreAddressNotFound: absent, removed or another store's.
    """
    require(seat, "settings.store")
    row = StoreAddress.objects.filter(store_id=seat.store_id, id=address_id).first()
    if row is None:
        raise StoreAddressNotFound
    return StorePlace(row.purpose, _view(row))


def return_address(viewer: System, store_id: UUID, country: str) -> AddressView | None:
    """Where a buyer in `country` sends goods back to: the store's return address there, else its first one, else where
    it ships from; None when it has entered none.

    For Kontor itself, which shows it to whoever has something to send back: a name and a telephone stand in it.
    """
    del viewer
    rows = list(StoreAddress.objects.filter(store_id=store_id).order_by("id"))
    returns = [row for row in rows if row.purpose == RETURN]
    near = [row for row in returns if row.lines.get("country") == country]
    found = next(iter([*near, *returns, *rows]), None)
    return _view(found) if found else None


def thawed(frozen: Mapping[str, Any], kept_by: UUID) -> AddressView:
    """What was kept of an address of a store (`AddressView.frozen`), to be shown. `kept_by`: whose row it stands in."""
    parts = {name: str(frozen.get(name, "")) for name in ("country", "phone", *LONGEST)}
    return AddressView(id=kept_by, is_default=False, latin=frozen.get("latin", {}), **parts)


def _view(row: StoreAddress) -> AddressView:
    return thawed(row.lines, row.id)
