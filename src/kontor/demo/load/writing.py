"""What buyers and stores wrote to each other in the last weeks: in bulk, with the chain, the clock and the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.catalogue.models import Product, ProductText
from kontor.contexts.messaging.delivering import message_of
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.errors import MessageBlocked
from kontor.contexts.messaging.house_texts import house_text
from kontor.contexts.messaging.marking import misses_of, next_check
from kontor.contexts.messaging.models import (
    AutoReplyText,
    ClockMiss,
    Conversation,
    Delivery,
    Desk,
    InternalNote,
    Message,
    Phrase,
    Promise,
)
from kontor.contexts.messaging.promising import promises_of
from kontor.contexts.messaging.services.reply import reply
from kontor.contexts.messaging.turns import after_buyer, after_store
from kontor.contexts.messaging.words import PERSONS, Author, Status, Stream, Template, Why
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.demo.content.talks import INQUIRIES, ORDERS, PHRASES, Said, Talk
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.people import BUYER
from kontor.demo.load.shops import Shop
from kontor.kernel import clock

_OWN, _OTHERS = 60, 8  # conversations of the demo's own store in each of two streams, and of every other store
_WEEKS = 4
_FORGOTTEN = 0.15  # of the older ones that end with a question: nobody ever answered
_ELSEWHERE = "Please pay by bank transfer outside the site, add me on WhatsApp."


class _Writer:
    """Conversations as they went, message by message."""

    def __init__(self, seed: int, today: datetime) -> None:
        self.chance, self.ids, self.today = Random(f"{seed}:messages"), Ids(f"{seed}:messages"), today
        people = Account.objects.filter(audience="buyer", state="active").order_by("id")
        self.languages: dict[UUID, str] = dict(people.values_list("id", "language"))
        self.conversations: list[Conversation] = []
        self.messages: list[Message] = []
        self.deliveries: list[Delivery] = []
        self.misses: list[ClockMiss] = []
        self.promises: list[Promise] = []

    def begin(self, shop: Shop, buyer_id: UUID, at: datetime, **about: object) -> Conversation:
        """A conversation in which nothing is written yet."""
        made = Conversation(
            id=self.ids.at(at), store_id=shop.store_id, buyer_id=buyer_id, begun_at=at, last_at=at,
            language=self.languages.get(buyer_id, "en"),
            device=self.chance.choice(("mobile", "mobile", "desktop")), **about,
        )  # fmt: skip
        self.conversations.append(made)
        return made

    def say(self, row: Conversation, author: Author, text: str, at: datetime, who: UUID | None, **more: str) -> None:
        """One message, with everything that a real one brings about."""
        client_id = more.get("client", f"demo-{self.ids.number()}")
        draft = Draft(
            author=author, author_id=who, text=text, client_id=client_id, template=more.get("template", "")
        )  # fmt: skip
        self._mark(row, at)
        message = message_of(draft, row, at, row.language)
        if author is Author.BUYER:
            after_buyer(row, message, quiet="client" in more)
        else:
            if author in PERSONS:
                self.promises += promises_of(row, message)
                if row.waiting_since is not None:
                    message.waited_s = int((at - row.waiting_since).total_seconds())
            after_store(row, message)
        self.messages.append(message)
        self.deliveries.append(
            Delivery(
                id=self.ids.at(at), store_id=row.store_id, conversation_id=row.id, message_id=message.id,
                author=author.value, author_id=who, client_id=message.client_id, status=Status.DELIVERED, at=at,
            )
        )  # fmt: skip

    def _mark(self, row: Conversation, at: datetime) -> None:
        marks, _facts = misses_of(row, at)
        for mark in marks:
            mark.at = mark.due_at + timedelta(seconds=30)
        self.misses += marks
        if row.check_at is not None:
            row.check_at = next_check(row, at)

    def talk(self, row: Conversation, lines: Talk, shop: Shop, at: datetime, *, automatic: bool = False) -> None:
        """A talk to a chance end: some wait for an answer, some are read, some are done."""
        left = self.chance.choice((1, len(lines), len(lines), 2, 2))
        if left == 1 and self.today - at > timedelta(days=1) and self.chance.random() > _FORGOTTEN:
            left = 2
        moment = at
        for place, line in enumerate(lines[:left]):
            text = _in(line, row.language)
            if place % 2 == 0:
                self.say(row, Author.BUYER, text, moment, row.buyer_id)
                if automatic and place == 0:
                    moment += timedelta(seconds=2)
                    welcome = house_text(Template.WELCOME, row.language)
                    self.say(row, Author.AUTOMATIC, welcome, moment, None, template=Template.WELCOME)
            else:
                self.say(row, Author.SEAT, text, moment, shop.owner_id)
            wait = self.chance.choice((6, 18, 25, 37, 37, 55, 80, 95, 110, 300))
            moment = min(moment + timedelta(minutes=wait), self.today - timedelta(minutes=1))
        if self.chance.random() < 0.7 and row.last_author != Author.BUYER:
            row.unread_buyer = 0
        if self.chance.random() < 0.4:
            row.unread_store = 0

    def write(self) -> None:
        """All rows, table by table."""
        for row in self.conversations:
            self._mark(row, self.today)
        for rows in (
            self.conversations,
            self.messages,
            self.deliveries,
            self.misses,
            self.promises,
        ):
            copy_instances(rows)


def load_messages(seed: int, today: datetime, shops: Sequence[Shop]) -> None:
    """Write them; the demo's own store and the demo's own buyer have the most to read."""
    writer = _Writer(seed, today)
    demo_buyer = Account.objects.values_list("id", flat=True).get(audience="buyer", email=BUYER)
    buyers = [key for key in writer.languages if key != demo_buyer]
    with transaction.atomic():
        for number, shop in enumerate(shops):
            many = _OWN if number == 0 else _OTHERS
            _inquiries(writer, shop, [demo_buyer, *buyers] if number < 3 else buyers, many)
            _about_orders(writer, shop, many, demo_buyer)
        _notes(writer, shops)
        writer.write()
        _desk(shops[0], writer)
    _stopped(shops[0], writer)


def _when(writer: _Writer, number: int) -> datetime:
    """The first ones today, the rest over the last weeks."""
    back = timedelta(minutes=20 + 35 * number) if number < 5 else timedelta(days=_WEEKS) * writer.chance.random()
    return writer.today - back - timedelta(minutes=5)


def _inquiries(writer: _Writer, shop: Shop, buyers: Sequence[UUID], many: int) -> None:
    goods = list(Product.objects.filter(store_id=shop.store_id, state="approved").order_by("-sold_count", "id")[:25])
    titles: dict[UUID, dict[str, str]] = {}
    texts = ProductText.objects.filter(product__in=goods).values_list("product_id", "language", "title")
    for product_id, language, title in texts:
        titles.setdefault(product_id, {})[language] = title
    asked: set[tuple[UUID, UUID]] = set()
    for number in range(many if goods else 0):
        buyer_id = buyers[number % len(buyers)] if number else buyers[0]
        good = writer.chance.choice(goods)
        if (buyer_id, good.id) in asked:
            continue
        asked.add((buyer_id, good.id))
        at = _when(writer, number)
        row = writer.begin(
            shop, buyer_id, at, stream=Stream.INQUIRY.value, about="product", subject_id=good.id,
            subject_number=good.number, subject_title=_in(titles.get(good.id, {}), writer.languages[buyer_id]),
            entry=writer.chance.choice(("product_page",) * 4 + ("store_page",)),
        )  # fmt: skip
        writer.talk(row, writer.chance.choice(INQUIRIES), shop, at, automatic=number % 3 == 0)


def _about_orders(writer: _Writer, shop: Shop, many: int, demo_buyer: UUID) -> None:
    orders = StoreOrder.objects.filter(store_id=shop.store_id, paid_at__isnull=False).order_by("-placed_at", "id")
    mine = list(orders.filter(buyer_id=demo_buyer)[:2])
    others = list(orders.exclude(id__in=[order.id for order in mine])[: many * 2 : 2])
    for number, order in enumerate([*mine, *others]):
        if order.buyer_id not in writer.languages or (writer.today - order.placed_at) < timedelta(hours=3):
            continue
        at = max(_when(writer, number), order.placed_at + timedelta(hours=2))
        row = writer.begin(
            shop, order.buyer_id, at, stream=Stream.ORDER_MESSAGE.value, about="order", subject_id=order.id,
            subject_number=order.number, subject_title=order.first_title, entry="order_page",
        )  # fmt: skip
        talk = ORDERS[2] if order.received_at else ORDERS[0] if order.shipped_at else ORDERS[1]
        writer.talk(row, talk, shop, at)


def _notes(writer: _Writer, shops: Sequence[Shop]) -> None:
    """What was written at checkout, as its reaction would have written it."""
    by_id = {shop.store_id: shop for shop in shops}
    for order in StoreOrder.objects.exclude(note="").filter(buyer_id__in=writer.languages).order_by("placed_at", "id"):
        row = writer.begin(
            by_id[order.store_id], order.buyer_id, order.placed_at, stream=Stream.ORDER_NOTE.value, about="order",
            subject_id=order.id, subject_number=order.number, subject_title=order.first_title, entry="checkout",
        )  # fmt: skip
        writer.say(row, Author.BUYER, order.note, order.placed_at, order.buyer_id, client=f"note:{order.id}")
        row.unread_store = 0 if order.shipped_at else 1


def _desk(shop: Shop, writer: _Writer) -> None:
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
        at=writer.today - timedelta(hours=5), text=_in(ORDERS[0][1], broken.language),
    )  # fmt: skip


def _stopped(shop: Shop, writer: _Writer) -> None:
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


def _in(said: Said, language: str) -> str:
    return said.get(language) or said.get("en") or next(iter(said.values()), "")
