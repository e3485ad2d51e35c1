"""What both sides wrote about an order, as a dispute shows it to them and to the arbiter (MSG-15, MSG-16)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kontor.contexts.aftersales.queries.dispute_shapes import Case
from kontor.contexts.aftersales.rules import dispute_words as words
from kontor.contexts.messaging.queries.evidence import Evidence, evidence_of_order
from kontor.contexts.messaging.queries.promises import liability
from kontor.contexts.messaging.queries.shapes import MessageView, PromiseView
from kontor.contexts.messaging.words import STREAM_NAMES, Author, Stream
from kontor.kernel.viewer import Buyer, Operator, Seat


def written(viewer: Buyer | Seat | Operator, case: Case) -> dict[str, Any]:
    """The conversations about the order of a case, whole and unchanged, and what the store promised in them.

    All three read the same words with the same times. A buyer does not learn which colleague wrote.
    """
    found = evidence_of_order(viewer, store_id=case.store_id, order_id=case.order_id)
    promises = [promise for one in found for promise in one.promises]
    broken = [_promise(one) for one in promises if one.state == "broken"]
    return {
        "talks": [_talk(one, of_buyer=isinstance(viewer, Buyer)) for one in found if one.messages],
        "broken_promises": broken,
        "other_promises": [_promise(one) for one in promises if one.state != "broken"],
        "liable": liability(case.card.paid) if broken else None,
    }


def _talk(found: Evidence, *, of_buyer: bool) -> dict[str, Any]:
    return {
        "id": found.conversation_id,
        "name": _(STREAM_NAMES[Stream(found.stream)]),
        "intact": not found.broken,
        "messages": [_message(each, found, of_buyer=of_buyer) for each in found.messages],
    }


def _message(each: MessageView, found: Evidence, *, of_buyer: bool) -> dict[str, Any]:
    if each.author == Author.BUYER:
        return {"said": each, "who": _(words.SIDES["buyer"]), "buyer": True, "note": ""}
    person = "" if of_buyer or each.name == found.store else each.name
    note = _("Automatic reply") if each.author == Author.AUTOMATIC else person
    return {"said": each, "who": found.store, "buyer": False, "note": note}


def _promise(one: PromiseView) -> dict[str, Any]:
    return {"promise": one, "anchor": f"said-{one.message_id}"}
