"""Placing the order: the conductor of catalogue, pricing, freight, stock and orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.buyers import queries as buyers
from kontor.contexts.catalogue.errors import NotInRegion
from kontor.contexts.checkout.coins import PaidWithCoins
from kontor.contexts.checkout.coupons import LoweredByCoupons
from kontor.contexts.checkout.drafting import draft_of
from kontor.contexts.checkout.errors import NoShipping, NothingToOrder, NotSold, QuoteChanged
from kontor.contexts.checkout.models import Cart
from kontor.contexts.checkout.notes import check_lengths, check_notes, note_required
from kontor.contexts.checkout.queries import Filled, filled_cart, named, placed_before, price
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coupons.rules.stacking import with_coins
from kontor.contexts.inventory.errors import OutOfStock
from kontor.contexts.inventory.services import reserve as stock
from kontor.contexts.orders.services.place import Placed, place
from kontor.contexts.payments.errors import MethodNotOffered
from kontor.contexts.risk import identity_queries as identity
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows, Write

_CART = Rows(Cart, "WHERE t.buyer_id = %s FOR UPDATE")
_EMPTY = "DELETE FROM checkout_cartline WHERE cart_id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the buyer sends in.

    Attributes:
        checkout_key: made with the form; the same form sent again is the same order.
        fingerprint: of the quote that the buyer looked at; "" accepts today's (programs that quote first).
        choices: per store, `carrier:service`.
        notes: per store, a note.
        coupons: those used, by id, as the buyer was shown (`coupons.with_coupons`).
        coins: how many pay a part after them, as the buyer was shown (`coins.with_coins`); 0 for none.
        seen_from: ISO code of the country that the request comes from, "" when unknown.
        from_phone: it is ordered on a phone's pages, where some countries' buyers write a note (MSG-02).
        by_wechat: it is to be paid by WeChat Pay, which all goods must allow (ACC-04).
        lines: SKU → units, to order these and leave the cart as it is; None orders the cart.
    """

    checkout_key: str
    address_id: UUID
    fingerprint: str
    currency: str
    language: str
    choices: Mapping[UUID, str]
    notes: Mapping[UUID, str]
    seen_from: str = ""
    from_phone: bool = False
    by_wechat: bool = False
    lines: Mapping[UUID, int] | None = None
    coupons: Sequence[UUID] = ()
    coins: int = 0


def place_order(*, viewer: Buyer, wish: Wish, within: bool = False) -> Placed:
    """Turn the cart, or `wish.lines`, into one order per store under one payment, stock reserved (TRD-05, TRD-08).

    The cart is emptied in the same transaction. A second click, a reload or another tab with the same form
    gets the order that the first one made.

    Args:
        within: a part of the caller's transaction, which is lost with any refusal; the caller then asks
            `placed_before`.

    Raises:
        NothingToOrder, NotSold, OutOfStock, NoShipping, NoteTooLong, NoteMissing, NoteStopped: nothing has changed,
            the cart stays.
        NotInRegion: goods under export control are among them, and the request comes from where they must not be
            offered (ACC-34).
        IdentityCheckOpen: when the buyer has to show who they are first (ACC-33).
        CouponsChanged, CouponUsedUp: when a coupon cannot be used now; nothing is taken.
        CoinsChanged: when so many coins cannot be used now, or not beside these coupons; nothing is taken.
        MethodNotOffered: `by_wechat`, and a product does not allow it.
        QuoteChanged: when any figure differs from what was looked at; look again.
        AddressNotFound: when the address is not the buyer's.
        IntegrityError: `within` only: the form has been sent before.
    """
    try:
        return _place(viewer, wish, savepoint=not within)
    except (IntegrityError, Refusal):
        if within:
            raise
        # Lost the race against the same form: its order is the answer, not the refusal of an emptied cart.
        before = placed_before(viewer, wish.checkout_key)
        if before is None:
            raise
        return before


def _place(viewer: Buyer, wish: Wish, *, savepoint: bool) -> Placed:
    check_lengths(wish.notes)
    with transaction.atomic(savepoint=savepoint):
        identity.check_may_order(viewer)
        held = _cart(viewer, wish.language) if wish.lines is None else named(wish.lines, wish.language)
        if not held.lines:
            raise NothingToOrder
        address = buyers.address(viewer, wish.address_id)
        quote = price(
            held,
            country=address.country,
            currency=wish.currency,
            choices=wish.choices,
            seen_from=wish.seen_from,
        )
        coupons = LoweredByCoupons(viewer, quote, wish.coupons) if wish.coupons else None
        quote = coupons.quote if coupons else quote
        if coupons and wish.coins and not with_coins([each.terms for each in coupons.taken]):
            raise CoinsChanged
        paying = PaidWithCoins(viewer, quote, wish.coins) if wish.coins else None
        quote = paying.quote if paying else quote
        if wish.by_wechat and not quote.wechat_everywhere:
            raise MethodNotOffered(field="payment_method")
        _check(quote, wish, len(held.lines))
        required = note_required(address.country, from_phone=wish.from_phone)
        check_notes(quote.stores, wish.notes, required=required)
        draft = draft_of(
            quote,
            buyer_id=viewer.buyer_id,
            checkout_key=wish.checkout_key,
            language=wish.language,
            address=address.frozen(),
            notes=wish.notes,
            table=quote.table,
        )
        stock.reserve(
            lines=[
                stock.Wanted(part.store_id, part.id, line.id, line.sku_id, line.quantity)
                for part in draft.stores
                for line in part.lines
            ]
        )
        emptied = [Write([("emptied", _EMPTY)], [held.lines[0].cart_id])] if wish.lines is None else []
        placed = place(draft=draft, beside=emptied)
        if paying:
            paying.hold(placed.buyer_order_id, draft)
        if coupons:  # last: their rows are where checkouts meet
            coupons.hold(placed.buyer_order_id, draft)
        return placed


def _cart(viewer: Buyer, language: str) -> Filled:
    """The buyer's cart, locked: two tabs order it once."""
    cart = _CART.first(viewer.buyer_id)  # in a statement of its own: the lines are read after the wait for it
    return filled_cart(cart.id, language) if cart else Filled([], {})


def _check(quote: Quote, wish: Wish, lines: int) -> None:
    if sum(len(store.lines) for store in quote.stores) != lines:
        raise NotSold
    short: dict[UUID, int] = {}
    for store in quote.stores:
        if store.chosen is None:
            raise NoShipping(store=store.seller.name)
        for line in store.lines:
            if line.good.barred:
                raise NotInRegion
            if not line.good.sold:
                raise NotSold
            if line.good.available < line.quantity:
                short[line.good.sku_id] = line.good.available
    if short:
        raise OutOfStock(left=short)
    if wish.fingerprint and wish.fingerprint != quote.fingerprint:
        raise QuoteChanged
