"""Reviews of the received orders of the past, in their buyers' languages; some by a store's own people, flagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from random import Random
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.names import masked
from kontor.contexts.aftersales.models.reviews import DetailRating, Review, ReviewPicture
from kontor.contexts.aftersales.policy.reviews import COUNTS_FROM
from kontor.contexts.aftersales.rules.review_counting import Tone, period, share_of_worth, tone, why_not
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.contexts.risk.models import Flag
from kontor.demo.content import opinions
from kontor.demo.content.paces import pace_of
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.past import Past
from kontor.demo.load.shops import Shop

_SAID = 0.55  # of the received orders
_PICTURED = 40  # reviews with a picture
_STARS = (5, 4, 3, 2, 1)
_OFTEN = (58, 24, 8, 4, 6)  # each of them is given, of a hundred
_LIKED = (66, 27, 7, 0, 0)  # the same of stores that are liked
_LIKED_STORES = 4
_GRUMBLING = timedelta(days=29)  # for so long some say of the demo seller's own store what is not nice
_MARKS = (-1, 0, 0, 0, 1)  # what a detail is above or below the stars; "Communication" goes with the store's pace
_BRUSHERS = 3  # buyers who belong to people of one store
_SUMS = """
INSERT INTO aftersales_product_tally (store_id, product_id, n1, n2, n3, n4, n5)
SELECT store_id, product_id, count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2),
    count(*) FILTER (WHERE stars = 3), count(*) FILTER (WHERE stars = 4), count(*) FILTER (WHERE stars = 5)
FROM aftersales_review WHERE product_why = '' GROUP BY 1, 2;
INSERT INTO aftersales_store_day (store_id, day, n1, n2, n3, n4, n5, rated, described, communication, speed)
SELECT store_id, day, sum(n1), sum(n2), sum(n3), sum(n4), sum(n5), sum(rated), sum(described), sum(communication),
    sum(speed)
FROM (
    SELECT store_id, day, (stars = 1)::int AS n1, (stars = 2)::int AS n2, (stars = 3)::int AS n3,
        (stars = 4)::int AS n4, (stars = 5)::int AS n5, 0 AS rated, 0 AS described, 0 AS communication, 0 AS speed
    FROM aftersales_review WHERE store_why = ''
    UNION ALL
    SELECT store_id, day, 0, 0, 0, 0, 0, 1, described, communication, speed FROM aftersales_detail_rating
    WHERE why = ''
) AS said GROUP BY 1, 2;
UPDATE catalogue_product SET rating_hundredths = 0, rating_count = 0;
UPDATE catalogue_product p SET rating_count = n1 + n2 + n3 + n4 + n5,
    rating_hundredths = round((n1 + 2 * n2 + 3 * n3 + 4 * n4 + 5 * n5) * 100.0 / (n1 + n2 + n3 + n4 + n5))
FROM aftersales_product_tally t WHERE t.product_id = p.id;
UPDATE sellers_store SET rating_hundredths = 0, rating_count = 0;
UPDATE sellers_store s SET rating_count = d.many, rating_hundredths = round(d.stars * 100.0 / d.many)
FROM (
    SELECT store_id, sum(n1 + n2 + n3 + n4 + n5) AS many, sum(n1 + 2 * n2 + 3 * n3 + 4 * n4 + 5 * n5) AS stars
    FROM aftersales_store_day GROUP BY 1
) AS d WHERE d.store_id = s.id AND d.many > 0;
"""


def liked(shop: Shop) -> bool:
    """Whether nobody says a bad word of its goods: four of the house's stores, and not the demo's own seller's."""
    return 0 < shop.draft.index <= _LIKED_STORES


