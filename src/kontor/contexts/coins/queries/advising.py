"""Do coins suit this store, and what else is there? (COI-17, COI-18)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Min, Sum

from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.coins import policy
from kontor.contexts.coins.models import ProductCoins
from kontor.contexts.coins.queries import ways
from kontor.contexts.coins.rules.advice import Advice, of_product, of_store
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.pricing.queries import rates
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money, total
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class ThinProduct:
    """A product whose margin coins may eat, with the warning."""

    number: int
    advice: Advice


@dataclass(frozen=True, slots=True)
class Way:
    """A way to win buyers, with the store's own numbers of thirty days (COI-18).

    Attributes:
        code: `coins`, `coupons` or `affiliate`.
        orders, sold: those paid that came by it, and what buyers paid for them, in yuan.
        cost: what it cost the store; for affiliates the usual shares of `sold`, from `cost` to `high_cost`.
    """

    code: str
    orders: int
    sold: Money
    cost: Money
    high_cost: Money

    @property
    def back(self) -> Decimal | None:
        """What was sold for each yuan of the (highest) cost, to a tenth; None where it cost nothing."""
        if self.high_cost.minor <= 0:
            return None
        return (Decimal(self.sold.minor) / Decimal(self.high_cost.minor)).quantize(Decimal("0.1"))


_CODES = ("coins", "coupons", "affiliate", "coins cost", "coupons cost")


def advice(seat: Seat) -> list[Advice]:
    """What speaks for coins in the store, and what against, with the figures behind it (COI-17).

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    store = Store.objects.get(id=seat.store_id)
    slugs = Product.objects.filter(store_id=seat.store_id, state="approved").values_list(
        "category__slug", "category__parent__slug"
    )
    sold = _sold(seat, "USD")
    return of_store(
        sold_us_cents=sold.minor, at_least=policy.ADVISED_FROM.int(), days_open=(now() - store.created_at).days,
        young_for=policy.YOUNG_FOR.int(), categories={slug for pair in slugs.distinct() for slug in pair if slug},
    )  # fmt: skip


def thin_products(seat: Seat, *, size: int = 20) -> list[ThinProduct]:
    """Products with coins on whose price is so low that coins eat the margin, cheapest first (COI-17).

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    rows = {row.product_id: row.share for row in ProductCoins.objects.filter(store_id=seat.store_id, on=True)}
    cheapest = (
        Sku.objects.filter(product_id__in=rows, active=True)
        .values("product_id", "product__number", "product__category__commission_bp", "currency")
        .annotate(price=Min("price_minor"))
        .order_by("price", "product_id")[:size]
    )
    found = []
    for sku in cheapest:
        price = Money(sku["price"], sku["currency"])
        cents = price.convert(rates().rate(price.currency, "USD").value, "USD").minor
        warning = of_product(
            price_us_cents=cents, thin_below=policy.THIN_BELOW.int(), share=rows[sku["product_id"]],
            commission_bp=sku["product__category__commission_bp"],
        )  # fmt: skip
        if warning is not None:
            found.append(ThinProduct(sku["product__number"], warning))
    return found


def compared(seat: Seat) -> Sequence[Way]:
    """Coins, coupons and affiliate promotion (at the policy's shares) side by side. One statement (COI-18).

    Args:
        seat: with the right to coins or to coupons.

    Raises:
        RightMissing: for seats with neither.
    """
    require(seat, "marketing.coupons" if seat.may("marketing.coupons") else "marketing.coins")
    until = now()
    table, many, sums = rates(), dict.fromkeys(_CODES, 0), dict.fromkeys(_CODES, Money.zero("CNY"))
    for one in ways.sums([seat.store_id], until - timedelta(days=30), until):
        if one.code in many:
            many[one.code] += one.orders
            sums[one.code] += one.amount.convert(table.rate(one.amount.currency, "CNY").value, "CNY")
    sold = sums["affiliate"]
    low, high = (sold.share(part.int() * 100) for part in (policy.AFFILIATE_LOW, policy.AFFILIATE_HIGH))
    own = [Way(code, many[code], sums[code], sums[f"{code} cost"], sums[f"{code} cost"]) for code in _CODES[:2]]
    return [*own, Way("affiliate", many["affiliate"], sold, low, high)]


def _sold(seat: Seat, currency: str) -> Money:
    paid = StoreOrder.objects.filter(store_id=seat.store_id, paid_at__gte=now() - timedelta(days=30))
    table = rates()
    sums = paid.values_list("currency").annotate(sum=Sum("total_minor"))
    parts = [Money(many, unit).convert(table.rate(unit, currency).value, currency) for unit, many in sums]
    return total(parts, currency)
