"""How conversations look to their buyer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.messaging.errors import MessageBlocked
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.queries.shapes import MessageView, Row
from kontor.contexts.messaging.words import STREAM_NAMES, Author, Stream
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer

ICONS = {
    Stream.INQUIRY: "message-circle",
    Stream.ORDER_NOTE: "clipboard-list",
    Stream.ORDER_MESSAGE: "package",
}


def row(row: Row) -> dict[str, Any]:
    """A conversation of the list."""
    return {
        "row": row,
        "href": reverse("conversation", args=[row.id]),
        "icon": ICONS[Stream(row.stream)],
        "subject": subject(row),
        "kind": stream_name(row.stream),
        "mine": row.last_author == Author.BUYER,
    }


def about_order(viewer: Buyer, *, store_id: UUID, order_id: UUID) -> dict[str, Any]:
    """What an order's page shows of its messages: its conversations, and whether "Send message" begins one."""
    rows = [row(each) for each in inbox.of_order(viewer, store_id=store_id, order_id=order_id) if each.message_count]
    return {"rows": rows, "begun": any(each["row"].stream == Stream.ORDER_MESSAGE for each in rows)}


def subject(row: Row) -> dict[str, str]:
    """What a conversation is about: words, and where it leads."""
    if row.about == "order":
        sentence = _("Order %(number)s") % {"number": row.subject_number}
        return {"label": sentence, "title": row.subject_title, "href": reverse("purchase", args=[row.subject_number])}
    if row.about == "product":
        return {"label": row.subject_title, "title": "", "href": f"/p/{row.subject_number}/"}
    return {"label": _("The store"), "title": "", "href": f"/s/{row.store_slug}/"}


def stream_name(stream: str) -> str:
    """The kind of a conversation in the reader's language."""
    return _(STREAM_NAMES[Stream(stream)])


def bubbles(messages: list[MessageView]) -> list[dict[str, Any]]:
    """Messages as bubbles; what a store's program or person wrote looks the same to a buyer."""
    return [
        {
            "message": each,
            "note": _("Automatic reply") if each.author == Author.AUTOMATIC else "",
            "system": each.author == Author.SYSTEM,
        }
        for each in messages
    ]


def passages(refusal: Refusal | None, text: str) -> list[dict[str, str]]:
    """The words for which the policy stopped a message, each with its reason (MSG-09)."""
    if not isinstance(refusal, MessageBlocked):
        return []
    return [{"words": text[start:end], "why": _(why)} for start, end, _rule, why in refusal.passages]
