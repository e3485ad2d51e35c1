"""A message about an order, from its page: the buyer's "Send message", or the store's (MSG-01)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.about import about_order
from kontor.contexts.messaging.drafts import Draft, Sent
from kontor.contexts.messaging.errors import StoreTakesNoMessages
from kontor.contexts.messaging.opening import opening_of
from kontor.contexts.messaging.sending import checked, send
from kontor.contexts.messaging.words import Author, Stream
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Seat


def send_order_message(
    *, viewer: Buyer | Seat, order_number: int, text: str, client_id: str, program_id: UUID | None = None,
    device: str = "",
) -> Sent:  # fmt: skip
    """Write into the order's message stream; it begins with the first message.

    Args:
        program_id: the application through which the seat writes (MSG-17).

    Raises:
        OrderNotFound, RightMissing: nothing has changed.
        Besides, what `ask_seller` (buyer) and `reply` (store) raise.
    """
    of_buyer = isinstance(viewer, Buyer)
    author_id = viewer.buyer_id if isinstance(viewer, Buyer) else viewer.account_id
    if isinstance(viewer, Seat):
        require(viewer, "messages.answer")
    order = _order(viewer, order_number)
    cleaned = checked(text=text, client_id=client_id, account_id=author_id)
    opening = opening_of(order.store_id)
    if of_buyer and not opening.open:
        raise StoreTakesNoMessages(store=opening.name)
    language = Account.objects.filter(id=order.buyer_id).values_list("language", flat=True).first() or "en"
    store_author = Author.SEAT if program_id is None else Author.PROGRAM
    draft = Draft(
        author=Author.BUYER if of_buyer else store_author, author_id=author_id, text=cleaned, client_id=client_id,
        program_id=program_id,
    )  # fmt: skip
    target = about_order(
        order, Stream.ORDER_MESSAGE, language, entry="order_page", begun_by="buyer" if of_buyer else "store",
        device=device,
    )  # fmt: skip
    return send(draft, target)


def _order(viewer: Buyer | Seat, number: int) -> StoreOrder:
    if isinstance(viewer, Seat):
        found = StoreOrder.objects.filter(store_id=viewer.store_id, number=number).first()
    else:
        purchases = BuyerOrder.objects.filter(buyer_id=viewer.buyer_id).values_list("store_ids", flat=True)
        stores = {store for stores in purchases for store in stores}
        found = StoreOrder.objects.filter(store_id__in=stores, number=number, buyer_id=viewer.buyer_id).first()
    if found is None:
        raise OrderNotFound
    return found
