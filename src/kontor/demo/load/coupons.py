"""Coupons: of some stores and of the marketplace, in buyers' hands, and orders that they lowered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.models import Address
from kontor.contexts.catalogue.models import Sku
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.queries import named, price
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.coupons.rules.forms import CouponForm
from kontor.contexts.coupons.services.claim_coupon import claim_coupon
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.contexts.coupons.services.save_coupon import save_coupon
from kontor.contexts.coupons.services.use_coupons import use_coupons
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.demo.load.giving import pay
from kontor.demo.load.shops import Shop
from kontor.kernel import clock
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer, Operator, Seat

_STORES, _SHOPPING = 3, 8


def load_coupons(today: datetime, shops: Sequence[Shop], demo_buyer: str, operator_id: UUID) -> None:
    """As people would: through the services, at the times at which they would have done it."""
    operator = Operator(operator_id)
    demo = Buyer(Account.objects.get(email=demo_buyer).id)
    with clock.moved(today - timedelta(days=12) - clock.now()):
        made = [_issue(operator, "Market days", "EUR", today, amount=400, threshold=4000, often=5_000)]
        for place, shop in enumerate(shops[:_STORES]):
            seat = seat_of(shop.owner_id, shop.store_id)
            if seat is not None:
                made += _of_store(seat, shop.draft.currency, today, place)
    for coupon_id in made[:3]:
        claim_coupon(viewer=demo, coupon_id=coupon_id)
    addresses = Address.objects.filter(removed_at__isnull=True).order_by("-id")
    mine = list(addresses.filter(buyer_id=demo.buyer_id)[:1])
    for place, address in enumerate([*mine, *addresses.exclude(buyer_id=demo.buyer_id)[:_SHOPPING]]):
        with clock.moved(today - timedelta(hours=5 + place) - clock.now()):
            _buy(shops[place % _STORES].store_id, address, place)


def _of_store(seat: Seat, currency: str, today: datetime, place: int) -> list[UUID]:
    """Three that run; the first store also has one in every other state."""
    large = _issue(seat, "Full basket", currency, today, amount=1500, threshold=12_000)
    ten = _issue(seat, "A tenth off", currency, today, percent=10, cap=2000)
    fans = _issue(seat, "For those who follow us", currency, today, amount=300, audience="followers")
    if place == 0:
        _issue(seat, "By letter", currency, today, amount=800, code="BYLETTER")
        _issue(seat, "Spring, to be decided", currency, today, percent=15, cap=3000, moves=())
        _issue(seat, "Over the counter", currency, today, amount=200, moves=("start", "pause"))
        _issue(seat, "Opening week", currency, today, amount=500, moves=("start", "end"))
    return [ten, large, fans]


def _issue(
    viewer: Seat | Operator,
    name: str,
    currency: str,
    today: datetime,
    *,
    amount: int = 0,
    percent: int = 0,
    cap: int = 0,
    threshold: int = 0,
    audience: str = "all",
    code: str = "",
    often: int = 300,
    moves: Sequence[str] = ("start",),
) -> UUID:
    form = CouponForm(
        name=name, kind="percent" if percent else "amount", currency=currency, amount_minor=amount, percent=percent,
        cap_minor=cap, threshold_minor=threshold, audience=audience, code=code, per_buyer=2, budget_count=often,
        budget_minor=(amount or cap) * often, starts_at=clock.now(), ends_at=today + timedelta(days=45),
    )  # fmt: skip
    coupon_id = save_coupon(viewer=viewer, form=form)
    for move in moves:
        move_coupon(viewer=viewer, coupon_id=coupon_id, move=move)
    return coupon_id


def _buy(store_id: UUID, address: Address, place: int) -> None:
    """One unit of something, with the coupons that save most, paid at once."""
    skus = Sku.objects.filter(store_id=store_id, active=True, product__state="approved").order_by("-id")
    sku = skus[place]
    quote = price(named({sku.id: 1}, "en"), country=address.country, currency="EUR", choices={})
    viewer = Buyer(address.buyer_id)
    lowered, offer = with_coupons(viewer, quote)
    if not lowered.ready or offer is None or not offer.taken:
        return
    wish = Wish(
        checkout_key=f"demo-coupons-{uuid5(store_id, str(place)).hex[:16]}", address_id=address.id, fingerprint="",
        currency="EUR", language="en", choices={}, notes={}, lines={sku.id: 1},
        coupons=[taken.terms.id for taken in offer.taken],
    )  # fmt: skip
    try:
        placed = place_order(viewer=viewer, wish=wish)
    except Refusal:
        return
    pay(viewer, placed.buyer_order_id)
    use_coupons(orders=[(viewer.buyer_id, placed.buyer_order_id)])
