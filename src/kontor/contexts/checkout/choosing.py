"""Coupons and coins for who names none of them: those that save most, and as many as possible (TRD-11, COI-07)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from kontor.contexts.buyers import queries as buyers
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.queries import filled, named, price
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.checkout.services.place_order import Wish
from kontor.contexts.coins.queries.shapes import Offer as CoinOffer
from kontor.contexts.coupons.errors import CouponsChanged
from kontor.contexts.coupons.queries.offer import Offer
from kontor.contexts.coupons.rules import stacking
from kontor.kernel.viewer import Buyer

MOST = 10**9  # coins: more than an order takes


def lowered_by(
    viewer: Buyer,
    quote: Quote,
    *,
    coupons: Collection[UUID] | None = None,
    best: bool = False,
    coins: int | None = None,
) -> tuple[Quote, Offer | None, CoinOffer | None]:
    """A quote less coupons and coins, with what of both the viewer could use; what is None is not looked at.

    Args:
        coupons: those that are taken; `best`: of all, those that save most.
        coins: at most so many pay a part, where they go with the coupons.

    Raises:
        CouponsChanged: when the coupons cannot be used for these goods now.
    """
    offer = found = None
    if best or coupons is not None:
        quote, offer = with_coupons(viewer, quote, None if best else coupons)
    if offer and offer.refused:
        raise CouponsChanged
    if coins is not None and (not offer or stacking.with_coins([each.terms for each in offer.taken])):
        quote, found = with_coins(viewer, quote, coins)
    return quote, offer, found


def choose(viewer: Buyer, wish: Wish, *, best: bool, most: bool) -> Wish:
    """The wish with the best coupons (`best`), with as many coins as possible (`most`), at today's prices.

    No statement where neither is asked for.

    Raises:
        AddressNotFound, CouponsChanged, and what `named` raises.
    """
    if not best and not most:
        return wish
    held = filled(viewer, wish.language) if wish.lines is None else named(wish.lines, wish.language)
    quote = price(
        held,
        country=buyers.address(viewer, wish.address_id).country,
        currency=wish.currency,
        choices=wish.choices,
        seen_from=wish.seen_from,
    )
    _, offer, coins = lowered_by(viewer, quote, coupons=wish.coupons or None, best=best, coins=MOST if most else None)
    taken = [each.terms.id for each in offer.taken] if offer else []
    return replace(wish, coupons=taken, coins=coins.coins if coins else 0 if most else wish.coins)
