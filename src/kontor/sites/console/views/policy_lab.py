"""The policy lab: what a message would get, and the operator's own words (MSG-09)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.insight import queries as insight
from kontor.contexts.messaging.policing import RULES, Action, Explanation
from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.messaging.queries.policy_phrases import explained, policy_phrases
from kontor.contexts.messaging.rules.text import clean
from kontor.contexts.messaging.services.add_policy_phrase import add_policy_phrase
from kontor.contexts.messaging.services.remove_policy_phrase import remove_policy_phrase
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.policy.errors import PolicyReasonMissing
from kontor.sites.console.frame import operator_of, page
from kontor.ui.marks import marked, reasons

ACTIVE = "console_messages"
_FIELDS = ("text", "action", "language", "note")
_LONGEST = 500  # characters of a reason


@signed_in
@require_http_methods(["GET", "POST"])
def lab(request: Request) -> HttpResponse:
    """Try a text out: nothing is sent, nobody is punished. POST, so that no address holds somebody's words."""
    tried = clean(request.POST.get("tried", "")[: TEXT_AT_MOST.int()]) if request.method == "POST" else ""
    return _page(request, tried=tried)


@signed_in
@require_POST
def add(request: Request) -> HttpResponse:
    """A phrase that stops messages, or lets them pass."""
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        if not typed["note"]:
            raise PolicyReasonMissing(field="note")
        add_policy_phrase(
            viewer=operator_of(request), text=typed["text"], note=typed["note"], language=typed["language"],
            action=Action(typed["action"]) if typed["action"] in list(Action) else Action.BLOCK,
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, typed=typed, refusal=refusal)
    messages.success(request, _("The phrase is in force."))
    return HttpResponseRedirect(reverse("console_policy_lab"))


@signed_in
@require_POST
def remove(request: Request, phrase_id: UUID) -> HttpResponse:
    """A phrase is taken out, with a reason for the trail."""
    reason = request.POST.get("reason", "")
    if not reason.strip():
        refusal = PolicyReasonMissing(field="reason")
        return _page(request, going={"id": phrase_id, "reason": reason}, refusal=refusal)
    remove_policy_phrase(viewer=operator_of(request), phrase_id=phrase_id, reason=reason.strip()[:_LONGEST])
    messages.success(request, _("The phrase is out of force."))
    return HttpResponseRedirect(reverse("console_policy_lab"))


def _page(
    request: Request, *, tried: str = "", typed: dict[str, str] | None = None, going: dict[str, Any] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    viewer = operator_of(request)
    phrases = policy_phrases(viewer)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "tried": tried,
        "longest": TEXT_AT_MOST.int(),
        **(_verdict(explained(viewer, tried), tried) if tried else {}),
        "phrases": phrases,
        "names": {str(key): name for key, name in insight.staff(viewer, {one.by_id for one in phrases}).items()},
        "languages": list(settings.LANGUAGES),
        "spoken": dict(settings.LANGUAGES),
        "actions": [(Action.BLOCK.value, _("Stops messages")), (Action.ALLOW.value, _("Lets messages pass"))],
        "typed": typed or {"action": Action.BLOCK.value},
        "going": going,
        "rules": [(rule.code, _(rule.sentence)) for rule in RULES.values()],
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/policy_lab.html", context, active=ACTIVE, title=_("Policy lab"), status=status)


def _verdict(found: Explanation, tried: str) -> dict[str, Any]:
    passages = [(one.start, one.end, one.rule, one.sentence) for one in found.verdict.passages]
    return {
        "judged": True,
        "blocked": found.verdict.blocked,
        "parts": marked(tried, passages),
        "reasons": reasons(tried, passages),
        "plain": found.plain,
        "recognised": found.recognised,
    }
