"""The policy register: every figure of the rules, who changed it, when and why (OPR-01)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.kernel.errors import Refusal
from kontor.platform import policy
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.policy import PolicyRow
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_policies"


@signed_in
@require_GET
def register(request: Request) -> HttpResponse:
    """All values in one list: searched, of one context, or only those that were changed."""
    everything = policy.listing()
    text, context = request.GET.get("q", "").strip(), request.GET.get("context", "")
    changed = request.GET.get("changed") == "1"
    found = policy.listing(search=text, context=context) if text or context else everything
    rows = [row for row in found if row.overridden or not changed]
    contexts = sorted({row.context for row in everything})
    return page(
        request,
        "console/policies.html",
        {
            "rows": rows,
            "all": len(everything),
            "overridden": sum(row.overridden for row in everything),
            "contexts": [(name, name) for name in contexts],
            "context": context,
            "text": text,
            "changed": changed,
        },
        active=ACTIVE,
        title=_("Policy register"),
    )


@signed_in
@require_GET
def changes(request: Request) -> HttpResponse:
    """The latest changes of all values."""
    context = {"changes": policy.history(limit=200)}
    return page(request, "console/policy_changes.html", context, active=ACTIVE, title=_("Changes of policy values"))


@signed_in
@require_http_methods(["GET", "POST"])
def policy_page(request: Request, name: str) -> HttpResponse:
    """One value with its history, and the form that changes it."""
    row = _row(name)
    if request.method == "GET":
        return _page(request, row)
    value, reason = request.POST.get("value", ""), request.POST.get("reason", "")
    try:
        policy.set_policy(name=name, text=value, by=operator_of(request), by_name=_who(request), reason=reason)
    except Refusal as refusal:
        return _page(request, row, refusal)
    messages.success(request, _("“%(name)s” is %(value)s from now on.") % {"name": name, "value": value.strip()})
    return HttpResponseRedirect(reverse("console_policy", args=[name]))


@signed_in
@require_POST
def reset(request: Request, name: str) -> HttpResponse:
    """Bring the default back."""
    row = _row(name)
    try:
        policy.reset_policy(
            name=name, by=operator_of(request), by_name=_who(request), reason=request.POST.get("reason", "")
        )
    except Refusal as refusal:
        return _page(request, row, refusal)
    messages.success(request, _("“%(name)s” has its default again: %(value)s.") % {"name": name, "value": row.default})
    return HttpResponseRedirect(reverse("console_policy", args=[name]))


def _row(name: str) -> PolicyRow:
    row = next((row for row in policy.listing(search=name) if row.name == name), None)
    if row is None:
        raise NotFound
    return row


def _who(request: Request) -> str:
    name: str = request.account.full_name or request.account.email
    return name


def _page(request: Request, row: PolicyRow, refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "row": row,
        "history": policy.history(name=row.name),
        "value": request.POST.get("value", row.value),
        "reason": request.POST.get("reason", ""),
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "fields": {name: says[0] for name, says in fields.items()},
        "form_failed": refusal is not None,
        "switch": [("on", _("On")), ("off", _("Off"))] if row.unit == "on/off" else None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/policy.html", context, active=ACTIVE, title=row.name, status=status)
