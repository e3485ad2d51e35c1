"""How conversations look to their buyer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.messaging.errors import DeliveryFailed, MessageBlocked
from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.queries.shapes import Row
from kontor.contexts.messaging.rules.text import clean
from kontor.contexts.messaging.words import STREAM_NAMES, Author, Stream
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import messages_of, say
from kontor.platform.http.request import Request
from kontor.ui.chat import stopped

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


def refused(refusal: Refusal, typed: str) -> dict[str, Any]:
    """For `ui/chat_refusal.html`: what was typed, with the passages that the policy stopped marked (MSG-09)."""
    if not isinstance(refusal, MessageBlocked):
        return {"title": say(refusal)}
    return stopped(clean(typed), refusal.passages, rules=False)


def writing(request: Request, refusal: Refusal | None) -> dict[str, Any]:
    """The form in which a message is written: after a refusal with the words and the id that were sent.

    The id is made when the page is shown, so that a form that is sent twice is one message (MSG-13).
    """
    summary, fields = messages_of(refusal) if refusal else ([], {})
    typed = request.POST.get("text", "") if refusal else ""
    return {
        "client_id": (request.POST.get("client_id", "") if refusal else "") or new_id().hex,
        "typed": typed,
        "most": TEXT_AT_MOST.int(),
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields,
        "stopped": refused(refusal, typed) if isinstance(refusal, MessageBlocked) else None,
        "sync_error": isinstance(refusal, DeliveryFailed),
    }


def uuid(text: str) -> UUID | None:
    """An id out of an address; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
