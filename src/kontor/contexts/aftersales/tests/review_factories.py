"""Completed orders and reviews for tests."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django.db import transaction
from PIL import Image

from kontor.contexts.accounts.models import Account
from kontor.contexts.aftersales.events.disputes import DisputeEnded, DisputeFact, DisputeOpened
from kontor.contexts.aftersales.models.dispute import Dispute, DisputeStep
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.review_drafts import Details, LineReview
from kontor.contexts.aftersales.services.review_order import review_order
from kontor.contexts.logistics.tests import factories as logistics
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform.events import record

GOOD = Details(described=5, communication=4, speed=3)


def completed(
    shop: Store, *quantities: int, by: Account | None = None, product_id: UUID | None = None, us_cents: int = 2000
) -> StoreOrder:
    """An order that its buyer has received, worth so much."""
    order = logistics.order(shop, *quantities, state="received", by=by)
    mine = StoreOrder.objects.filter(store_id=shop.id, id=order.id)
    mine.update(received_at=now(), shipped_at=now())
    BuyerOrder.objects.filter(buyer_id=order.buyer_id, id=order.buyer_order_id).update(worth_us_cents=us_cents)
    if product_id is not None:
        Line.objects.filter(store_id=shop.id, order_id=order.id).update(product_id=product_id)
    return mine.get()


def lines_of(order: StoreOrder) -> list[UUID]:
    """Its lines, in order."""
    lines = Line.objects.filter(store_id=order.store_id, order_id=order.id).order_by("id")
    return list(lines.values_list("id", flat=True))


def reviewed(order: StoreOrder, stars: int = 5, **fields: Any) -> Review:
    """The first line of `order`, reviewed by its buyer."""
    details = fields.pop("details", GOOD)
    line = LineReview(line_id=lines_of(order)[0], stars=stars, **fields)
    [made] = review_order(viewer=Buyer(order.buyer_id), number=order.number, lines=[line], details=details)
    return Review.objects.get(store_id=order.store_id, id=made)


def disputed(order: StoreOrder, **fields: Any) -> Dispute:
    """A dispute about `order`, told to whoever listens when facts are drained."""
    made = Dispute.objects.create(
        store_id=order.store_id, order_id=order.id, order_number=order.number, buyer_id=order.buyer_id,
        kind="not_received", reason="late", currency=order.currency, paid_minor=order.total_minor,
        goods_minor=order.goods_minor, ship_to_country="BG", language="bg", **fields,
    )  # fmt: skip
    with transaction.atomic():
        record(_fact(DisputeOpened, made))
    return made


def withdrawn(dispute: Dispute) -> None:
    """Its buyer takes it back."""
    Dispute.objects.filter(id=dispute.id).update(state="withdrawn", ended_at=now())
    with transaction.atomic():
        record(_fact(DisputeEnded, dispute))


def _fact(kind: type[DisputeFact], made: Dispute) -> DisputeFact:
    step = DisputeStep.objects.create(dispute=made, move="open", source="", target=made.state, actor="buyer")
    return kind(
        key=made.store_id, store_id=made.store_id, dispute_id=made.id, order_id=made.order_id, buyer_id=made.buyer_id,
        number=made.number, by="buyer", step_id=step.id,
    )  # fmt: skip


def picture(edge: int = 400) -> bytes:
    """A JPEG with a place in its metadata."""
    made, out = Image.new("RGB", (edge, edge), "teal"), io.BytesIO()
    exif = made.getexif()
    exif[0x010E] = "Calle Secreta 77"
    made.save(out, "JPEG", exif=exif)
    return out.getvalue()
