"""How a buyer's pages name states, steps and reasons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kontor.sites.storefront.account.order_words import STATES

__all__ = ["CANCEL_REASONS", "END_REASONS", "PLACED", "STATES", "STEPS", "TABS", "TITLES"]

PLACED = pgettext_lazy("order", "Placed")

TABS = {
    "all": pgettext_lazy("orders", "All"),
    "to_pay": _("To pay"),
    "to_ship": _("To ship"),
    "to_receive": _("To receive"),
    "finished": pgettext_lazy("orders", "Finished"),
    "in_dispute": pgettext_lazy("order", "In dispute"),
    "cancelled": pgettext_lazy("orders", "Cancelled"),
}

TITLES = {
    "placed": _("Pay to start this order"),
    "paid": _("Your payment is being checked"),
    "to_ship": _("The seller is packing your goods"),
    "partly_shipped": _("A part is on its way"),
    "shipped": _("Your goods are on their way"),
    "delivered": _("Your goods have arrived"),
    "received": _("You have confirmed receipt"),
    "finished": _("This order is finished"),
    "cancelled": _("This order was cancelled"),
    "in_dispute": _("This order is in dispute"),
    "frozen": _("Kontor is looking at this order"),
}

STEPS = {
    "pay": pgettext_lazy("order", "Paid"),
    "clear_risk": _("Payment checked"),
    "ship_part": _("A part sent"),
    "ship": pgettext_lazy("order", "Sent"),
    "deliver": pgettext_lazy("order", "Arrived"),
    "receive": _("Receipt confirmed"),
    "finish": _("Seller paid"),
    "cancel_unpaid": _("Closed without payment"),
    "cancel_paid": pgettext_lazy("order", "Cancelled"),
    "dispute": _("Dispute opened"),
    "end_dispute": _("Dispute ended"),
    "refund_dispute": _("Dispute ended, money back"),
    "resume_part": _("Dispute withdrawn"),
    "resume_way": _("Dispute withdrawn"),
    "resume_here": _("Dispute withdrawn"),
    "freeze": _("Held by Kontor"),
    "unfreeze": _("Released by Kontor"),
    "cancel_frozen": _("Cancelled by Kontor"),
}

CANCEL_REASONS = {
    "changed_mind": _("I no longer want it"),
    "wrong_choice": _("I chose the wrong goods or options"),
    "wrong_address": _("The address is wrong"),
    "too_slow": _("It takes too long"),
}

END_REASONS = {
    **CANCEL_REASONS,
    "out_of_stock": _("The seller has no more of these goods"),
    "buyer_asked": _("You asked the seller for it"),
    "address_problem": _("Nobody delivers to the address"),
    "price_error": _("The seller had set a wrong price"),
    "dispute_refunded": _("Your dispute was settled with a full refund"),
}
