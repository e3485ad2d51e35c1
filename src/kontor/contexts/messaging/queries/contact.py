"""Whether and where a buyer writes to a store before an order (MSG-01, MSG-03)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.models import Conversation, Desk
from kontor.contexts.messaging.words import Stream
from kontor.kernel.viewer import Buyer
from kontor.platform.reference import Reference


def _read_switched_off() -> frozenset[UUID]:
    return frozenset(Desk.objects.filter(contact_seller=False).values_list("store_id", flat=True))


_switched_off: Reference[frozenset[UUID]] = Reference(_read_switched_off)


def contact_shown(store_id: UUID) -> bool:
    """Whether pages of goods show "Contact Seller" for a store: it has not switched it off (MSG-03). Public.

    At most a minute old, and one statement for all stores together, so that a product's page pays nothing for it. What
    is exact is asked again when somebody writes (`ask_seller`).
    """
    return store_id not in _switched_off()


def inquiry_about(viewer: Buyer, *, store_id: UUID, product_id: UUID | None) -> UUID | None:
    """The buyer's inquiry about a product, or about the store, in which something was written; None without one."""
    rows = Conversation.objects.filter(
        buyer_id=viewer.buyer_id, store_id=store_id, stream=Stream.INQUIRY, subject_id=product_id, message_count__gt=0
    )
    return rows.values_list("id", flat=True).first()
