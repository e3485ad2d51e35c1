"""What a warehouse may be called, and where it may be."""

from __future__ import annotations

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.inventory.errors import WarehouseCountryUnknown, WarehouseNameMissing
from kontor.kernel.errors import Refusal, Refusals

LONGEST = 80  # characters of a name and of a city


def checked(name: str, country: str, city: str) -> tuple[str, str]:
    """Name and city as they are kept.

    Raises:
        WarehouseNameMissing, WarehouseCountryUnknown: one of them, or both as `Refusals`.
    """
    name, city = " ".join(name.split()), " ".join(city.split())[:LONGEST]
    wrong: list[Refusal] = []
    if not name or len(name) > LONGEST:
        wrong.append(WarehouseNameMissing(field="name"))
    if country not in COUNTRIES:
        wrong.append(WarehouseCountryUnknown(field="country"))
    if len(wrong) > 1:
        raise Refusals(wrong)
    if wrong:
        raise wrong[0]
    return name, city
