"""Reads about tax numbers: what is registered, and whether it is enough for a destination (SEL-04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext

from kontor.contexts.sellers.business_errors import TaxNumberNeeded
from kontor.contexts.sellers.models import Store, TaxNumber
from kontor.contexts.sellers.requirements import demands
from kontor.contexts.sellers.rules import taxes
from kontor.contexts.sellers.stages import By, business_of
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.ui.formats import locale_of

_EU = _("European Union")
_OR = _("%(one)s or %(other)s")
_AND = _("%(one)s and %(other)s")


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A registered number. `sure`: its check digit holds; else only its form was looked at."""

    id: UUID
    destination: str
    kind: str
    number: str
    sure: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Destination:
    """What a destination asks before a label is printed, and whether it is there."""

    code: str
    accepted: taxes.Accepted
    met: bool


def tax_numbers(by: By) -> list[TaxLine]:
    """The numbers of the business that `by` keeps.

    Raises:
        RightMissing, BusinessUnknown.
    """
    rows = TaxNumber.objects.filter(business=business_of(by), removed_at__isnull=True)
    return [
        TaxLine(row.id, row.destination, row.kind, row.number, row.sure, row.added_at)
        for row in rows.order_by("destination", "kind", "added_at")
    ]


def destinations(by: By) -> list[Destination]:
    """Destinations that ask something of this store, those that lack it first.

    Raises:
        RightMissing, BusinessUnknown.
    """
    business = business_of(by)
    origin = business.country
    if isinstance(by, Seat):
        origin = Store.objects.values_list("country", flat=True).get(id=by.store_id)
    held = [(line.destination, line.kind) for line in tax_numbers(by)]
    found = [
        Destination(code, sets, taxes.holds(held, code, sets) if code != taxes.UNION else _in_union(held, sets))
        for code, sets in demands().items()
        if sets and taxes.area(code) != taxes.area(origin)
    ]
    return sorted(found, key=lambda one: (one.met, one.code != taxes.UNION, one.code))


def _in_union(held: Iterable[tuple[str, str]], sets: taxes.Accepted) -> bool:
    """Whether it is enough somewhere in the Union: with a VAT number, for that member alone."""
    members = {destination for destination, _kind in held} | {taxes.UNION}
    return any(taxes.holds(held, member, sets) for member in members if taxes.area(member) == taxes.UNION)


def require_tax_numbers(seat: Seat, country: str) -> None:
    """Let a label or slip for `country` be printed by the seat's store (SEL-04).

    Raises:
        TaxNumberNeeded: names what is to be registered, and where.
    """
    store_id = seat.store_id
    origin, business_id = Store.objects.values_list("country", "business_id").get(id=store_id)
    if not taxes.crosses(origin, country):
        return
    asked = demands()
    sets = asked.get(country, asked.get(taxes.area(country), ()))
    if not sets:
        return
    held = TaxNumber.objects.filter(business_id=business_id, removed_at__isnull=True)
    if taxes.holds(held.values_list("destination", "kind"), country, sets):
        return
    raise TaxNumberNeeded(destination=taxes.area(country), country=destination_name(country), numbers=said(sets))


def said(sets: taxes.Accepted) -> str:
    """`IOSS number or VAT number and EORI number`, in the reader's language."""
    ways = [_joined(_AND, [gettext(taxes.KIND_NAMES[kind]) for kind in taxes.TaxKind if kind in one]) for one in sets]
    return _joined(_OR, ways)


def destination_name(code: str) -> str:
    """The name of a destination in the reader's language."""
    if code == taxes.UNION:
        return gettext(_EU)
    return str(locale_of(get_language()).territories.get(code, code))


def _joined(pattern: str, words: list[str]) -> str:
    made = words[0] if words else ""
    for word in words[1:]:
        made = gettext(pattern) % {"one": made, "other": word}
    return made
