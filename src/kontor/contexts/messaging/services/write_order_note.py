"""What a buyer wrote to a store at checkout becomes the first message of the order's note stream (MSG-01, TRD-05)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.about import about_order
from kontor.contexts.messaging.drafts import Draft, Sent
from kontor.contexts.messaging.errors import MessageBlocked, TextMissing
from kontor.contexts.messaging.policy import NOTES_WAIT
from kontor.contexts.messaging.sending import send, text_of
from kontor.contexts.messaging.words import Author, Stream
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel.viewer import System


def write_order_note(*, viewer: System, store_id: UUID, order_id: UUID) -> Sent | None:
    """Write the note of an order into its stream. Safe to repeat.

    Returns:
        The message; None when the order has no note, or the policy stopped it.
    """
    del viewer
    order = StoreOrder.objects.filter(store_id=store_id, id=order_id).first()
    if order is None:
        return None
    try:
        text = text_of(order.note)
    except TextMissing:
        return None
    language = Account.objects.filter(id=order.buyer_id).values_list("language", flat=True).first() or "en"
    draft = Draft(
        author=Author.BUYER, author_id=order.buyer_id, text=text, client_id=f"note:{order.id}",
        quiet=not NOTES_WAIT.on(),
    )  # fmt: skip
    try:
        return send(draft, about_order(order, Stream.ORDER_NOTE, language, entry="checkout"))
    except MessageBlocked:
        return None
