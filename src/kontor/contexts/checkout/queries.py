"""Reads of the cart, for its holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.queries import Naming, SkuFacts
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.checkout.errors import CartFull, QuantityNotPossible
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import Cart, CartLine
from kontor.contexts.checkout.policy import LINES_AT_MOST, UNITS_AT_MOST
from kontor.contexts.checkout.rules import Freight, Good, Quote, Seller, Wanted, by_store, quote
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.logistics.queries import ParcelWish
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.services.place import Placed
from kontor.contexts.pricing.queries import rates
from kontor.kernel.money import Money, total
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows, columns, instance

_BUYERS, _VISITORS = "WHERE cart.buyer_id = {}", "WHERE cart.id = {} AND cart.buyer_id IS NULL"
_LINES = "JOIN checkout_cart cart ON cart.id = t.cart_id {} ORDER BY t.added_at, t.id"
_BUYERS_LINES = Rows(CartLine, _LINES.format(_BUYERS.format("%s")))
_VISITORS_LINES = Rows(CartLine, _LINES.format(_VISITORS.format("%s")))
# A buyer's lines come each with the coins that the buyer has: the checkout shows whether some can be used.
_COINS = "coalesce((SELECT coins FROM coins_purse purse WHERE purse.buyer_id = cart.buyer_id), 0)"


def _naming(coins: str, where: str) -> Naming:
    source = "checkout_cartline line JOIN checkout_cart cart ON cart.id = line.cart_id"
    end = f"{where.format('%(whose)s')} ORDER BY line.added_at, line.id"
    return Naming(f"{columns(CartLine, 'line')}, {coins}", source, "line.sku_id", end)


_FILLED_BY_BUYER = _naming(_COINS, _BUYERS)
_FILLED_BY_VISITOR = _naming("0", _VISITORS)
_FILLED = _naming("0", "WHERE line.cart_id = {}")


@dataclass(frozen=True, slots=True)
class Filled:
    """The lines of a cart, oldest first, with what the catalogue says of their goods.

    Attributes:
        facts: by SKU; goods that are no more have none.
        coins: how many the buyer whose cart it is has.
    """

    lines: Sequence[CartLine]
    facts: Mapping[UUID, SkuFacts]
    coins: int = 0


def cart_row(holder: Holder) -> Cart | None:
    """The holder's cart, if there is one."""
    if isinstance(holder, Buyer):
        return Cart.objects.filter(buyer_id=holder.buyer_id).first()
    if holder.cart_id is None:
        return None
    return Cart.objects.filter(id=holder.cart_id, buyer_id__isnull=True).first()


def lines_of(holder: Holder) -> list[CartLine]:
    """The lines of the holder's cart, oldest first, in one statement."""
    if isinstance(holder, Buyer):
        return _BUYERS_LINES(holder.buyer_id)
    return [] if holder.cart_id is None else _VISITORS_LINES(holder.cart_id)


def filled(holder: Holder, language: str) -> Filled:
    """What the holder's cart holds, with words in `language`, in one statement."""
    if isinstance(holder, Buyer):
        return _filled(_FILLED_BY_BUYER, holder.buyer_id, language)
    return Filled([], {}) if holder.cart_id is None else _filled(_FILLED_BY_VISITOR, holder.cart_id, language)


def filled_cart(cart_id: UUID, language: str) -> Filled:
    """The same of a cart that the caller holds the lock of."""
    return _filled(_FILLED, cart_id, language)


def _filled(naming: Naming, whose: UUID, language: str) -> Filled:
    rows = catalogue.skus_named(naming, {"whose": whose}, language)
    lines = [instance(CartLine, row[:-1]) for row, _facts in rows]
    facts = {known.sku_id: known for _row, known in rows if known is not None}
    return Filled(lines, facts, rows[0][0][-1] if rows else 0)


