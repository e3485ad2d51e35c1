"""What can be done to many orders at once (SEL-03, TRD-07). The parcels' part is in logistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import pgettext_lazy

from kontor.contexts.orders.errors import CancelReasonMissing, OrderNotFound
from kontor.contexts.orders.lifecycle import STORE_ORDER, State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.rules import SELLER_REASONS
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor as By
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.platform import bulk
from kontor.platform.bulk import Actor, Outcome

STATES = {
    "placed": pgettext_lazy("order", "Awaiting payment"),
    "paid": pgettext_lazy("order", "Payment being checked"),
    "to_ship": pgettext_lazy("order", "To ship"),
    "partly_shipped": pgettext_lazy("order", "Partly shipped"),
    "shipped": pgettext_lazy("order", "On the way"),
    "delivered": pgettext_lazy("order", "Delivered"),
    "received": pgettext_lazy("order", "Received"),
    "finished": pgettext_lazy("order", "Paid out"),
    "cancelled": pgettext_lazy("order", "Cancelled"),
    "in_dispute": pgettext_lazy("order", "In dispute"),
    "frozen": pgettext_lazy("order", "Frozen"),
}


def seat(actor: Actor) -> Seat:
    """The seat of who does it, as it is now: a right that was taken away counts.

    Raises:
        OrderNotFound: there is none any more.
    """
    found = seat_of(actor.account_id, actor.scope)
    if found is None:
        raise OrderNotFound
    return found


def in_words(change: Mapping[str, Any], language: str) -> str:
    """A state in the words of the active language."""
    del language
    return str(STATES[change["state"]]) if change.get("state") in STATES else ""


def refused(move: str, state: str) -> Refusal | None:
    """Why a seller cannot make `move` with an order in `state`; None when the table allows it."""
    try:
        STORE_ORDER.check(move, state, By.SELLER)
    except Refusal as refusal:
        return refusal
    return None


def _check(actor: Actor, values: Mapping[str, str]) -> None:
    del actor
    if values.get("reason") not in SELLER_REASONS:
        raise CancelReasonMissing(field="reason")


def _look(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
    del values
    who = seat(actor)
    require(who, "orders.cancel")
    rows = StoreOrder.objects.filter(store_id=who.store_id, id__in=ids).only("id", "number", "state")
    return {
        row.id: Outcome(
            str(row.number), {"state": row.state}, {"state": State.CANCELLED}, refused("cancel_paid", row.state)
        )
        for row in rows
    }


def _cancel(actor: Actor, order_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    cancel(viewer=seat(actor), store_id=actor.scope, order_id=order_id, reason=values["reason"])
    return planned.after


# What the buyer has been told, and money that goes back, cannot be taken back: there is no undo.
bulk.declare(
    name="orders.cancel", title=_("Cancel orders"), look=_look, do=_cancel, show=in_words, check=_check,
)  # fmt: skip
