"""What a store order's states are called for its buyer."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

STATES = {
    "placed": pgettext_lazy("order", "Waiting for payment"),
    "paid": pgettext_lazy("order", "Paid"),
    "to_ship": pgettext_lazy("order", "Being packed"),
    "partly_shipped": pgettext_lazy("order", "Partly shipped"),
    "shipped": pgettext_lazy("order", "On its way"),
    "delivered": pgettext_lazy("order", "Delivered"),
    "received": pgettext_lazy("order", "Received"),
    "finished": pgettext_lazy("order", "Finished"),
    "cancelled": pgettext_lazy("order", "Cancelled"),
    "in_dispute": pgettext_lazy("order", "In dispute"),
    "frozen": pgettext_lazy("order", "Being checked"),
}
