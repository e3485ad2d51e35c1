"""What people call the states, steps and ends of disputes: one list for all faces. Marked, translated at the edge."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

STATES: Mapping[str, str] = {
    "opened": _("Waits for the seller"),
    "negotiating": _("Being negotiated"),
    "escalated": _("Kontor decides"),
    "ruled": _("Decided, may be appealed"),
    "appealed": _("Appeal is heard"),
    "return_due": _("Goods are to go back"),
    "returning": _("Goods are on their way back"),
    "refunded": _("Closed with a refund"),
    "released": _("Closed without refund"),
    "withdrawn": _("Withdrawn by the buyer"),
}
STEPS: Mapping[str, str] = {
    "open": _("Dispute opened"),
    "answer": _("The seller answered"),
    "propose": _("New proposal"),
    "show": _("Evidence added"),
    "escalate": _("Kontor was asked to decide"),
    "rule": _("Kontor decided"),
    "take": _("The decision was accepted"),
    "appeal": _("Appeal against the decision"),
    "settle_refund": _("Settled: money goes back"),
    "settle_return": _("Settled: the goods go back first"),
    "settle_nothing": _("Settled: nothing goes back"),
    "send_return": _("The goods were sent back"),
    "miss_return": _("The goods were not sent back in time"),
    "take_return": _("The goods are back"),
    "contest_return": _("The seller contests the return"),
    "withdraw": _("The buyer withdrew the dispute"),
}
SIDES: Mapping[str, str] = {
    "buyer": _("Buyer"),
    "seller": _("Seller"),
    "operator": _("Kontor"),
    "system": _("By itself"),
}
FAULTS: Mapping[str, str] = {
    "seller": _("The seller's fault"),
    "buyer": _("The buyer's fault"),
    "carrier": _("The carrier's fault"),
    "nobody": _("Nobody's fault"),
}
ENDS: Mapping[str, str] = {
    "agreement": _("Both sides agreed"),
    "silence": _("The seller did not answer in time"),
    "ruling": _("Kontor decided"),
    "no_return": _("The goods were not sent back in time"),
    "withdrawal": _("The buyer withdrew the dispute"),
}
# What time does by itself, beside the time that is left.
DUE: Mapping[str, str] = {
    "opened": _("Without an answer the buyer's proposal is carried out"),
    "negotiating": _("Without an agreement Kontor decides"),
    "ruled": _("Without an appeal the decision is carried out"),
    "return_due": _("Without a parcel the seller keeps the money"),
    "returning": _("Without a word the goods count as back"),
}
