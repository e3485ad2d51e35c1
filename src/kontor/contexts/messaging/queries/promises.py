"""Promises of stores: before a message is sent, beside an order, and as a report (MSG-16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext

from kontor.contexts.inventory.queries import available
from kontor.contexts.messaging import judging
from kontor.contexts.messaging.calendars import calendar_of
from kontor.contexts.messaging.errors import ConversationNotFound
from kontor.contexts.messaging.models import Conversation, Promise
from kontor.contexts.messaging.placeholders import skus_of
from kontor.contexts.messaging.policy import LIABILITY
from kontor.contexts.messaging.queries.shapes import PromiseView
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Buyer, Operator, Seat

SENTENCES: Mapping[str, str] = {
    "ships": _("Ships within a time"),
    "arrives": _("Arrives within a time"),
    "refund": _("Gives money back"),
    "replies": _("Answers within a time"),
    "gift": _("Adds something for free"),
    "warranty": _("Gives a warranty"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A promise in a text that is not sent yet, beside what is known of its order.

    Attributes:
        start, end: of the passage; kind and sentence: what is promised; due_at: until when, if a time is named.
        ship_by, expected_to: of the order, None when it is about none.
        stock: units that could be sold now of what it is about; None when it is about no goods.
    """

    start: int
    end: int
    quote: str
    kind: str
    sentence: str
    due_at: datetime | None
    ship_by: datetime | None
    expected_to: object | None
    stock: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseReport:
    """Promises of a store over some days, by how they ended."""

    open: int
    kept: int
    broken: int


def preview(viewer: Seat, conversation_id: UUID, text: str) -> list[Preview]:
    """The promises in a text before it is sent, beside what stock and logistics say.

    Raises:
        RightMissing: without `messages.answer`.
        ConversationNotFound
    """
    require(viewer, "messages.answer")
    row = Conversation.objects.filter(id=conversation_id, store_id=viewer.store_id).first()
    if row is None:
        raise ConversationNotFound
    zone = calendar_of(row.store_id).zone
    found = judging.promises_in(text, at=now(), zone=zone, language=judging.language_of(text, row.language))
    if not found:
        return []
    facts = _facts(row)
    return [
        Preview(
            start=one.start, end=one.end, quote=one.text, kind=one.kind, sentence=sentence(one.kind), due_at=one.due,
            **facts,
        )
        for one in found
    ]  # fmt: skip


def of_order(viewer: Buyer | Seat | Operator, *, store_id: UUID, order_id: UUID) -> list[PromiseView]:
    """What a store promised about an order, the oldest first; to others than its sides and the operator nothing."""
    order = StoreOrder.objects.filter(store_id=store_id, id=order_id).values_list("buyer_id", flat=True).first()
    if isinstance(viewer, Buyer) and viewer.buyer_id != order:
        return []
    if isinstance(viewer, Seat) and viewer.store_id != store_id:
        return []
    return views_of(store_id=store_id, order_id=order_id)


def liability(total: Money) -> Money:
    """What a store is liable for at most when a promise about an order of this amount is broken (MSG-16). Public."""
    return Money(total.minor * LIABILITY.int() // 100, total.currency)


def report(viewer: Seat, *, days: int = 30) -> PromiseReport:
    """Promises of the last days by how they ended.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    rows = Promise.objects.filter(store_id=viewer.store_id, at__gt=now() - timedelta(days=days))
    many = dict(rows.values_list("state").annotate(n=Count("id")))
    return PromiseReport(open=many.get("open", 0), kept=many.get("kept", 0), broken=many.get("broken", 0))


def sentence(kind: str) -> str:
    """What kind of promise it is, in the reader's language."""
    return gettext(SENTENCES[kind]) if kind in SENTENCES else kind


def views_of(**where: Any) -> list[PromiseView]:
    """Promises by columns, the oldest first. For the reads of this context."""
    return [
        PromiseView(
            id=row.id, conversation_id=row.conversation_id, message_id=row.message_id, kind=row.kind,
            sentence=sentence(row.kind), quote=row.quote, at=row.at, due_at=row.due_at, state=row.state,
            settled_at=row.settled_at,
        )
        for row in Promise.objects.filter(**where).order_by("at", "id")
    ]  # fmt: skip


def _facts(row: Conversation) -> dict[str, Any]:
    facts: dict[str, Any] = {"ship_by": None, "expected_to": None, "stock": None}
    if row.about == "order" and row.subject_id is not None:
        order = StoreOrder.objects.filter(store_id=row.store_id, id=row.subject_id).first()
        if order is not None:
            facts |= {"ship_by": order.ship_by, "expected_to": order.expected_to}
    if skus := skus_of(row):
        facts["stock"] = sum(available(skus).values())
    return facts
