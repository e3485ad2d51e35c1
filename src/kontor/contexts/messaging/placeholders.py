"""What the placeholders of phrases and automatic replies stand for in a conversation."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.messaging.models import Conversation
from kontor.contexts.orders.models import Line


def values_of(conversation: Conversation) -> dict[str, str]:
    """Number of the order, tracking number of its latest parcel, title of the product; only what is there."""
    if conversation.about != "order" or conversation.subject_id is None:
        return {"product": conversation.subject_title} if conversation.subject_title else {}
    values = {"order": str(conversation.subject_number), "product": conversation.subject_title}
    parcels = Shipment.objects.filter(store_id=conversation.store_id, order_id=conversation.subject_id)
    number = parcels.order_by("-id").values_list("tracking_number", flat=True).first()
    return values | ({"tracking": number} if number else {})


def skus_of(conversation: Conversation) -> list[UUID]:
    """The SKUs that a conversation is about: of its product, or of its order's lines."""
    if conversation.subject_id is None:
        return []
    if conversation.about == "product":
        return list(Sku.objects.filter(product_id=conversation.subject_id).values_list("id", flat=True))
    if conversation.about == "order":
        lines = Line.objects.filter(store_id=conversation.store_id, order_id=conversation.subject_id)
        return list(lines.values_list("sku_id", flat=True))
    return []
