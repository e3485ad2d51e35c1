"""An order is placed: its coupons are taken from the buyer's hands and from their budgets (TRD-11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.budgets import held_coupons, take_claims
from kontor.contexts.coupons.errors import CouponUsedUp
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.models import Coupon, Use, UsePart
from kontor.contexts.coupons.rules.reckoning import Taken
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import total
from kontor.kernel.viewer import Buyer
from kontor.platform.database import rows


def hold_coupons(
    *,
    viewer: Buyer,
    buyer_order_id: UUID,
    orders: Mapping[UUID, UUID],
    lines: Mapping[UUID, UUID],
    stores: Mapping[UUID, UUID],
    taken: Sequence[Taken],
    table: RateTable,
) -> None:
    """Hold what `reserve_coupons` reckoned, in the same transaction as the order, at its end.

    The rows of the coupons are held from here to the commit: checkouts with one coupon take turns for that long, and
    a budget that no longer holds the amount refuses the order.

    Args:
        orders: store → store order.
        lines: line as it was reckoned → line of the order.
        stores: line as it was reckoned → store.

    Raises:
        CouponUsedUp: when a budget, or the buyer's limit, is used up, or the coupon has been paused in between.
    """
    at = now()
    with transaction.atomic(savepoint=False):
        if not take_claims(viewer.buyer_id, {each.terms.id: each.terms.per_buyer for each in taken}, at):
            raise CouponUsedUp
        _take_budget({each.terms.id: each.cost.minor for each in taken})
        made: list[Use | UsePart] = []
        for each in taken:
            use = Use(
                buyer_id=viewer.buyer_id, buyer_order_id=buyer_order_id, coupon_id=each.terms.id,
                currency=each.cost.currency, taken_minor=each.cost.minor, buyer_currency=each.amount.currency,
                minor=each.amount.minor, made_at=at,
            )  # fmt: skip
            made += [use, *_parts(use, each, orders, lines, stores, table)]
        rows.insert(*made)


def _take_budget(costs: Mapping[UUID, int]) -> None:
    at = now()
    coupons = held_coupons(costs)
    for coupon in coupons:
        coupon.count_taken += 1
        coupon.minor_taken += costs[coupon.id]
    if len(coupons) < len(costs) or not all(_holds(coupon) and coupon.ends_at > at for coupon in coupons):
        raise CouponUsedUp
    rows.update(coupons, "count_taken", "minor_taken")


def _holds(coupon: Coupon) -> bool:
    within = coupon.count_taken <= coupon.budget_count and coupon.minor_taken <= coupon.budget_minor
    return within and coupon.state == OfferState.RUNNING


def _parts(
    use: Use,
    taken: Taken,
    orders: Mapping[UUID, UUID],
    lines: Mapping[UUID, UUID],
    stores: Mapping[UUID, UUID],
    table: RateTable,
) -> list[UsePart]:
    found = []
    for store_id, cost in taken.costs.items():
        own = {line: money for line, money in taken.store_lines.items() if stores[line] == store_id}
        paid = {line: money for line, money in taken.lines.items() if stores[line] == store_id}
        if not own and not paid:
            continue
        currency = next(iter(own.values())).currency
        value = cost if cost.currency == currency else cost.convert(table.rate(cost.currency, currency).value, currency)
        found.append(
            UsePart(
                buyer_id=use.buyer_id, use_id=use.id, coupon_id=use.coupon_id, order_id=orders[store_id],
                store_id=store_id, taken_minor=cost.minor, minor=sum(money.minor for money in paid.values()),
                store_currency=currency, store_minor=total(list(own.values()), currency).minor,
                value_minor=value.minor, lines={str(lines[line]): money.minor for line, money in paid.items()},
                made_at=use.made_at,
            )
        )  # fmt: skip
    return found
