"""Reads of reviews. Lists are one statement, paged by key, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.aftersales.models.reviews import DetailRating, ProductTally
from kontor.contexts.aftersales.policy.reviews import FOLLOW_UP_WITHIN, RATED_OVER, REVIEW_WITHIN
from kontor.contexts.aftersales.queries.review_shapes import (
    Filter,
    OrderReviews,
    Reviewable,
    ReviewView,
    StoreRating,
)
from kontor.contexts.aftersales.rules.review_counting import Stars, average, first_day
from kontor.contexts.aftersales.rules.review_window import Window, window
from kontor.contexts.orders.shapes import Detail
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat

PAGE = 20
_ALL = Filter()

_WINDOW = """
SELECT coalesce(sum(n1), 0), coalesce(sum(n2), 0), coalesce(sum(n3), 0), coalesce(sum(n4), 0), coalesce(sum(n5), 0),
    coalesce(sum(rated), 0), coalesce(sum(described), 0), coalesce(sum(communication), 0), coalesce(sum(speed), 0)
FROM aftersales_store_day WHERE store_id = %(store)s AND day BETWEEN %(first)s AND %(last)s
"""
_TO_REVIEW_COUNT = """
SELECT count(*) FROM orders_buyerorder bo
JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
LEFT JOIN aftersales_detail_rating d ON d.store_id = so.store_id AND d.order_id = so.id
WHERE bo.buyer_id = %(buyer)s AND so.buyer_id = bo.buyer_id AND so.state IN ('received', 'finished')
    AND so.received_at >= %(since)s AND d.order_id IS NULL
"""
_TO_REVIEW = """
SELECT so.number, st.name, so.first_title, so.first_picture, so.line_count, so.received_at FROM orders_buyerorder bo
JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
JOIN sellers_store st ON st.id = so.store_id
LEFT JOIN aftersales_detail_rating d ON d.store_id = so.store_id AND d.order_id = so.id
WHERE bo.buyer_id = %(buyer)s AND so.buyer_id = bo.buyer_id AND so.state IN ('received', 'finished')
    AND so.received_at >= %(since)s AND d.order_id IS NULL
    AND (%(after)s::bigint IS NULL OR (so.received_at, so.number) > (
        SELECT x.received_at, x.number FROM orders_storeorder x WHERE x.number = %(after)s AND x.buyer_id = %(buyer)s))
ORDER BY so.received_at, so.number LIMIT %(size)s
"""
_LANGUAGES = """
SELECT language, count(*) FROM aftersales_review WHERE store_id = %(store)s AND removed_at IS NULL AND language <> ''
    AND (%(product)s::uuid IS NULL OR product_id = %(product)s)
GROUP BY 1 ORDER BY 2 DESC, 1
"""
# Written out, because every page of a product walks here: the ORM takes five times as long to write it (ADR 9).
_LIST = """
SELECT store_id, id, product_id, product_number, order_number, line_id, nickname, country, title, axes, stars, text,
    language, at, follow_up, followed_at, reply, replied_at, helpful, product_why, removed_at IS NOT NULL,
    ARRAY(SELECT path FROM aftersales_review_picture p WHERE p.store_id = r.store_id AND p.review_id = r.id
        ORDER BY position)
FROM aftersales_review r WHERE {conditions} ORDER BY id DESC LIMIT %(size)s
"""


def product_reviews(
    store_id: UUID, product_id: UUID, chosen: Filter = _ALL, *, after: UUID | None = None, size: int = PAGE
) -> list[ReviewView]:
    """A product's reviews. Public; removed ones are left out."""
    return _list({"store_id": store_id, "product_id": product_id}, chosen, after, size)


def store_reviews(
    store_id: UUID, chosen: Filter = _ALL, *, after: UUID | None = None, size: int = PAGE
) -> list[ReviewView]:
    """A store's reviews. Public; removed ones are left out."""
    return _list({"store_id": store_id}, chosen, after, size)


def seller_reviews(
    seat: Seat, chosen: Filter = _ALL, *, after: UUID | None = None, size: int = PAGE
) -> list[ReviewView]:
    """The same for the store's own people.

    Raises:
        RightMissing: without `messages.reviews`.
    """
    require(seat, "messages.reviews")
    return _list({"store_id": seat.store_id}, chosen, after, size)


def my_reviews(viewer: Buyer, *, after: UUID | None = None, size: int = PAGE) -> list[ReviewView]:
    """What a buyer has written, removed ones too."""
    return _list({"buyer_id": viewer.buyer_id}, _ALL, after, size, removed=True)


