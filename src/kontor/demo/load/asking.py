"""Questions before an order: of those who then bought, more of them where answers come soon, and of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.catalogue.models import Product, ProductText
from kontor.contexts.insight.policy import INQUIRY_BECOMES_ORDER
from kontor.contexts.messaging.words import Stream
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.demo.content.paces import Pace, pace_of
from kontor.demo.content.talks import INQUIRIES
from kontor.demo.load.shops import Shop
from kontor.demo.load.writer import Writer, in_language

_LATELY, _LONG_AGO, _MANY = timedelta(days=28), timedelta(days=360), 1000  # how long ago, where a store has so many
_TRIES = 8  # buyers in turn, until one has not asked that yet


class _Asked:
    """What was asked and what was bought of one store, so that nobody asks twice and nobody buys by chance."""

    def __init__(self, writer: Writer, shop: Shop) -> None:
        self.writer, self.shop, self.pace = writer, shop, pace_of(shop.draft.index)
        self.bought: dict[UUID, list[datetime]] = defaultdict(list)
        orders = StoreOrder.objects.filter(store_id=shop.store_id).order_by("placed_at", "id")
        for buyer_id, at in orders.values_list("buyer_id", "placed_at"):
            self.bought[buyer_id].append(at)
        self.pairs: set[tuple[UUID, UUID]] = set()
        self.goods = list(
            Product.objects.filter(store_id=shop.store_id, state="approved").order_by("-sold_count", "id")[:25]
        )
        self.titles: dict[UUID, dict[str, str]] = defaultdict(dict)
        texts = ProductText.objects.filter(product__in=self.goods).values_list("product_id", "language", "title")
        for product_id, language, title in texts:
            self.titles[product_id][language] = title

    def begin(self, buyer_id: UUID, at: datetime, good: tuple[UUID, int, str], number: int, first: int | None) -> None:
        """A question about a product, with what came of it."""
        product_id, product_number, title = good
        self.pairs.add((buyer_id, product_id))
        row = self.writer.begin(
            self.shop, buyer_id, at, stream=Stream.INQUIRY.value, about="product", subject_id=product_id,
            subject_number=product_number, subject_title=title,
            entry=self.writer.chance.choice(("product_page",) * 4 + ("store_page",)),
        )  # fmt: skip
        talk = self.writer.chance.choice(INQUIRIES)
        self.writer.talk(row, talk, self.shop, automatic=number % 3 == 0, first=first)

    def orders_soon(self, buyer_id: UUID, at: datetime) -> bool:
        """Whether the buyer orders within the time in which a question counts as converted."""
        until = at + timedelta(days=INQUIRY_BECOMES_ORDER.int())
        return any(at <= placed < until for placed in self.bought.get(buyer_id, ()))


def ask(writer: Writer, shop: Shop, buyers: Sequence[UUID], many: int) -> None:
    """About so many questions to the store; of them as many became orders as its pace says, while it has orders."""
    asked = _Asked(writer, shop)
    most = _LONG_AGO if many >= _MANY else _LATELY
    becoming = iter(_ordered(asked, most))
    turn = 0
    for number in range(many if asked.goods else 0):
        if _counts(number, asked.pace):
            sale = next((one for one in becoming if (one[0], one[2][0]) not in asked.pairs), None)
            if sale is not None:
                buyer_id, placed_at, good = sale
                first = writer.chance.choice(asked.pace.waits)
                looked = timedelta(minutes=first + writer.chance.randint(10, 600))
                asked.begin(buyer_id, placed_at - looked, good, number, first)
                continue
        for _ in range(_TRIES):
            buyer_id, turn = buyers[turn % len(buyers)], turn + 1
            product = writer.chance.choice(asked.goods)
            known = max(timedelta(hours=1), writer.today - writer.since[buyer_id])
            at = writer.when(number, min(most, known))
            if (buyer_id, product.id) in asked.pairs or at < writer.since[buyer_id] or asked.orders_soon(buyer_id, at):
                continue
            title = in_language(asked.titles[product.id], writer.languages[buyer_id])
            asked.begin(buyer_id, at, (product.id, product.number, title), number, None)
            break


def _counts(number: int, pace: Pace) -> bool:
    """Whether the question with this number becomes an order: spread evenly."""
    return int((number + 1) * pace.becomes) > int(number * pace.becomes)


def _ordered(asked: _Asked, most: timedelta) -> list[tuple[UUID, datetime, tuple[UUID, int, str]]]:
    """Buyer, moment and first product of orders that a question may have come before, in a chance order."""
    writer, longest = asked.writer, timedelta(minutes=max(asked.pace.waits) + 600)
    orders = StoreOrder.objects.filter(
        store_id=asked.shop.store_id, paid_at__isnull=False, placed_at__gte=writer.today - most + longest
    ).order_by("placed_at", "id")
    lines: dict[UUID, tuple[UUID, int, str]] = {}
    wanted = Line.objects.filter(store_id=asked.shop.store_id, order_id__in=[order.id for order in orders])
    for line in wanted.order_by("-id"):
        lines[line.order_id] = (line.product_id, line.product_number, line.title)
    found = []
    pairs: set[tuple[UUID, UUID]] = set()
    for order in orders:
        joined, pair = writer.since.get(order.buyer_id), (order.buyer_id, lines[order.id][0])
        if joined is not None and order.placed_at - longest > joined and pair not in pairs:
            pairs.add(pair)
            found.append((order.buyer_id, order.placed_at, lines[order.id]))
    writer.chance.shuffle(found)
    return found
