"""How a state looks: an icon and a kind, never colour alone. Unknown states are shown plainly."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """Icon and kind (`success`, `warning`, `error`, `line` or nothing)."""

    icon: str
    kind: str


_LOOKS = {
    "unpaid": Look("hourglass", "warning"),
    "placed": Look("hourglass", "warning"),
    "pending": Look("hourglass", "warning"),
    "awaiting_payment": Look("hourglass", "warning"),
    "paid": Look("banknote", ""),
    "risk_review": Look("shield-alert", "warning"),
    "to_ship": Look("package", "warning"),
    "processing": Look("package-open", ""),
    "partly_shipped": Look("boxes", ""),
    "shipped": Look("truck", ""),
    "in_transit": Look("truck", ""),
    "delivered": Look("package-check", "success"),
    "received": Look("handshake", "success"),
    "completed": Look("circle-check", "success"),
    "finished": Look("circle-check", "success"),
    "settled": Look("scale", "success"),
    "released": Look("scale", "success"),
    "frozen": Look("lock", "warning"),
    "held": Look("lock", ""),
    "disputed": Look("gavel", "error"),
    "in_dispute": Look("gavel", "error"),
    "refunding": Look("rotate-ccw", "warning"),
    "refunded": Look("rotate-ccw", ""),
    "returned": Look("undo-2", ""),
    "cancelled": Look("circle-x", "line"),
    "closed": Look("archive", "line"),
    "expired": Look("archive", "line"),
    "draft": Look("square-pen", "line"),
    "under_review": Look("eye", "warning"),
    "delisted": Look("archive", "line"),
    "review": Look("eye", "warning"),
    "in_review": Look("eye", "warning"),
    "live": Look("circle-check", "success"),
    "active": Look("circle-check", "success"),
    "open": Look("circle-dot", ""),
    "answered": Look("reply", "success"),
    "approved": Look("circle-check", "success"),
    "sent_back": Look("undo-2", "warning"),
    "ready": Look("check", "success"),
    "accepted": Look("circle-check", "success"),
    "opening": Look("wrench", "line"),
    "refused": Look("circle-x", "error"),
    "verified": Look("badge-check", "success"),
    "rejected": Look("circle-x", "error"),
    "failed": Look("circle-alert", "error"),
    "blocked": Look("ban", "error"),
    "suspended": Look("ban", "error"),
    "overdue": Look("circle-alert", "error"),
    "sold_out": Look("package-x", "error"),
    "paused": Look("clock", "line"),
    "in_force": Look("shield-alert", "error"),
    "lifted": Look("undo-2", "success"),
    "opened": Look("hourglass", "warning"),
    "negotiating": Look("messages-square", ""),
    "escalated": Look("gavel", "warning"),
    "ruled": Look("gavel", ""),
    "appealed": Look("gavel", "warning"),
    "return_due": Look("undo-2", "warning"),
    "returning": Look("truck", ""),
    "withdrawn": Look("undo-2", "line"),
    "sheet_received": Look("hourglass", ""),
    "sheet_checking": Look("list-checks", ""),
    "sheet_checked": Look("eye", "warning"),
    "sheet_applying": Look("save", ""),
    "sheet_done": Look("circle-check", "success"),
    "sheet_waiting": Look("hourglass", ""),
    "sheet_writing": Look("pencil", ""),
    "sheet_ready": Look("circle-check", "success"),
    "sheet_cancelled": Look("circle-x", "line"),
    "sheet_stopped": Look("circle-alert", "error"),
    "sheet_gone": Look("archive", "line"),
}
_PLAIN = Look("circle", "line")


def look(state: str) -> Look:
    """The look of a state by its name, `unpaid` or `UNPAID` alike."""
    return _LOOKS.get(state.lower(), _PLAIN)
