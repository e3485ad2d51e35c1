"""What stands beside a conversation: the order or the product that it is about, as far as the person may see it."""

from __future__ import annotations

from typing import Any

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.queries.neighbours import subject_of
from kontor.contexts.messaging.queries.shapes import Row
from kontor.contexts.orders import queries as orders
from kontor.kernel.viewer import Seat
from kontor.sites.seller_center import words


def about(seat: Seat, row: Row) -> dict[str, Any]:
    """For `seller/messages/_beside.html`."""
    if row.about == "order" and row.subject_number is not None and seat.may("orders.view"):
        order = orders.store_order(seat, row.subject_number)
        others = inbox.of_order(seat, store_id=row.store_id, order_id=order.card.order_id)
        return {
            "order": order,
            "order_state": words.STATES.get(order.card.state, order.card.state),
            "parcels": logistics.parcels_for(seat, store_id=row.store_id, order_id=order.card.order_id),
            "others": [other for other in others if other.id != row.id],
        }
    if row.about == "product" and seat.may("products.view"):
        subject = subject_of(seat, row.id)
        found = catalogue.seller_rows(seat, [subject] if subject else [])
        return {"product": next(iter(found.values()), None)}
    return {}
