"""Prices of many products at once: by per cent, by an amount, or set (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from kontor.contexts.catalogue import models, queries, rules
from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.errors import ProductNotFound, SomebodyElseChanged
from kontor.contexts.catalogue.services.change_prices import change_prices
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.platform import bulk
from kontor.platform.bulk import Actor, BulkValueMissing, Outcome
from kontor.ui.formats import money

HOWS = ("percent", "amount", "set")
_WHOLE = 100
Prices = Mapping[str, list[int | None]]  # SKU → [price, price before], minor units


def changed(price_minor: int, values: Mapping[str, str]) -> int:
    """The new price in minor units. Values: `how`, and `by` per cent or `minor` units; half a unit goes up."""
    if values["how"] == "percent":
        exact = Decimal(price_minor) * (_WHOLE + Decimal(values["by"])) / _WHOLE
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    minor = int(values["minor"])
    return minor if values["how"] == "set" else price_minor + minor


def _check(actor: Actor, values: Mapping[str, str]) -> None:
    del actor
    key = "by" if values.get("how") == "percent" else "minor"
    try:
        good = values.get("how") in HOWS and Decimal(values.get(key, "")).is_finite()
    except InvalidOperation:
        good = False
    if not good:
        raise BulkValueMissing(field="by")


def _look(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
    who = seat_of(actor.account_id, actor.scope)
    if who is None:
        return {}
    rows = queries.seller_rows(who, ids)
    now = _prices(list(rows))
    found = {}
    for key, row in rows.items():
        before = now.get(key, {})
        after: dict[str, list[int | None]] = {}
        refusal = None
        for sku, (price, struck, code) in before.items():
            new = changed(int(price), values) if values else int(price)
            # A price before that is no longer higher would say something untrue: it goes.
            kept = struck if struck is not None and struck > new else None
            after[sku] = [new, kept]
            refusal = refusal or next(rules.price_faults(str(code), PriceChange(new, kept), "by"), None)
        plain: Prices = {sku: [price, struck] for sku, (price, struck, _code) in before.items()}
        currency = row.lowest.currency if row.lowest else ""
        found[key] = Outcome(
            row.title or str(row.number), {"prices": plain, "currency": currency},
            {"prices": after, "currency": currency}, refusal if before else ProductNotFound(),
        )  # fmt: skip
    return found


def _prices(product_ids: list[UUID]) -> dict[UUID, dict[str, tuple[int, int | None, str]]]:
    found: dict[UUID, dict[str, tuple[int, int | None, str]]] = {}
    rows = models.Sku.objects.filter(product_id__in=product_ids, active=True).order_by("product_id", "position", "id")
    for sku in rows:
        found.setdefault(sku.product_id, {})[str(sku.id)] = (sku.price_minor, sku.list_price_minor, sku.code)
    return found


def _do(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    del values
    who = seat_of(actor.account_id, actor.scope)
    if who is None:
        raise ProductNotFound
    rows = models.Product.objects.select_for_update(no_key=True).filter(id=product_id, store_id=who.store_id)
    if rows.first() is None:
        raise ProductNotFound
    now = {sku: [price, struck] for sku, (price, struck, _code) in _prices([product_id]).get(product_id, {}).items()}
    if now != planned.before["prices"]:
        raise SomebodyElseChanged
    change_prices(
        seat=who,
        prices={UUID(sku): PriceChange(price, struck) for sku, (price, struck) in planned.after["prices"].items()},
    )
    return planned.after


def _show(change: Mapping[str, Any], language: str) -> str:
    del language
    prices = [price for price, _struck in change.get("prices", {}).values()]
    if not prices:
        return ""
    lowest, highest = (money(Money(price, change["currency"])) for price in (min(prices), max(prices)))
    return lowest if lowest == highest else f"{lowest} – {highest}"


bulk.declare(
    name="catalogue.price", title=_("Change prices"), look=_look, do=_do, show=_show, check=_check,
    undo="catalogue.price",
)  # fmt: skip