def named(quantities: Mapping[UUID, int], language: str) -> Filled:
    """Goods that were never in a cart, which a program orders by naming SKUs. Nothing is stored.

    Raises:
        QuantityNotPossible, CartFull: beyond the policy's bounds.
    """
    most = UNITS_AT_MOST.int()
    if len(quantities) > LINES_AT_MOST.int():
        raise CartFull(most=LINES_AT_MOST.int())
    for quantity in quantities.values():
        if not 1 <= quantity <= most:
            raise QuantityNotPossible(field="lines", most=most)
    lines = [CartLine(sku_id=sku, quantity=many, seen_minor=0, seen_currency="") for sku, many in quantities.items()]
    return Filled(lines, catalogue.skus(list(quantities), language))


def placed_before(viewer: Buyer, checkout_key: str) -> Placed | None:
    """What this checkout form has already made, if it has."""
    known = orders.purchase_by_key(viewer, checkout_key)
    return Placed(known.buyer_order_id, known.number, known.total) if known else None


def units(holder: Holder) -> int:
    """How many units the cart holds, for the badge."""
    return sum(line.quantity for line in lines_of(holder))


def priced(
    holder: Holder,
    *,
    country: str,
    currency: str,
    language: str,
    choices: Mapping[UUID, str] | None = None,
    seen_from: str = "",
) -> Quote:
    """The holder's cart, priced for a destination country: full cost before any address is asked.

    Args:
        choices: per store, the `carrier:service` chosen.
        seen_from: ISO code of the country that the request comes from; what must not be offered there is marked.
    """
    return price(
        filled(holder, language), country=country, currency=currency, choices=choices or {}, seen_from=seen_from
    )


def priced_for_checkout(
    viewer: Buyer,
    *,
    country: str,
    currency: str,
    language: str,
    choices: Mapping[UUID, str],
    seen_from: str = "",
) -> tuple[Quote, int]:
    """The same for the checkout page, and how many coins the viewer has, in no statement more."""
    held = filled(viewer, language)
    return price(held, country=country, currency=currency, choices=choices, seen_from=seen_from), held.coins


def price(held: Filled, *, country: str, currency: str, choices: Mapping[UUID, str], seen_from: str = "") -> Quote:
    """The quote for what a cart holds, or was named; nothing is asked of the database."""
    hides = hides_controlled(seen_from)
    wanted = [
        Wanted(
            good(known, barred=hides and known.export_controlled),
            seller(known),
            line.quantity,
            Money(line.seen_minor, line.seen_currency),
        )
        for line in held.lines
        if (known := held.facts.get(line.sku_id)) is not None
    ]
    wishes = [
        ParcelWish(
            store_id,
            country,
            sum(line.good.weight_g * line.quantity for line in part),
            total([line.good.price * line.quantity for line in part], part[0].seller.currency),
        )
        for store_id, part in by_store(wanted).items()
    ]
    freight = {
        store_id: [Freight(way.carrier, way.service, way.name, way.price, way.min_days, way.max_days) for way in ways]
        for store_id, ways in logistics.shipping_options(wishes).items()
    }
    return quote(wanted, country=country, currency=currency, freight=freight, choices=choices, table=rates())


def good(facts: SkuFacts, *, barred: bool = False) -> Good:
    """What the quote needs of a SKU; `barred`: it must not be offered where the request comes from."""
    return Good(
        sku_id=facts.sku_id, sku_code=facts.code, product_id=facts.product_id, product_number=facts.product_number,
        slug=facts.slug, title=facts.title, axes=facts.axes, picture=facts.picture, hs_code=facts.hs_code,
        weight_g=facts.weight_g, price=facts.price, commission_bp=facts.commission_bp, available=facts.available,
        sold=facts.for_sale, wechat_pay=facts.wechat_pay, handling_days=facts.handling_days,
        category_id=facts.category_id,
        barred=barred,
    )  # fmt: skip


def seller(facts: SkuFacts) -> Seller:
    """What the quote needs of a store."""
    return Seller(
        store_id=facts.store_id, name=facts.store_name, slug=facts.store_slug, country=facts.store_country,
        currency=facts.price.currency,
    )  # fmt: skip
