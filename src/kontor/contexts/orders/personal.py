"""What orders hold of buyers (ACC-42). An order of an erased buyer stays, under an id that leads to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count

from kontor.contexts.orders.lifecycle import STORE_ORDER, State
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState, Line, Step, StoreOrder
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.contexts.orders.rules import invoiced_part
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Obstacle, Person, Then, Whose, free, holds, obstacle

_SHOWN = ("number", "state", "currency", "total_minor", "country", "language", "placed_at", "paid_at")


def _invoiced(person: Person) -> models.QuerySet[Any, Any]:
    return BuyerOrder.objects.filter(buyer_id=person.account_id, state=BuyerOrderState.PAID)


def _never_paid(person: Person) -> models.QuerySet[Any, Any]:
    return BuyerOrder.objects.filter(buyer_id=person.account_id).exclude(state=BuyerOrderState.PAID)


def _stores(person: Person) -> list[UUID]:
    """The placement keys of the buyer's store orders."""
    lists = BuyerOrder.objects.filter(buyer_id=person.account_id).values_list("store_ids", flat=True)
    return sorted({store for stores in lists for store in stores})


def _parts(person: Person) -> models.QuerySet[Any, Any]:
    return StoreOrder.objects.filter(store_id__in=_stores(person), buyer_id=person.account_id)


def _lines(person: Person) -> models.QuerySet[Any, Any]:
    return Line.objects.filter(store_id__in=_stores(person), order_id__in=_parts(person).values("id"))


def _steps(person: Person) -> models.QuerySet[Any, Any]:
    orders = _parts(person).values("id")
    return Step.objects.filter(store_id__in=_stores(person), order_id__in=orders, actor_id=person.account_id)


holds(
    BuyerOrder,
    Column(
        "address", Kind.ADDRESS, _("Recipient"), left=invoiced_part, until=INVOICES_KEPT,
        because="an invoice names whom it was for; phone and the rest of the label go",
    ),
    title=_("Purchases"), whose=Whose.BUYER, rows=_invoiced, then=Then.KEEP, until=INVOICES_KEPT, also=_SHOWN,
)  # fmt: skip
holds(
    BuyerOrder,
    Column("address", Kind.ADDRESS, _("Recipient")),
    title=_("Purchases"), whose=Whose.BUYER, rows=_never_paid, then=Then.BLANK, also=_SHOWN,
)  # fmt: skip
holds(
    StoreOrder,
    Column("note", Kind.CONTENT, _("Note to the seller")),
    title=_("Orders by store"), whose=Whose.BUYER, rows=_parts, then=Then.BLANK,
    also=("number", "buyer_order_number", "state", "currency", "goods_minor", "shipping_minor", "tax_minor",
          "total_minor", "carrier", "placed_at", "shipped_at", "delivered_at", "received_at", "ended_at"),
)  # fmt: skip
holds(
    Line,
    Column("title", Kind.DEED, _("Product"), because="what was sold stands on its invoice", until=INVOICES_KEPT),
    title=_("What was bought"), whose=Whose.BUYER, rows=_lines, then=Then.KEEP,
    also=("product_number", "sku_code", "axes", "quantity", "unit_minor", "tax_minor"),
)  # fmt: skip
holds(
    Step,
    Column("reason", Kind.CONTENT, _("Reason")),
    title=_("What you did with an order"), whose=Whose.BUYER, rows=_steps, then=Then.BLANK, also=("move", "at"),
)  # fmt: skip

free(BuyerOrder, "codes, and a digest of the form", "currency", "country", "language", "checkout_key")
free(StoreOrder, "codes, the goods' title and picture, and a reason chosen from a list", "currency", "store_currency",
     "rate_source", "carrier", "service", "ship_to_country", "first_title", "first_picture", "end_reason")  # fmt: skip
free(Line, "goods", "sku_code", "axes", "picture", "hs_code")
free(Step, "names of moves and states", "move", "source", "target", "actor")


@obstacle
def unfinished(person: Person) -> Iterator[Obstacle]:
    """Orders that are under way, and disputes, each under its own name."""
    counted = _parts(person).exclude(state__in=STORE_ORDER.final).values_list("state").annotate(many=Count("id"))
    by_state = {state: many for state, many in counted if many}
    disputes = by_state.pop(State.IN_DISPUTE, 0)
    if disputes:
        yield Obstacle("orders.in_dispute", _("Open disputes: %(count)s"), disputes, "/account/orders/?tab=in_dispute")
    if by_state:
        many = sum(by_state.values())
        yield Obstacle("orders.unfinished", _("Orders that are not finished: %(count)s"), many, "/account/orders/")
