"""What is told to programs, when it is tried again, and how it is signed (SEL-30; Standard Webhooks). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontor.kernel.text import mark as _

TYPES: Mapping[str, str] = {
    "order.placed": _("An order was placed; it is not paid yet"),
    "order.paid": _("An order was paid"),
    "order.ready_to_ship": _("An order can be shipped"),
    "order.partly_shipped": _("A part of an order is on its way"),
    "order.shipped": _("An order is on its way"),
    "order.delivered": _("An order has arrived"),
    "order.received": _("The buyer has confirmed receipt"),
    "order.finished": _("An order is finished and paid out"),
    "order.cancelled": _("An order was cancelled"),
    "order.disputed": _("A buyer has opened a dispute"),
    "order.resumed": _("A buyer has withdrawn a dispute"),
    "order.frozen": _("The operator has stopped an order"),
    "order.unfrozen": _("A stopped order goes on"),
    "parcel.shipped": _("A parcel was handed to the carrier"),
    "parcel.moved": _("A parcel stands in another state"),
    "parcel.delivered": _("A parcel has arrived"),
    "product.changed": _("A product was changed"),
    "product.approved": _("A product may be sold"),
    "product.rejected": _("A product was rejected"),
    "product.delisted": _("A product is no longer sold"),
    "stock.changed": _("Stock was counted or delivered"),
    "dispute.opened": _("A dispute waits for your answer"),
    "dispute.answered": _("Your store has answered a dispute"),
    "dispute.proposed": _("Somebody proposes something else in a dispute"),
    "dispute.escalated": _("The operator is to rule on a dispute"),
    "dispute.ruled": _("The operator has ruled on a dispute"),
    "dispute.appealed": _("Somebody appeals against a ruling"),
    "dispute.return_due": _("Goods of a dispute are to come back"),
    "dispute.return_sent": _("Goods of a dispute are on their way back"),
    "dispute.ended": _("A dispute is over"),
    "message.received": _("A buyer has written to your store"),
    "message.sent": _("Your store has written to a buyer"),
    "conversation.unanswered": _("Nobody has answered a buyer in time"),
    "settlement.released": _("Money of an order was paid to the store"),
    "webhook.test": _("A test that you sent yourself"),
}
"""Names are permanent: programs depend on them."""

OF_MESSAGES = frozenset({"message.received", "message.sent", "conversation.unanswered"})
"""Of what a program is told only while it may read messages, for which it has to be certified (SEL-31)."""

WAITS = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
"""Seconds between the tries: the schedule that Standard Webhooks advises, about three days in all."""

SOON = 60
"""Seconds: a shorter wait is kept to the second, a longer one to the minute."""

_SPREAD = 10  # per cent by which waits differ, so that many do not come back at once
_SUCCESS, _GONE = 2, 410  # the hundreds of an answer that took it; the one that says never again


def wait_after(tries: int, *, asked: int | None, draw: float) -> int | None:
    """Seconds to the next try, or None to give up.

    Args:
        tries: how many have failed by now.
        asked: seconds that the receiver asks for (Retry-After); never shortened.
        draw: a number from 0 to 1 that spreads the waits.
    """
    if tries > len(WAITS):
        return None
    wait = WAITS[tries - 1]
    return max(wait + int(wait * _SPREAD * draw / 100), asked or 0)


def took_it(status: int) -> bool:
    """Whether the receiver has the message: any answer of the two hundreds."""
    return status // 100 == _SUCCESS


def wants_no_more(status: int) -> bool:
    """Whether the address says that it is gone for good."""
    return status == _GONE


def wants(types: Sequence[str], name: str) -> bool:
    """Whether an endpoint with these `types` wants to hear of `name`."""
    return not types or name in types or name == "webhook.test"


def unknown_types(types: Sequence[str]) -> list[str]:
    """Those of `types` that do not exist."""
    return sorted(set(types) - set(TYPES))