class _Critic:
    """Goes through the orders in time and remembers who has counted already."""

    def __init__(self, seed: int, today: datetime, past: Past, shops: Sequence[Shop]) -> None:
        self._chance, self._ids, self._today = Random(f"{seed}:opinions"), Ids(f"{seed}:opinions"), today
        self._whole = {order.id: order for order in past.buyer_orders}
        self._lines: dict[UUID, list[Line]] = {}
        for line in past.lines:
            self._lines.setdefault(line.order_id, []).append(line)
        self._liked = {shop.store_id for shop in shops if liked(shop)}
        self._own = shops[0].store_id
        self._marks = {shop.store_id: pace_of(shop.draft.index).marks for shop in shops}
        self._home = {shop.store_id: shop.draft.language for shop in shops}
        self._names = {
            key: masked(given, family)
            for key, given, family in Account.objects.values_list("id", "given_name", "family_name")
        }
        self._counted: set[tuple[object, ...]] = set()
        self.brushed: set[tuple[UUID, UUID]] = set()
        self.reviews: list[Review] = []
        self.ratings: list[DetailRating] = []

    def choose_brushers(self, orders: Sequence[StoreOrder], shop: Shop) -> None:
        """The first buyers of one store belong to its people."""
        buyers = dict.fromkeys(order.buyer_id for order in orders if order.store_id == shop.store_id)
        self.brushed = {(shop.store_id, buyer_id) for buyer_id in list(buyers)[:_BRUSHERS]}

    def read(self, order: StoreOrder) -> None:
        """What the buyer says of the order, if anything."""
        whole, brushed = self._whole[order.buyer_order_id], (order.store_id, order.buyer_id) in self.brushed
        if order.received_at is None or (self._chance.random() > _SAID and not brushed):
            return
        at = order.received_at + timedelta(hours=self._chance.uniform(1, 200))
        if at >= self._today:
            return
        worth = share_of_worth(whole.worth_us_cents, order.total_minor, whole.total_minor)
        often = _LIKED if self._is_liked(order.store_id, at) else _OFTEN
        stars = 5 if brushed else self._chance.choices(_STARS, often)[0]
        for line in self._lines.get(order.id, ())[:3]:
            self._review(order, line, at, stars, whole.language, worth, brushed)
        self._rate(order, at, stars, worth, brushed)

    def _is_liked(self, store_id: UUID, at: datetime) -> bool:
        """The demo seller's own has been for long enough to open a coin account; now it has words to answer."""
        return store_id in self._liked or (store_id == self._own and at < self._today - _GRUMBLING)

    def _review(
        self, order: StoreOrder, line: Line, at: datetime, stars: int, language: str, worth: int, brushed: bool
    ) -> None:
        kind, part = tone(stars), period(at.date())
        text = self._chance.choice(opinions.BRUSHED) if brushed else self._words(kind, language)
        whys = {
            name: self._why(brushed, worth, (name, order.store_id, subject, order.buyer_id, part, kind))
            for name, subject in (("store", None), ("product", line.product_id))
        }
        review = Review(
            store_id=order.store_id, id=self._ids.at(at), product_id=line.product_id,
            product_number=line.product_number, order_id=order.id, order_number=order.number, line_id=line.id,
            buyer_id=order.buyer_id, nickname=self._names.get(order.buyer_id, masked("", "")),
            country=order.ship_to_country, title=line.title, axes=line.axes, stars=stars, tone=kind, text=text,
            language=("en" if brushed else language) if text else "", at=at, day=at.date(), period=part,
            store_why=whys["store"], product_why=whys["product"],
            helpful=self._chance.choice((0, 0, 0, 0, 1, 2, 5)),
        )  # fmt: skip
        self._talk(review, kind, language)
        self.reviews.append(review)

    def _words(self, kind: Tone, language: str) -> str:
        if self._chance.random() < 0.2:
            return ""
        texts = {Tone.POSITIVE: opinions.GOOD, Tone.NEUTRAL: opinions.FAIR, Tone.NEGATIVE: opinions.BAD}[kind]
        return self._chance.choice(texts[language if language in texts else "en"])

    def _talk(self, review: Review, kind: Tone, language: str) -> None:
        later = review.at + timedelta(days=self._chance.uniform(20, 60))
        if review.text and kind is Tone.POSITIVE and self._chance.random() < 0.12 and later < self._today:
            review.follow_up = self._chance.choice(opinions.LATER[language if language in opinions.LATER else "en"])
            review.followed_at = later
        answered = review.at + timedelta(hours=self._chance.uniform(2, 90))
        if self._chance.random() < (0.25 if kind is Tone.POSITIVE else 0.6) and answered < self._today:
            texts: Mapping[str, Sequence[str]] = opinions.THANKS if kind is Tone.POSITIVE else opinions.SORRY
            home = self._home.get(review.store_id, "en")
            review.reply, review.replied_at = texts[home if home in texts else "en"][0], answered

    def _rate(self, order: StoreOrder, at: datetime, stars: int, worth: int, brushed: bool) -> None:
        part = period(at.date())
        described, communication, speed = (
            5 if brushed else max(1, min(5, stars + self._chance.choice(marks)))
            for marks in (_MARKS, self._marks[order.store_id], _MARKS)
        )
        self.ratings.append(
            DetailRating(
                store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, described=described,
                communication=communication, speed=speed, at=at, day=at.date(), period=part,
                why=self._why(brushed, worth, ("details", order.store_id, order.buyer_id, part)),
            )
        )  # fmt: skip

    def _why(self, brushed: bool, worth: int, key: tuple[object, ...]) -> str:
        why = why_not(
            linked=brushed, disputed=False, worth_us_cents=worth, least_us_cents=COUNTS_FROM.int(),
            repeated=key in self._counted,
        )  # fmt: skip
        if not why:
            self._counted.add(key)
        return str(why)


