"""Proving once more who one is: by the second step where there is one, else by the password (ACC-21)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.services.confirm_password import confirm_password
from kontor.contexts.accounts.services.pass_second_step import pass_second_step
from kontor.contexts.accounts.services.send_second_step import send_second_step
from kontor.contexts.accounts.services.use_passkey import use_passkey
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as edge
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security import faces
from kontor.sites.security.party import asked, party


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: Request) -> HttpResponse:
    """The password or a code; after it the page that was wanted."""
    if request.method == "GET":
        return _page(request)
    who = {"account_id": request.account.pk, "place": request.client_ip, "device": device_of(request)}
    try:
        if safety.ways(request.account.pk).kinds:
            pass_second_step(code=request.POST.get("code", ""), **who)
        else:
            confirm_password(password=request.POST.get("password", ""), **who)
    except Refusal as refusal:
        return _page(request, refusal)
    return _confirmed(request)


@signed_in
@never_cache
@require_POST
def by_passkey(request: Request) -> HttpResponse:
    """The browser's answer in place of a code."""
    try:
        host, challenge = asked(request)
        use_passkey(
            audience=request.audience,
            answer=request.POST.get("answer", ""),
            party=host,
            challenge=challenge,
            account_id=request.account.pk,
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    return _confirmed(request)


@signed_in
@never_cache
@require_POST
def send_code(request: Request) -> HttpResponse:
    """Six digits to the phone."""
    try:
        send_second_step(account_id=request.account.pk)
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, _("A code is on its way to your phone."))
    return _page(request)


def _confirmed(request: Request) -> HttpResponse:
    edge.confirm(request)
    return HttpResponseRedirect(_next(request))


def _next(request: Request) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if target.startswith(faces.hub(request)) and "\\" not in target else faces.hub(request)


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    facts = safety.ways(request.account.pk)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "ways": facts,
        "passkeys": "passkey" in facts.kinds and party(request) is not None,
        "by_code": bool(facts.kinds - {"passkey"}),
        "has_password": request.account.has_usable_password(),
        "next": _next(request),
        "errors": [("", said) for said in summary] + [(name, said) for name, said in fields.items()],
        "fields": {name: said[0] for name, said in fields.items()},
    }
    return faces.page(request, "security/confirm.html", context, _("Is it you?"), refusal)
