"""What papers and payouts need of the business behind a store. For Kontor itself: no person reads it here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kontor.contexts.sellers.business_sealing import held_values
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import BusinessStage, Store, StoreAddress, TaxNumber
from kontor.kernel.viewer import System

_PLACE = ("company", "street", "district", "city", "region", "postcode", "country")


@dataclass(frozen=True, slots=True)
class Invoicer:
    """Who sells, as an invoice names them.

    Attributes:
        address: from where the store ships, the fields of `buyers.Address`; empty when it has entered none.
        tax_number: at home, as approved; "" without one.
        numbers: (destination, kind) → registered number.
    """

    store_id: UUID
    slug: str
    store_name: str
    time_zone: str
    language: str
    country: str
    legal_name: str
    business_country: str
    address: Mapping[str, str]
    tax_number: str
    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)


def invoicers(viewer: System, store_ids: Collection[UUID]) -> dict[UUID, Invoicer]:
    """The businesses behind these stores, in four statements."""
    stores = list(Store.objects.filter(id__in=store_ids).select_related("business"))
    businesses = {store.business_id for store in stores}
    taxes = {
        row.business_id: held_values(row).get("tax_number", "")
        for row in BusinessStage.objects.filter(business_id__in=businesses, store_id=None, stage=Stage.TAX)
    }
    numbers: dict[UUID, dict[tuple[str, str], str]] = {}
    rows = TaxNumber.objects.filter(business_id__in=businesses, removed_at__isnull=True).order_by("-added_at")
    for row in rows:
        numbers.setdefault(row.business_id, {})[row.destination, row.kind] = row.number
    origins = StoreAddress.objects.filter(store_id__in=store_ids, purpose="origin").order_by("-id")
    places = {row.store_id: row.lines for row in origins}
    return {
        store.id: Invoicer(
            store.id, store.slug, store.name, store.time_zone, store.language, store.country,
            store.business.legal_name, store.business.country,
            {part: str(places[store.id][part]) for part in _PLACE if places.get(store.id, {}).get(part)},
            taxes.get(store.business_id, ""), numbers.get(store.business_id, {}),
        )
        for store in stores
    }  # fmt: skip


def payout_account(viewer: System, store_id: UUID) -> dict[str, str]:
    """The approved payout account of the business behind a store, `country` and `holder` added; empty without one.

    For Kontor itself: whoever pays seals what it keeps of this. A business that is not verified has none.
    """
    business = Store.objects.select_related("business").get(id=store_id).business
    if business.verified_at is None:
        return {}
    row = BusinessStage.objects.filter(business_id=business.id, store_id=None, stage=Stage.PAYOUT).first()
    values = held_values(row) if row else {}
    if not values:
        return {}
    return {**values, "country": business.country, "holder": values.get("account_holder") or business.legal_name}


def payout_account_changed(viewer: System, store_id: UUID) -> datetime | None:
    """When somebody last changed the payout account of the business behind a store. For Kontor itself."""
    stages = BusinessStage.objects.filter(store_id=None, stage=Stage.PAYOUT, business__stores__id=store_id)
    return stages.values_list("changed_at", flat=True).first()
