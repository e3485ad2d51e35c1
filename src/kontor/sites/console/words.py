"""The console's words for states, moves, units and accounts, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from kontor.kernel.text import mark as _

STATES: Mapping[str, str] = {
    "placed": _("Unpaid"),
    "paid": _("Risk check"),
    "to_ship": _("To ship"),
    "partly_shipped": _("Partly shipped"),
    "shipped": _("Shipped"),
    "delivered": _("Delivered"),
    "received": _("Received"),
    "finished": _("Finished"),
    "cancelled": _("Cancelled"),
    "in_dispute": _("In dispute"),
    "frozen": _("Frozen"),
}
MOVES: Mapping[str, str] = {
    "place": _("Placed"),
    "pay": _("Paid"),
    "clear_risk": _("Risk check passed"),
    "ship_part": _("Shipped in part"),
    "ship": _("Shipped"),
    "deliver": _("Delivered"),
    "receive": _("Receipt confirmed"),
    "finish": _("Seller paid, finished"),
    "cancel_unpaid": _("Closed unpaid"),
    "cancel_paid": _("Cancelled, money goes back"),
    "dispute": _("Dispute opened"),
    "end_dispute": _("Dispute ended"),
    "refund_dispute": _("Dispute ended with a refund"),
    "freeze": _("Frozen"),
    "unfreeze": _("Let go on"),
    "cancel_frozen": _("Cancelled while frozen"),
}
CERTIFICATIONS: Mapping[str, str] = {
    "none": _("Not certified"),
    "asked": _("Being looked at"),
    "certified": _("Certified"),
    "refused": _("Certification refused"),
}
ACTORS: Mapping[str, str] = {
    "buyer": _("Buyer"),
    "seller": _("Seller"),
    "operator": _("Operator"),
    "system": _("Kontor"),
}
AUDIT: Mapping[str, str] = {
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
UNITS: Mapping[str, str] = {
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
JOBS: Mapping[str, str] = {
    "todo": _("Waiting"),
    "doing": _("Running"),
    "succeeded": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Cancelled"),
    "aborting": _("Stopping"),
    "aborted": _("Stopped"),
}
ACCOUNTS: Mapping[str, str] = {
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
ENTRIES: Mapping[str, str] = {
    "payment": _("Payment into escrow"),
    "release": _("Escrow pays the store"),
    "return": _("Escrow returns the money"),
    "refund": _("Refund sent"),
}
PAYMENTS: Mapping[str, str] = {
    "created": _("Begun"),
    "pending": _("At the provider"),
    "succeeded": _("Paid"),
    "failed": _("Failed"),
    "cancelled": _("Closed"),
    "held": _("Held"),
    "released": _("Paid to the store"),
    "refunded": _("Given back"),
    "requested": _("Owed"),
    "done": _("Arrived"),
}
DECISIONS: Mapping[str, str] = {
    "allow": _("Allowed"),
    "challenge": _("Challenged"),
    "hold": _("Held"),
    "refuse": _("Refused"),
}
MECHANISMS: Mapping[str, str] = {
    "device": _("Device"),
    "address": _("Internet address"),
    "behaviour": _("Behaviour"),
    "contact": _("Contact"),
}
PEOPLE: Mapping[str, str] = {
    "pending": _("Not verified yet"),
    "active": _("Active"),
    "held": _("Held"),
    "suspended": _("Banned"),
    "erased": _("Erased"),
}
STORES: Mapping[str, str] = {
    "opening": _("Being set up"),
    "open": _("Open"),
    "holiday": _("On holiday"),
    "hidden": _("Hidden"),
    "closed": _("Closed"),
}
VIOLATIONS: Mapping[str, str] = {
    "in_force": _("In force"),
    "expired": _("Expired"),
    "lifted": _("Taken back"),
}
BUSINESSES: Mapping[str, str] = {
    "draft": _("Being filled in"),
    "review": _("With a reviewer"),
    "sent_back": _("Sent back"),
    "verified": _("Verified"),
    "refused": _("Refused"),
    "hand_in": _("Handed in"),
    "approve": _("Verified"),
    "send_back": _("Sent back"),
    "refuse": _("Refused"),
    "change": _("Change begun"),
    "decline": _("Change refused"),
}
STAGES: Mapping[str, str] = {
    "open": _("To do"),
    "ready": _("Ready"),
    "review": _("With a reviewer"),
    "sent_back": _("Sent back"),
    "accepted": _("Accepted"),
}
REQUIREMENT_KINDS: Mapping[str, str] = {
    "text": _("Text"),
    "number": _("Number"),
    "document": _("Picture of a paper"),
}
PRODUCTS: Mapping[str, str] = {
    "draft": _("Draft"),
    "in_review": _("Under review"),
    "under_review": _("Under review"),
    "approved": _("For sale"),
    "rejected": _("Rejected"),
    "delisted": _("Delisted"),
}
STEPS: Mapping[str, str] = {
    "opened": _("Came into the queue"),
    "claimed": _("Taken"),
    "released": _("Given back"),
    "decided": _("Decided"),
    "withdrawn": _("Withdrawn"),
}
FACTS: Mapping[str, str] = {
    "accounts": _("Accounts"),
    "points": _("Points"),
    "score": _("Score"),
    "limit": _("Limit"),
    "whole_store": _("The whole store"),
    "product": _("Product"),
    "new": _("New"),
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

REQUESTS: Mapping[str, str] = {
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


def said(words: Mapping[str, str], key: str) -> str:
    """The word for `key`, translated; the key itself where there is none."""
    found = words.get(key)
    return gettext(found) if found else key
