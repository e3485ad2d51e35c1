"""A program asks, a person decides: which store, and what of it (SEL-30). OAuth's authorization endpoint."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from oauthlib.common import add_params_to_uri

from kontor.contexts.integrations.asked import Asked, SentBack
from kontor.contexts.integrations.queries.asking import ask
from kontor.contexts.integrations.rules.addresses import origin
from kontor.contexts.integrations.scopes import SCOPES, held
from kontor.contexts.integrations.services.allow_program import allow_program
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.http.headers import for_pages
from kontor.platform.http.issuer import issuer_of
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench


@at_bench("", "programs")
@require_http_methods(["GET", "POST"])
def consent(request: Request, bench: Bench) -> HttpResponse:
    """What the program wants, in plain words; yes and no lead back to it, a broken request leads nowhere."""
    issuer = issuer_of(request)
    try:
        asked = ask(request.build_absolute_uri(), issuer=issuer)
    except Refusal as refusal:
        context = {"page_title": _("This program cannot be connected"), "why": say(refusal), "code": refusal.code}
        return render(request, "seller/consent_broken.html", context, status=STATUS[refusal.kind])
    if isinstance(asked, SentBack):
        return _away(asked.location)
    if request.method == "POST" and request.POST.get("decision") != "allow":
        return _back(asked, issuer, error="access_denied")
    seat = _seat(request, bench)
    try:
        sellers.require(seat, "settings.programs")
        if request.method == "GET":
            return _page(request, bench, seat, asked)
        code = allow_program(seat=seat, asked=asked, scopes=request.POST.getlist("scopes"))
    except Refusal as refusal:
        return _page(request, bench, seat, asked, refusal)
    return _back(asked, issuer, code=code)


def _seat(request: Request, bench: Bench) -> Seat:
    """In the store that the address names, when the person works there; else where they work now."""
    wanted = reading.uuid(request.GET.get("store"))
    found = sellers.seat(request.account.pk, wanted) if wanted else None
    return found or bench.seat


def _back(asked: Asked, issuer: str, **said: str) -> HttpResponse:
    pairs = [*said.items(), *([("state", asked.state)] if asked.state else []), ("iss", issuer)]
    return _away(add_params_to_uri(asked.redirect_uri, pairs))


def _away(location: str) -> HttpResponse:
    response = HttpResponseRedirect(location)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the code's way is nobody else's business
    return response


def _page(request: Request, bench: Bench, seat: Seat, asked: Asked, refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    mine = set(held(asked.scopes, seat.rights))
    ticked = set(request.POST.getlist("scopes")) if request.method == "POST" else mine
    account = request.account
    context: dict[str, Any] = {
        "page_title": _("Connect %(program)s") % {"program": asked.name},
        "asked": asked,
        "host": origin(asked.redirect_uri),
        "rows": [
            {"name": name, "title": _(SCOPES[name].title), "sees": _(SCOPES[name].sees) if SCOPES[name].sees else "",
             "changes": SCOPES[name].changes, "mine": name in mine, "ticked": name in ticked & mine}
            for name in asked.scopes
        ],
        "store": next(card for card in bench.stores if card.id == seat.store_id),
        "others": [(card.name, _with(request, str(card.id))) for card in bench.stores if card.id != seat.store_id],
        "person": account.full_name or account.email,
        "may": isinstance(refusal, RightMissing) is False,
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "form_failed": refusal is not None,
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    response = render(request, "seller/consent.html", context, status=status)
    for name, value in for_pages(origin(asked.redirect_uri)).items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def _with(request: Request, store_id: str) -> str:
    """The same request for another store."""
    pairs = [(name, value) for name in request.GET if name != "store" for value in request.GET.getlist(name)]
    return "?" + urlencode([*pairs, ("store", store_id)])
