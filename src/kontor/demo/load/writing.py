"""What buyers and stores wrote to each other in the last weeks: in bulk, with the chain, the clock and the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.errors import MessageBlocked
from kontor.contexts.messaging.models import (
    AutoReplyText,
    Conversation,
    Delivery,
    Desk,
    InternalNote,
    Phrase,
)
from kontor.contexts.messaging.services.reply import reply
from kontor.contexts.messaging.words import Author, Status, Stream, Template, Why
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.demo.content.talks import ORDERS, PHRASES
from kontor.demo.load.asking import ask
from kontor.demo.load.people import BUYER
from kontor.demo.load.shops import Shop
from kontor.demo.load.writer import Writer, in_language
from kontor.kernel import clock

_ORDERS, _OTHERS = 60, 8  # conversations about orders of the demo's own store, and of every other store
_ASKED = 20  # questions to every other store
_LATELY = timedelta(days=28)
_ELSEWHERE = "Please pay by bank transfer outside the site, add me on WhatsApp."


def load_messages(seed: int, today: datetime, shops: Sequence[Shop], questions: int) -> None:
    """Write them; the demo's own store, with so many `questions`, and the demo's own buyer have the most to read."""
    writer = Writer(seed, today)
    demo_buyer = Account.objects.values_list("id", flat=True).get(audience="buyer", email=BUYER)
    buyers = [key for key in writer.languages if key != demo_buyer]
    with transaction.atomic():
        for number, shop in enumerate(shops):
            asking = [demo_buyer, *buyers] if number < 3 else buyers
            ask(writer, shop, asking, _ASKED if number else questions)
            _about_orders(writer, shop, _OTHERS if number else _ORDERS, demo_buyer)
        _notes(writer, shops)
        writer.write()
        _desk(shops[0], writer)
    _stopped(shops[0], writer)


def _about_orders(writer: Writer, shop: Shop, many: int, demo_buyer: UUID) -> None:
    orders = StoreOrder.objects.filter(store_id=shop.store_id, paid_at__isnull=False).order_by("-placed_at", "id")
    mine = list(orders.filter(buyer_id=demo_buyer)[:2])
    others = list(orders.exclude(id__in=[order.id for order in mine])[: many * 2 : 2])
    for number, order in enumerate([*mine, *others]):
        if order.buyer_id not in writer.languages or (writer.today - order.placed_at) < timedelta(hours=3):
            continue
        at = max(writer.when(number, _LATELY), order.placed_at + timedelta(hours=2))
        row = writer.begin(
            shop, order.buyer_id, at, stream=Stream.ORDER_MESSAGE.value, about="order", subject_id=order.id,
            subject_number=order.number, subject_title=order.first_title, entry="order_page",
        )  # fmt: skip
        talk = ORDERS[2] if order.received_at else ORDERS[0] if order.shipped_at else ORDERS[1]
        writer.talk(row, talk, shop)


def _notes(writer: Writer, shops: Sequence[Shop]) -> None:
    """What was written at checkout, as its reaction would have written it."""
    by_id = {shop.store_id: shop for shop in shops}
    for order in StoreOrder.objects.exclude(note="").filter(buyer_id__in=writer.languages).order_by("placed_at", "id"):
        row = writer.begin(
            by_id[order.store_id], order.buyer_id, order.placed_at, stream=Stream.ORDER_NOTE.value, about="order",
            subject_id=order.id, subject_number=order.number, subject_title=order.first_title, entry="checkout",
        )  # fmt: skip
        writer.say(row, Author.BUYER, order.note, order.placed_at, order.buyer_id, client=f"note:{order.id}")
        row.unread_store = 0 if order.shipped_at else 1


def _desk(shop: Shop, writer: Writer) -> None:
    """The demo's seller uses what there is; the time zone is not chosen yet, as with so many beginners."""
    Desk.objects.create(store_id=shop.store_id, auto_on=True, cost_minor=150)
    AutoReplyText.objects.create(
        store_id=shop.store_id,
        template=Template.WELCOME,
        language="en",
        text="Hello, and thank you for looking at our shop! We answer within two hours of our working day.",
    )
    for place, (title, texts) in enumerate(PHRASES):
        Phrase.objects.create(store_id=shop.store_id, title=title, texts=texts, position=place)
    own = [row for row in writer.conversations if row.store_id == shop.store_id and row.stream == Stream.ORDER_MESSAGE]
    for row in own[:3]:
        InternalNote.objects.create(
            conversation_id=row.id,
            store_id=shop.store_id,
            author_id=shop.owner_id,
            at=row.last_at,
            text="Good customer, third order this year. Be generous.",
        )
        Conversation.objects.filter(id=row.id).update(assigned_to=shop.owner_id)
    broken = own[-1]
    Delivery.objects.create(
        store_id=shop.store_id, conversation_id=broken.id, author=Author.SEAT, author_id=shop.owner_id,
        client_id="demo-not-delivered", status=Status.FAILED, why=Why.ERROR, tries=5,
        at=writer.today - timedelta(hours=5), text=in_language(ORDERS[0][1], broken.language),
    )  # fmt: skip


def _stopped(shop: Shop, writer: Writer) -> None:
    """A clerk of the store once tried to lead a buyer elsewhere."""
    seat = seat_of(shop.owner_id, shop.store_id)
    row = next(row for row in writer.conversations if row.store_id == shop.store_id and row.stream == Stream.INQUIRY)
    if seat is None:
        return
    with clock.moved(writer.today - timedelta(minutes=2) - clock.now()):
        try:
            reply(viewer=seat, conversation_id=row.id, text=_ELSEWHERE, client_id="demo-stopped")
        except MessageBlocked:
            return
    raise RuntimeError("the policy lets pass what leads out of the market")
