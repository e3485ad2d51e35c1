"""The console's words for states, moves, units and accounts, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from kontor.kernel.text import mark as _

Words: TypeAlias = Mapping[str, str | Promise]
"""Words by key: marked ones, or ones with a context where the same English word means several things."""

STATES: Words = {
    "placed": pgettext_lazy("order", "Unpaid"),
    "paid": _("Risk check"),
    "to_ship": _("To ship"),
    "partly_shipped": pgettext_lazy("order", "Partly shipped"),
    "shipped": pgettext_lazy("order", "Shipped"),
    "delivered": pgettext_lazy("order", "Delivered"),
    "received": pgettext_lazy("order", "Received"),
    "finished": pgettext_lazy("order", "Finished"),
    "cancelled": pgettext_lazy("order", "Cancelled"),
    "in_dispute": pgettext_lazy("order", "In dispute"),
    "frozen": pgettext_lazy("order", "Frozen"),
}
MOVES: Words = {
    "place": pgettext_lazy("order", "Placed"),
    "pay": pgettext_lazy("order", "Paid"),
    "clear_risk": _("Risk check passed"),
    "ship_part": _("Shipped in part"),
    "ship": pgettext_lazy("order", "Shipped"),
    "deliver": pgettext_lazy("order", "Delivered"),
    "receive": _("Receipt confirmed"),
    "finish": _("Seller paid, finished"),
    "cancel_unpaid": _("Closed unpaid"),
    "cancel_paid": _("Cancelled, money goes back"),
    "dispute": _("Dispute opened"),
    "end_dispute": _("Dispute ended"),
    "refund_dispute": _("Dispute ended with a refund"),
    "freeze": pgettext_lazy("order", "Frozen"),
    "unfreeze": _("Let go on"),
    "cancel_frozen": _("Cancelled while frozen"),
}
CERTIFICATIONS: Words = {
    "none": _("Not certified"),
    "asked": _("Being looked at"),
    "certified": _("Certified"),
    "refused": _("Certification refused"),
}
ACTORS: Words = {
    "buyer": _("Buyer"),
    "seller": _("Seller"),
    "operator": _("Operator"),
    "system": _("Kontor"),
}
AUDIT: Words = {
    "insert": _("Made"),
    "update": _("Changed"),
    "delete": _("Removed"),
    "note": _("Done"),
    "read": _("Seen"),
    "system": _("Kontor"),
    "job": _("Kontor"),
    "command": _("A command"),
    "database": _("At the database"),
    "visitor": _("A visitor"),
    "buyer": _("Buyer"),
    "seller": _("Seller"),
    "operator": _("Operator"),
    "program": _("A program"),
}
UNITS: Words = {
    "characters": _("characters"),
    "count": _("pieces"),
    "seconds": _("seconds"),
    "minutes": _("minutes"),
    "hours": _("hours"),
    "days": _("days"),
    "percent": _("per cent"),
    "basis points": _("hundredths of a per cent"),
    "factor": _("factor"),
    "minor units": _("cents"),
    "on/off": _("on or off"),
    "text": _("text"),
}
JOBS: Words = {
    "todo": _("Waiting"),
    "doing": _("Running"),
    "succeeded": _("Done"),
    "failed": pgettext_lazy("a job", "Failed"),
    "cancelled": pgettext_lazy("a job", "Cancelled"),
    "aborting": _("Stopping"),
    "aborted": _("Stopped"),
}
ACCOUNTS: Words = {
    "gateway": _("Payment provider"),
    "escrow": _("Escrow"),
    "payable": _("Owed to the store"),
    "commission": _("Commission"),
    "payout": _("Payouts on their way"),
    "fee": _("Fees"),
    "tax": _("Tax"),
    "exchange": _("Exchange position"),
    "suspense": _("To be returned"),
}
ENTRIES: Words = {
    "payment": _("Payment into escrow"),
    "release": _("Escrow pays the store"),
    "return": _("Escrow returns the money"),
    "refund": _("Refund sent"),
}
PAYMENTS: Words = {
    "created": _("Begun"),
    "pending": _("At the provider"),
    "succeeded": pgettext_lazy("a payment", "Paid"),
    "failed": pgettext_lazy("a payment", "Failed"),
    "cancelled": pgettext_lazy("a payment", "Closed"),
    "held": pgettext_lazy("a payment", "Held"),
    "released": _("Paid to the store"),
    "refunded": pgettext_lazy("a payment", "Given back"),
    "requested": _("Owed"),
    "done": pgettext_lazy("a refund", "Arrived"),
}
DECISIONS: Words = {
    "allow": pgettext_lazy("on a registration", "Allowed"),
    "challenge": pgettext_lazy("on a registration", "Challenged"),
    "hold": pgettext_lazy("on a registration", "Held"),
    "refuse": pgettext_lazy("on a registration", "Refused"),
}
MECHANISMS: Words = {
    "device": _("Device"),
    "address": _("Internet address"),
    "behaviour": _("Behaviour"),
    "contact": _("Contact"),
}
PEOPLE: Words = {
    "pending": pgettext_lazy("an account", "Not verified yet"),
    "active": pgettext_lazy("an account", "Active"),
    "held": pgettext_lazy("an account", "Held"),
    "suspended": pgettext_lazy("an account", "Banned"),
    "erased": pgettext_lazy("an account", "Erased"),
}
STORES: Words = {
    "opening": _("Being set up"),
    "open": pgettext_lazy("a store", "Open"),
    "holiday": _("On holiday"),
    "hidden": pgettext_lazy("a store", "Hidden"),
    "closed": pgettext_lazy("a store", "Closed"),
}
VIOLATIONS: Words = {
    "in_force": _("In force"),
    "expired": pgettext_lazy("points", "Expired"),
    "lifted": _("Taken back"),
}
BUSINESSES: Words = {
    "draft": _("Being filled in"),
    "review": _("With a reviewer"),
    "sent_back": pgettext_lazy("a business", "Sent back"),
    "verified": pgettext_lazy("a business", "Verified"),
    "refused": pgettext_lazy("a business", "Refused"),
    "hand_in": pgettext_lazy("a business", "Handed in"),
    "approve": pgettext_lazy("a business", "Verified"),
    "send_back": pgettext_lazy("a business", "Sent back"),
    "refuse": pgettext_lazy("a business", "Refused"),
    "change": _("Change begun"),
    "decline": _("Change refused"),
}
STAGES: Words = {
    "open": pgettext_lazy("a stage", "To do"),
    "ready": _("Ready"),
    "review": _("With a reviewer"),
    "sent_back": _("Sent back"),
    "accepted": _("Accepted"),
}
REQUIREMENT_KINDS: Words = {
    "text": _("Text"),
    "number": _("Number"),
    "document": _("Picture of a paper"),
}
PRODUCTS: Words = {
    "draft": _("Draft"),
    "in_review": _("Under review"),
    "under_review": _("Under review"),
    "approved": _("For sale"),
    "rejected": _("Rejected"),
    "delisted": _("Delisted"),
}
STEPS: Words = {
    "opened": _("Came into the queue"),
    "claimed": pgettext_lazy("a case", "Taken"),
    "released": pgettext_lazy("a case", "Given back"),
    "decided": pgettext_lazy("a case", "Decided"),
    "withdrawn": pgettext_lazy("a case", "Withdrawn"),
}
FACTS: Words = {
    "accounts": _("Accounts"),
    "points": _("Points"),
    "score": _("Score"),
    "limit": _("Limit"),
    "whole_store": _("The whole store"),
    "product": _("Product"),
    "new": pgettext_lazy("a product", "New"),
    "changed": _("Changed fields"),
    "country": _("Country"),
    "form": _("Form"),
    "again": _("Handed in before"),
    "dispute": _("Dispute"),
    "currency": _("Currency"),
    "day": _("Day"),
    "source": _("Source"),
    "rate": _("Rate"),
    "rate_before": _("Rate before"),
    "day_before": _("Day before"),
    "percent": _("Per cent"),
}

REQUESTS: Words = {
    "export": _("Copy of the data"),
    "erasure": _("Deletion of the account"),
    "withdrawal": _("Consent taken back"),
    "correction": _("Correction"),
    "waiting": _("Waiting"),
    "done": _("Done"),
    "cancelled": _("Called off by the person"),
    "gdpr": "GDPR",
    "pipl": "PIPL",
    "buyer": _("Buyer"),
    "seller": _("Seller"),
    "operator": _("Operator"),
    "seat": _("Seller"),
    "orders.unfinished": _("orders under way"),
    "orders.in_dispute": _("open disputes"),
    "aftersales.disputes": _("open disputes"),
    "payments.in_escrow": _("money held in escrow"),
    "payments.refund_owed": _("refunds on their way"),
    "sellers.store_open": _("a store that is not closed"),
}


def said(words: Words, key: str) -> str:
    """The word for `key`, translated; the key itself where there is none."""
    found = words.get(key)
    if isinstance(found, Promise):
        return str(found)
    return gettext(found) if found else key
