"""Coins: accounts with funds, scenes, what buyers got of them, a lottery, and orders of which coins paid a part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.models import Address
from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.queries import named, price
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.coins.errors import AccountNotPossible
from kontor.contexts.coins.rules.lottery import Prize
from kontor.contexts.coins.rules.scenes import SceneForm
from kontor.contexts.coins.services.buy_ticket import buy_ticket
from kontor.contexts.coins.services.grade_store import grade_store
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coins.services.join_campaign import join_campaign
from kontor.contexts.coins.services.move_scene import move_scene
from kontor.contexts.coins.services.note_transfer import note_transfer
from kontor.contexts.coins.services.open_account import open_account
from kontor.contexts.coins.services.open_campaign import open_campaign
from kontor.contexts.coins.services.open_lottery import open_lottery
from kontor.contexts.coins.services.save_scene import save_scene
from kontor.contexts.coins.services.set_products import set_products
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.models import Intent, IntentState
from kontor.contexts.payments.providers.protocol import Status, Told
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.demo.load.shops import Shop
from kontor.kernel import clock
from kontor.kernel.errors import Refusal
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat

_STORES, _JOINED, _GIFTED, _SHOPPING = 4, 3, 120, 10
_FUNDS = (250_000, 480_000, 68_000, 90_000)  # fen


def load_coins(today: datetime, shops: Sequence[Shop], demo_buyer: str, operator_id: UUID) -> None:
    """As people would: through the services, at the times at which they would have done it.

    `shops`, the demo seller's own first, are those of which buyers speak so well, or spoke so well when it opened its
    account, that the hour of the making decides nothing.
    """
    operator = Operator(operator_id)
    opened = _accounts(shops, operator, today)
    with clock.moved(today - timedelta(days=10) - clock.now()):
        daily = _daily(operator)
        campaign = open_campaign(
            viewer=operator, name="Coin Carnival", share_at_least=15, starts_at=clock.now(),
            ends_at=today + timedelta(days=20),
        )  # fmt: skip
    seats = [seat for seat, _ in opened]
    demo = Account.objects.get(email=demo_buyer).id
    for place, (seat, since) in enumerate(opened):
        with clock.moved(since - clock.now()):
            gift = _scenes(seat, place)
        if place < _JOINED:
            join_campaign(seat=seat, campaign_id=campaign)
        _give(gift, _buyers(demo, place), since, today)
    for back in range(6, 0, -1):
        with clock.moved(today - timedelta(days=back) - clock.now()):
            grant_coins(wanted=[Wanted(scene_id=daily, buyer_id=demo, cause=f"day:{daily}:demo-{back}")])
    _lottery(operator, demo, today)
    if seats:
        _shopping(seats, demo, today)
    for seat in seats:
        grade_store(store_id=seat.store_id)


def _accounts(shops: Sequence[Shop], operator: Operator, today: datetime) -> list[tuple[Seat, datetime]]:
    """Those of `shops` that may open one, as early as they could; the others find on their page what is missing."""
    found: list[tuple[Seat, datetime]] = []
    for shop in shops:
        seat = seat_of(shop.owner_id, shop.store_id)
        for back in (60, 30, 10, 1):
            since = today - timedelta(days=back)
            if seat is None or len(found) == _STORES:
                break
            with clock.moved(since - clock.now()):
                if _opened(seat, operator, _FUNDS[len(found)]):
                    found.append((seat, since))
                    break
    return found


def _opened(seat: Seat, operator: Operator, fen: int) -> bool:
    try:
        open_account(seat=seat)
    except AccountNotPossible:
        return False
    note_transfer(
        viewer=operator, store_id=seat.store_id, amount=Money(fen, "CNY"), reference=f"demo-{seat.store_id.hex[:12]}"
    )
    goods = list(Product.objects.filter(store_id=seat.store_id, state="approved").order_by("number"))
    for share, part in ((20, goods[::3]), (10, goods[1::3])):
        set_products(seat=seat, product_ids=[each.id for each in part], on=True, share=share)
    return True


def _scenes(seat: Seat, place: int) -> UUID:
    """A gift, thanks for paying, and something for first orders; the gift is what `_give` gives."""
    at = clock.now()
    forms = (
        SceneForm(kind="campaign", name="Thank you for buying with us", starts_at=at, ends_at=at + timedelta(days=90),
                  coins=1500 - place * 300, budget=400_000, cap=1500),
        SceneForm(kind="on_payment", name="One per cent back, at once", starts_at=at, ends_at=at + timedelta(days=150),
                  share_bp=100, budget=300_000, cap=5_000),
        SceneForm(kind="new_customer", name="Welcome", starts_at=at, ends_at=at + timedelta(days=150), coins=500,
                  budget=100_000, cap=500),
        SceneForm(kind="task", task="follow", name="Follow us", starts_at=at, ends_at=at + timedelta(days=150),
                  coins=50, budget=20_000, cap=50),
    )  # fmt: skip
    made = [save_scene(viewer=seat, form=form) for form in forms]
    for scene_id in made[:4]:
        move_scene(viewer=seat, scene_id=scene_id, move="start")
    save_scene(
        viewer=seat,
        form=SceneForm(kind="threshold", name="From 100 yuan", starts_at=at + timedelta(days=65),
                       ends_at=at + timedelta(days=95), coins=1000, threshold_minor=10_000, budget=50_000, cap=2000),
    )  # fmt: skip
    return made[0]


def _daily(operator: Operator) -> UUID:
    at = clock.now()
    form = SceneForm(
        kind="check_in", name="Daily visit", starts_at=at, ends_at=at + timedelta(days=170), coins=5,
        budget=1_000_000, cap=900,
    )  # fmt: skip
    scene_id = save_scene(viewer=operator, form=form)
    move_scene(viewer=operator, scene_id=scene_id, move="start")
    return scene_id


def _buyers(demo: UUID, place: int) -> list[UUID]:
    """The demo's buyer and some who have bought."""
    ids = StoreOrder.objects.filter(paid_at__isnull=False).order_by("buyer_id").values_list("buyer_id", flat=True)
    known = list(ids.distinct())
    return [demo, *[buyer for buyer in known[place::_STORES] if buyer != demo][:_GIFTED]]


