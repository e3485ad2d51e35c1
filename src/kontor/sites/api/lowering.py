"""Coupons and coins of a program's purchase: asked for, offered, and told afterwards (TRD-11, COI-07)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.checkout.choosing import MOST, lowered_by
from kontor.contexts.checkout.rules import Quote, Reduction
from kontor.contexts.coins.queries.buyer import order_coins
from kontor.contexts.coins.queries.shapes import Offer as CoinOffer
from kontor.contexts.coupons.errors import CodeNotForYou, CodeUnknown
from kontor.contexts.coupons.queries.mine import in_order
from kontor.contexts.coupons.queries.offer import Offer
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.kernel.viewer import Buyer
from kontor.sites.api import schemas, shown


def named(viewer: Buyer, asked: schemas.QuoteIn | schemas.CheckoutIn) -> list[UUID]:
    """The coupons that are asked for by id and by code; a code's coupon is the viewer's own from now on.

    Outside a transaction: every try of a code counts.

    Raises:
        CodeUnknown, CodeNotForYou: at the field `coupon_codes`.
        TooMany: after too many tries.
    """
    try:
        typed = [enter_code(viewer=viewer, code=code) for code in asked.coupon_codes]
    except (CodeUnknown, CodeNotForYou) as no:
        no.field = "coupon_codes"
        raise
    ids = asked.coupons if isinstance(asked.coupons, list) else []
    return list(dict.fromkeys([*ids, *typed]))


def quoted(viewer: Buyer, quote: Quote, asked: schemas.QuoteIn) -> schemas.Quote:
    """The quote with what was asked of coupons and coins. Without any nothing is looked up.

    Raises:
        CouponsChanged: when the named coupons cannot be used for these goods now.
    """
    ids = named(viewer, asked)
    looks = asked.coupons is not None or bool(ids)
    lowered, offer, coins = lowered_by(
        viewer, quote, coupons=ids if looks else None, best=asked.coupons == "best",
        coins=MOST if asked.coins == "max" else asked.coins,
    )  # fmt: skip
    return _with_offers(shown.quote(lowered), offer, coins, looks=looks)


def reductions_of(viewer: Buyer, buyer_order_id: UUID) -> list[dict[str, object]]:
    """What lowered a purchase, as plain values: two statements."""
    found = [
        Reduction(
            code="platform_coupon" if each.store_id is None else "store_coupon", amount=each.amount, name=each.name,
            id=each.coupon_id,
        )
        for each in in_order(viewer, buyer_order_id)
    ]  # fmt: skip
    coins = order_coins(viewer, buyer_order_id)
    if coins:
        found.append(Reduction(code="coins", amount=coins[1], count=coins[0]))
    return [shown.reduction(each) for each in found]


def _with_offers(quote: schemas.Quote, coupons: Offer | None, coins: CoinOffer | None, *, looks: bool) -> schemas.Quote:
    if looks:
        taken = {each.terms.id for each in coupons.taken} if coupons else set()
        quote.coupons = [
            schemas.OfferedCoupon(
                id=each.terms.id, name=each.terms.name, store_id=each.terms.store_id,
                saves=None if each.saves is None else shown.money(each.saves), short=shown.money(each.short),
                ends_at=each.terms.ends_at, chosen=each.terms.id in taken,
            )
            for each in (coupons.possible if coupons else ())
        ]  # fmt: skip
    if coins:
        quote.coins = schemas.OfferedCoins(
            have=coins.have, most=coins.most, most_amount=shown.money(coins.most_amount), used=coins.coins,
            amount=shown.money(coins.amount),
        )  # fmt: skip
    return quote