def load_opinions(seed: int, today: datetime, past: Past, shops: Sequence[Shop]) -> None:
    """Write reviews, detail ratings, pictures and flags, and the sums that follow from them."""
    received = (State.RECEIVED, State.FINISHED)
    orders = sorted((o for o in past.store_orders if o.state in received), key=lambda o: (o.received_at or today, o.id))
    critic = _Critic(seed, today, past, shops)
    critic.choose_brushers(orders, shops[-1])
    for order in orders:
        critic.read(order)
    pictures = list(_pictures(Ids(f"{seed}:snapshots"), critic.reviews, past))
    copy_instances(critic.reviews)
    copy_instances(critic.ratings)
    copy_instances(pictures)
    copy_instances(list(_flags(Ids(f"{seed}:brushing"), critic, shops[-1], today)))
    with connection.cursor() as cursor:
        cursor.execute(_SUMS)


def _pictures(ids: Ids, reviews: Sequence[Review], past: Past) -> Iterator[ReviewPicture]:
    """Some reviews show the goods; each picture is a file of its own, so that it can go with its review."""
    shown = {line.id: line.picture for line in past.lines}
    for review in [one for one in reviews if one.text and shown.get(one.line_id)][::5][:_PICTURED]:
        source = shown[review.line_id]
        identity = ids.at(review.at)
        path = f"reviews/{review.store_id}/{identity.hex}{PurePosixPath(source).suffix}"
        if not default_storage.exists(source):
            continue
        if not default_storage.exists(path):
            with default_storage.open(source) as picture:
                default_storage.save(path, picture)
        review.pictured = True
        yield ReviewPicture(
            store_id=review.store_id, id=identity, review_id=review.id, buyer_id=review.buyer_id, position=0, path=path
        )


def _flags(ids: Ids, critic: _Critic, shop: Shop, today: datetime) -> Iterator[Flag]:
    for store_id, buyer_id in sorted(critic.brushed):
        at = today - timedelta(days=30)
        yield Flag(
            id=ids.at(at), kind="own_store", account_id=buyer_id, other_id=shop.owner_id, store_id=store_id,
            shared=["device", "fingerprint"], times=2, at=at, last_at=at,
        )  # fmt: skip
