"""A refused message, as the page of a conversation and its script get it (MSG-09, MSG-13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, say
from kontor.ui.marks import Passage, marked, reasons


def stopped(text: str, passages: Sequence[Passage], *, rules: bool) -> dict[str, Any]:
    """For `ui/chat_refusal.html`: a text that the policy stopped.

    Args:
        text: as the policy read it; `passages` are places in it.
        rules: whether the number of each rule is shown.
    """
    found = reasons(text, passages)
    return {
        "title": _("This message was not sent: it breaks the rules of messages."),
        "parts": marked(text, passages),
        "reasons": [(words, why, rule if rules else "") for words, why, rule in found],
    }


def refusal_json(request: HttpRequest, refusal: Refusal, shown: Mapping[str, Any]) -> JsonResponse:
    """The refusal for `chat.js`, which shows it beside the words that it has kept.

    Args:
        shown: for `ui/chat_refusal.html`.
    """
    html = render_to_string("ui/chat_refusal.html", dict(shown), request)
    answer = JsonResponse({"title": say(refusal), "code": refusal.code, "html": html}, status=STATUS[refusal.kind])
    if refusal.retry_after is not None:
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer
