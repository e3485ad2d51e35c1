"""How the Seller Center names states, tabs and reasons."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kontor.contexts.orders import bulk

STATES = bulk.STATES

TABS = {
    "to_ship": _("To ship"),
    "risk_check": _("Being checked"),
    "unpaid": _("Awaiting payment"),
    "shipped": _("On the way"),
    "delivered": pgettext_lazy("orders", "Delivered"),
    "in_dispute": _("In dispute"),
    "finished": pgettext_lazy("orders", "Finished"),
    "cancelled": pgettext_lazy("orders", "Cancelled"),
    "all": pgettext_lazy("orders", "All"),
}

NEXT = {
    "placed": _("The buyer pays, or the order closes by itself."),
    "paid": _("Kontor checks the payment. You need not do anything yet."),
    "to_ship": _("You ship the goods."),
    "partly_shipped": _("You ship the rest of the goods."),
    "shipped": _("The carrier delivers."),
    "delivered": _("The buyer confirms receipt, or the time does. Then you are paid."),
    "received": _("Kontor pays you."),
    "finished": _("Nothing is left to do: the money is in your balance."),
    "cancelled": _("Nothing is left to do."),
    "in_dispute": _("The dispute is settled first. The money stays where it is until then."),
    "frozen": _("Kontor looks at this order. Do not ship it now."),
}

STEPS = {
    "pay": _("Paid by the buyer"),
    "clear_risk": _("Payment checked"),
    "ship_part": _("A part shipped"),
    "ship": pgettext_lazy("order", "Shipped"),
    "deliver": pgettext_lazy("order", "Delivered"),
    "receive": _("Receipt confirmed"),
    "finish": _("Paid out to you"),
    "cancel_unpaid": _("Closed without payment"),
    "cancel_paid": pgettext_lazy("order", "Cancelled"),
    "dispute": _("Dispute opened"),
    "end_dispute": _("Dispute ended"),
    "refund_dispute": _("Dispute ended with a refund"),
    "resume_part": _("Dispute withdrawn"),
    "resume_way": _("Dispute withdrawn"),
    "resume_here": _("Dispute withdrawn"),
    "freeze": _("Frozen by Kontor"),
    "unfreeze": _("Released by Kontor"),
    "cancel_frozen": _("Cancelled by Kontor"),
}

DISPUTE_TABS = {
    "to_answer": _("To answer"),
    "negotiating": _("Being negotiated"),
    "deciding": _("Kontor decides"),
    "returns": _("Returns"),
    "over": pgettext_lazy("disputes", "Over"),
    "all": _("All"),
}
DISPUTE_ACTIONS = ("aftersales.accept", "aftersales.offer", "aftersales.take")

CANCEL_REASONS = {
    "out_of_stock": _("The goods are out of stock"),
    "buyer_asked": _("The buyer asked for it"),
    "address_problem": _("Nobody delivers to the address"),
    "price_error": _("The price was wrong"),
}

PRODUCT_STATES = {
    "draft": _("Draft"),
    "under_review": _("Under review"),
    "approved": _("On sale"),
    "rejected": _("Rejected"),
    "delisted": _("Off sale"),
}

CERTIFICATIONS = {
    "none": ("", _("Not certified")),
    "asked": ("warning", _("Being looked at")),
    "certified": ("success", _("Certified")),
    "refused": ("error", _("Certification refused")),
}

STOCKS = {
    "out": _("Nothing left"),
    "low": _("Few left"),
}

BULK_ROWS = {
    "waiting": _("Waiting"),
    "refused": _("Not possible"),
    "done": _("Done"),
}

SHEETS = {
    "products": _("Products"),
    "stock": _("Stock"),
    "parcels": _("Tracking numbers"),
    "orders": _("Orders"),
    "lines": _("Order lines"),
}

IMPORT_STATES = {
    "received": _("Being read"),
    "checking": _("Dry run"),
    "checked": _("Waits for you"),
    "applying": _("Being saved"),
    "done": _("Done"),
    "cancelled": pgettext_lazy("a sheet", "Cancelled"),
    "stopped": _("Stopped"),
}

EXPORT_STATES = {
    "waiting": _("Waits"),
    "writing": _("Being written"),
    "ready": _("Ready"),
    "cancelled": pgettext_lazy("a sheet", "Cancelled"),
    "stopped": _("Stopped"),
    "gone": _("Deleted"),
}

ROW_OUTCOMES = {
    "refused": pgettext_lazy("rows", "Rejected"),
    "new": pgettext_lazy("rows", "New"),
    "changed": pgettext_lazy("rows", "Changed"),
    "unchanged": pgettext_lazy("rows", "Unchanged"),
    "saved": pgettext_lazy("rows", "Saved"),
    "all": pgettext_lazy("rows", "All"),
}