def review(store_id: UUID, review_id: UUID) -> ReviewView | None:
    """One of them; None when there is none to be seen. Public."""
    found = _list({"store_id": store_id, "id": review_id}, _ALL, None, 1)
    return found[0] if found else None


def languages(store_id: UUID, product_id: UUID | None = None) -> Mapping[str, int]:
    """In which languages there are reviews, and how many. Public."""
    return dict(_rows(_LANGUAGES, {"store": store_id, "product": product_id}))


def stars_of(store_id: UUID, product_id: UUID) -> Stars:
    """How many counting reviews gave a product one … five stars. Public."""
    tally = ProductTally.objects.filter(store_id=store_id, product_id=product_id).first()
    return Stars((tally.n1, tally.n2, tally.n3, tally.n4, tally.n5)) if tally else Stars()


def store_rating(store_id: UUID) -> StoreRating:
    """Positive rate and averages of a store over the policy's days, from the kept sums. Public."""
    days, today = RATED_OVER.int(), now().date()
    values = {"store": store_id, "first": first_day(today, days), "last": today}
    row = _rows(_WINDOW, values)[0]
    described, communication, speed = (average(total, row[5]) for total in row[6:])
    return StoreRating(Stars(row[:5]), row[5], described, communication, speed, days)


def order_reviews(viewer: Buyer, order: Detail) -> OrderReviews:
    """What the viewer has said of an own order, and whether more can be said."""
    card, moment = order.card, now()
    completed, days = order.received_at or order.ended_at, REVIEW_WITHIN.int()
    state = window(
        card.state, shipped_at=order.shipped_at, completed_at=completed, days=days, moment=moment
    )  # fmt: skip
    made = _list({"store_id": card.store_id, "order_id": card.order_id}, _ALL, None, len(order.lines), removed=True)
    rated = DetailRating.objects.filter(store_id=card.store_id, order_id=card.order_id).exists()
    until = completed + timedelta(days=days) if completed and state is Window.OPEN else None
    return OrderReviews(state, until, rated, {each.line_id: each for each in made}, FOLLOW_UP_WITHIN.int())


def to_review_count(viewer: Buyer) -> int:
    """How many orders wait for the viewer's review (BUY-01); equals the list."""
    return int(_rows(_TO_REVIEW_COUNT, _since(viewer))[0][0])


def to_review(viewer: Buyer, *, after: str = "", size: int = PAGE) -> list[Reviewable]:
    """Orders that wait for the viewer's review, the least time left first; `after`: the number of the last one."""
    values = {**_since(viewer), "after": int(after) if after.isdecimal() else None, "size": size}
    left = timedelta(days=REVIEW_WITHIN.int())
    return [
        Reviewable(number=row[0], store_name=row[1], title=row[2], picture=row[3], lines=row[4], until=row[5] + left)
        for row in _rows(_TO_REVIEW, values)
    ]


def _since(viewer: Buyer) -> dict[str, Any]:
    return {"buyer": viewer.buyer_id, "since": now() - timedelta(days=REVIEW_WITHIN.int())}


def _list(
    keys: Mapping[str, UUID], chosen: Filter, after: UUID | None, size: int, *, removed: bool = False
) -> list[ReviewView]:
    values: dict[str, Any] = {**keys, "size": size}
    values |= {name: value for name in ("language", "stars", "product_id") if (value := getattr(chosen, name))}
    conditions = [f"{name} = %({name})s" for name in values if name != "size"]
    if chosen.pictured:
        conditions.append("pictured")
    if chosen.unanswered:
        conditions.append("replied_at IS NULL")
    if not removed:
        conditions.append("removed_at IS NULL")
    if after is not None:
        conditions.append("id < %(after)s")
        values["after"] = after
    return [_view(row) for row in _rows(_LIST.format(conditions=" AND ".join(conditions)), values)]


def _view(row: Sequence[Any]) -> ReviewView:
    return ReviewView(
        store_id=row[0], id=row[1], product_id=row[2], product_number=row[3], order_number=row[4], line_id=row[5],
        nickname=row[6], country=row[7], title=row[8], axes=[(each[0], each[1]) for each in json.loads(row[9])],
        stars=row[10], text=row[11], language=row[12], at=row[13], follow_up=row[14], followed_at=row[15],
        reply=row[16], replied_at=row[17], helpful=row[18], why=row[19], removed=row[20], pictures=row[21],
    )  # fmt: skip


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
