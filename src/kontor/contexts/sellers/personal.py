"""What stores hold of the people behind them (ACC-42). A store's own page is public by its owner's wish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from kontor.contexts.sellers.models import (
    Business,
    Holiday,
    Seat,
    Store,
    StoreAddress,
    StoreHiding,
    StoreNews,
    StoreSection,
    StoreState,
    StoreText,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Obstacle, Person, Then, Whose, free, holds, obstacle

_TRADER = "who traded here must be told to buyers and authorities (trader traceability, invoices)"


def _addresses(person: Person) -> models.QuerySet[Any, Any]:
    return StoreAddress.objects.filter(store__business__owner_id=person.account_id)


holds(
    Business,
    Column("legal_name", Kind.NAME, _("Name of the business"), because=_TRADER),
    title=_("Businesses"), whose=Whose.SELLER, rows="owner_id", then=Then.KEEP,
    also=("form", "country", "state", "created_at"),
)  # fmt: skip
holds(
    StoreAddress,
    Column("lines", Kind.ADDRESS, _("Address"), because=_TRADER),
    title=_("Addresses of stores"), whose=Whose.SELLER, rows=_addresses, then=Then.KEEP, also=("purpose",),
)  # fmt: skip
holds(
    Seat,
    Column("role", Kind.DEED, _("Role")),
    Column("rights", Kind.DEED, _("Rights")),
    title=_("Seats in stores"), whose=Whose.SELLER, rows="account_id", then=Then.DELETE,
    also=("store_id", "created_at"),
)  # fmt: skip

free(Business, "a code of a country", "country")
free(Store, "a shop's public face", "slug", "name", "country", "currency", "language", "time_zone", "banner", "logo")
free(StoreHiding, "why a shop was taken out of sight, said to the shop", "reason", "state_before")
free(StoreText, "a shop's public texts", "language", "about", "return_policy", "shipping_policy")
free(StoreSection, "a shop's public shelves", "titles")
free(StoreNews, "a shop's public news", "title", "text")
free(Holiday, "days on which a shop rests", "name")


@obstacle
def owns_a_store(person: Person) -> Iterator[Obstacle]:
    """A store that somebody owns must be closed first."""
    owned = Store.objects.filter(business__owner_id=person.account_id).exclude(state=StoreState.CLOSED).count()
    if owned:
        yield Obstacle(
            "sellers.store_open", _("Stores of yours that are not closed: %(count)s"), owned, "/seller/store/"
        )