def _give(scene_id: UUID, buyers: Sequence[UUID], since: datetime, today: datetime) -> None:
    """At two moments, so that lots expire on different days."""
    for at, part in ((since + (today - since) / 10, buyers[::2]), (since + (today - since) / 2, buyers[1::2])):
        with clock.moved(at - clock.now()):
            grant_coins(wanted=[Wanted(scene_id=scene_id, buyer_id=buyer, cause=f"gift:{scene_id}") for buyer in part])


def _lottery(operator: Operator, demo: UUID, today: datetime) -> None:
    """One that takes tickets; the demo's buyer has two."""
    with clock.moved(today - timedelta(days=3) - clock.now()):
        lottery = open_lottery(
            viewer=operator, name="Coin Lottery", price=50, per_buyer=10,
            prizes=[Prize("First", 2_000, 5_000), Prize("Second", 50_000, 300), Prize("Third", 200_000, 60)],
            opens_at=clock.now(), closes_at=today + timedelta(days=7),
        )  # fmt: skip
        for turn in range(2):
            try:
                buy_ticket(viewer=Buyer(demo), lottery_id=lottery, key=f"demo-{turn}")
            except Refusal:
                return


def _shopping(seats: Sequence[Seat], demo: UUID, today: datetime) -> None:
    """Some orders of which coins pay what they can."""
    addresses = Address.objects.filter(removed_at__isnull=True).order_by("id")
    mine = list(addresses.filter(buyer_id=demo)[:1]) + list(addresses.exclude(buyer_id=demo)[:_SHOPPING])
    for place, address in enumerate(mine):
        with clock.moved(today - timedelta(hours=2 + place) - clock.now()):
            _buy(seats[place % len(seats)], address, place)


def _buy(seat: Seat, address: Address, place: int) -> None:
    sku = Sku.objects.filter(store_id=seat.store_id, active=True, product__state="approved").order_by("id")[place]
    key = f"demo-coins-{uuid5(seat.store_id, str(place)).hex[:16]}"
    viewer = Buyer(address.buyer_id)
    quote = price(named({sku.id: 1}, "en"), country=address.country, currency="EUR", choices={})
    if not quote.ready:
        return
    _, offer = with_coins(viewer, quote)
    if not offer.most:
        return
    wish = Wish(
        checkout_key=key, address_id=address.id, fingerprint="", currency="EUR", language="en", choices={}, notes={},
        lines={sku.id: 1}, coins=offer.most,
    )  # fmt: skip
    try:
        placed = place_order(viewer=viewer, wish=wish)
    except Refusal:
        return
    pay(viewer, placed.buyer_order_id)
    use_coins(orders=[(viewer.buyer_id, placed.buyer_order_id)])


def pay(viewer: Buyer, buyer_order_id: UUID) -> None:
    """As if its buyer had paid by card."""
    order = BuyerOrder.objects.get(buyer_id=viewer.buyer_id, id=buyer_order_id)
    intent = Intent(
        buyer_id=order.buyer_id, buyer_order_id=order.id, order_number=order.number, provider="cards", method="card",
        amount_minor=order.total_minor, currency=order.currency, state=IntentState.PENDING,
        provider_reference=f"demo-{order.number}", created_at=clock.now(),
    )  # fmt: skip
    intent.save(force_insert=True)
    apply_told(told=Told(reference(intent.buyer_id, intent.id), Status.PAID, None, "", f"demo-{order.number}"))
