"""The tables of a market, held against the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from kontor.contexts.coins.tests import compare as coins
from kontor.contexts.coupons.models import Claim, Coupon, Use
from kontor.contexts.inventory.models import Stock
from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.orders.models import StoreOrder

if TYPE_CHECKING:
    from kontor.contexts.checkout.tests.purchases.market import Market

_STATES = {"paid": "paid", "to_ship": "paid", "placed": "placed", "cancelled": "cancelled", "shipped": "shipped"}
_AMOUNTS = ("goods_minor", "rebate_minor", "subsidy_minor", "coins_minor", "tax_minor", "total_minor")


def compare(market: Market) -> None:
    """Coins, coupons, orders and shelves are what the model says."""
    coins.compare(market.book)
    _coupons(market)
    _orders(market)
    shelves = {row.sku_id: (row.on_hand, row.reserved) for row in Stock.objects.all()}
    assert shelves == {market.world.skus[name].id: (ware.shelf, ware.promised) for name, ware in market.wares.items()}


def _coupons(market: Market) -> None:
    rows = Coupon.objects.values_list("id", "state", "count_taken", "minor_taken")
    assert set(rows) == {(each.id, each.state, each.count, each.taken) for each in market.vouchers}
    claims = {
        (buyer, each.id, each.uses.get(buyer, 0), each.per_buyer) for each in market.vouchers for buyer in each.claims
    }
    assert set(Claim.objects.values_list("buyer_id", "coupon_id", "uses", "allowed")) == claims
    uses = {
        (order, used.voucher.id, used.state, sum(used.costs.values()), sum(used.back.values()))
        for order, purchase in market.purchases.items()
        for used in purchase.used
    }
    kept = Use.objects.values_list("buyer_order_id", "coupon_id", "state", "taken_minor", "returned_minor")
    assert set(kept) == uses
    accounts = LedgerAccount.objects.filter(kind="coupon_fund").values("id")
    booked = Posting.objects.filter(account_id__in=accounts).aggregate(sum=Sum("minor"))["sum"] or 0
    assert booked == market.coupon_fund


def _orders(market: Market) -> None:
    rows = {row[0]: row[1:] for row in StoreOrder.objects.values_list("id", "state", *_AMOUNTS)}
    known = {
        purchase.ids[name]: (part, (part.goods, part.rebate, part.subsidy, part.coins, part.tax, part.total))
        for purchase in market.purchases.values()
        for name, part in purchase.parts.items()
    }
    assert {key: row[1:] for key, row in rows.items()} == {key: amounts for key, (_, amounts) in known.items()}
    for key, (part, _) in known.items():
        told = "finished" if part.state == "divided" else part.state
        assert _STATES.get(rows[key][0], rows[key][0]) == told
