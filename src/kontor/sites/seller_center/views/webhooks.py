"""Webhooks: where the store's facts are sent, what became of each message, sending again (SEL-30)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.integrations.queries import webhooks
from kontor.contexts.integrations.rules.webhooks import TYPES
from kontor.contexts.integrations.services.add_endpoint import add_endpoint
from kontor.contexts.integrations.services.change_endpoint import change_endpoint
from kontor.contexts.integrations.services.change_secret import change_secret
from kontor.contexts.integrations.services.remove_endpoint import remove_endpoint
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_test import send_test
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench

RIGHT, SECTION = "settings.programs", "webhooks"
_CHOICES = [name for name in TYPES if name != "webhook.test"]


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The store's webhooks, and a form for one more."""
    typed = _typed(request)
    if request.method == "GET":
        return _list(bench, typed)
    try:
        made = add_endpoint(seat=bench.seat, url=typed["url"], types=typed["types"], note=typed["note"])
    except RightMissing:
        raise
    except Refusal as refusal:
        return _list(bench, typed, refusal)
    return _with_secret(bench, made.endpoint_id, made.secret)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def one(request: Request, bench: Bench, endpoint_id: UUID) -> HttpResponse:
    """One webhook with what was sent there."""
    found = webhooks.endpoint(bench.seat, endpoint_id)
    if request.method == "GET":
        typed: dict[str, Any] = {
            "url": found.url,
            "note": found.note,
            "types": list(found.types),
            "active": found.active,
        }
        return _one(request, bench, found, typed)
    typed = _typed(request)
    try:
        change_endpoint(
            seat=bench.seat, endpoint_id=endpoint_id, url=typed["url"], types=typed["types"], note=typed["note"],
            active=typed["active"],
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind in (Kind.FORBIDDEN, Kind.NOT_FOUND):
            raise
        return _one(request, bench, found, typed, refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_webhook", args=[endpoint_id]))


@at_bench(RIGHT, SECTION)
@require_GET
def message(_request: Request, bench: Bench, endpoint_id: UUID, delivery_id: UUID) -> HttpResponse:
    """One message: its body as it is signed, and every try."""
    endpoint = webhooks.endpoint(bench.seat, endpoint_id)
    delivery, body, tries = webhooks.delivery(bench.seat, endpoint_id, delivery_id)
    context = {"page_title": delivery.type, "endpoint": endpoint, "row": delivery, "body": body, "tries": tries}
    return bench.page("seller/webhooks/message.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_POST
def secret(_request: Request, bench: Bench, endpoint_id: UUID) -> HttpResponse:
    """A new secret, shown this once."""
    return _with_secret(bench, endpoint_id, change_secret(seat=bench.seat, endpoint_id=endpoint_id))


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, endpoint_id: UUID) -> HttpResponse:
    """The webhook goes."""
    remove_endpoint(seat=bench.seat, endpoint_id=endpoint_id)
    messages.success(request, _("Removed."))
    return HttpResponseRedirect(reverse("seller_webhooks"))


@at_bench(RIGHT, SECTION)
@require_POST
def test(request: Request, bench: Bench, endpoint_id: UUID) -> HttpResponse:
    """A message to see whether it arrives."""
    back = HttpResponseRedirect(reverse("seller_webhook", args=[endpoint_id]))
    try:
        send_test(seat=bench.seat, endpoint_id=endpoint_id)
    except Refusal as refusal:
        return _told(request, refusal, back)
    messages.success(request, _("A test is on its way. Its outcome stands in the list in a moment."))
    return back


@at_bench(RIGHT, SECTION)
@require_POST
def again(request: Request, bench: Bench, endpoint_id: UUID) -> HttpResponse:
    """One message, or all that were given up, once more."""
    back = HttpResponseRedirect(reverse("seller_webhook", args=[endpoint_id]))
    chosen = request.POST.get("delivery", "")
    try:
        sent = replay(seat=bench.seat, endpoint_id=endpoint_id, delivery_id=_uuid(chosen) if chosen else None)
    except Refusal as refusal:
        return _told(request, refusal, back)
    text = ngettext("%(n)s message is sent again.", "%(n)s messages are sent again.", sent) % {"n": sent}
    messages.success(request, text)
    return back


def _told(request: Request, refusal: Refusal, back: HttpResponse) -> HttpResponse:
    """Say why on the page one came from; a missing right and an absent webhook have answers of their own."""
    if refusal.kind in (Kind.FORBIDDEN, Kind.NOT_FOUND):
        raise refusal
    messages.error(request, say(refusal))
    return back


def _typed(request: Request) -> dict[str, Any]:
    return {
        "url": request.POST.get("url", ""),
        "note": request.POST.get("note", ""),
        "types": request.POST.getlist("types"),
        "active": request.POST.get("active") == "1",
    }


def _form(typed: dict[str, Any], refusal: Refusal | None) -> dict[str, Any]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "typed": typed,
        "types": [(name, TYPES[name], name in typed["types"]) for name in _CHOICES],
        "fields": fields,
        "errors": [("", said) for said in summary] + [(name, said) for name, many in fields.items() for said in many],
        "form_failed": refusal is not None,
    }


def _list(bench: Bench, typed: dict[str, Any], refusal: Refusal | None = None) -> HttpResponse:
    context = {"page_title": _("Webhooks"), "endpoints": webhooks.endpoints(bench.seat), **_form(typed, refusal)}
    return bench.page("seller/webhooks/list.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)


def _one(
    request: Request, bench: Bench, found: webhooks.Endpoint, typed: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = webhooks.deliveries(bench.seat, found.id, state=state, before=_uuid(request.GET.get("before", "")))
    address = reverse("seller_webhook", args=[found.id])
    following = {"state": state, "before": str(rows[-1].id)} if len(rows) == webhooks.PAGE else {}
    context = {
        "page_title": found.note or found.url,
        "endpoint": found,
        "rows": rows,
        "tabs": [
            {"label": label, "href": f"{address}?state={name}" if name else address, "active": name == state}
            for name, label in (
                ("", _("All")),
                ("waiting", _("Waiting")),
                ("delivered", _("Delivered")),
                ("failed", pgettext("message of a webhook", "Given up")),
            )
        ],
        "next_href": f"{address}?{urlencode(following)}" if following else "",
        **_form(typed, refusal),
    }
    return bench.page("seller/webhooks/one.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)


def _with_secret(bench: Bench, endpoint_id: UUID, shown: str) -> HttpResponse:
    """The page that shows a secret: it is not kept anywhere in the browser."""
    endpoint = webhooks.endpoint(bench.seat, endpoint_id)
    context = {"page_title": _("The webhook's secret"), "endpoint": endpoint, "secret": shown}
    response = bench.page("seller/webhooks/secret.html", SECTION, context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
