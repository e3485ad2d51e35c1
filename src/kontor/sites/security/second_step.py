"""The second step of signing in (ACC-21): a code of the app or the phone, a recovery code, or a passkey."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.errors.second_step import SecondStepOver
from kontor.contexts.accounts.policy import TRUST_BROWSER_FOR
from kontor.contexts.accounts.services.pass_second_step import pass_second_step
from kontor.contexts.accounts.services.send_second_step import send_second_step
from kontor.contexts.accounts.services.use_passkey import use_passkey
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.security import faces
from kontor.sites.security.door import Held, come_in, held, is_held
from kontor.sites.security.party import asked, party


@public
@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: Request) -> HttpResponse:
    """The field for a code; the right one opens the session."""
    waiting = held(request)
    if waiting is None:
        return _over(request)
    if request.method == "GET":
        return _page(request, waiting)
    try:
        account = pass_second_step(
            account_id=waiting.account_id,
            code=request.POST.get("code", ""),
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        return _over(request) if refusal.kind is Kind.CONFLICT else _page(request, waiting, refusal)
    return _in(request, waiting, account)


@public
@never_cache
@require_POST
def send_code(request: Request) -> HttpResponse:
    """Six digits to the phone."""
    waiting = held(request)
    if waiting is None:
        return _over(request)
    try:
        send_second_step(account_id=waiting.account_id)
    except Refusal as refusal:
        return _page(request, waiting, refusal)
    messages.success(request, _("A code is on its way to your phone."))
    return HttpResponseRedirect(f"{faces.base(request)}second-step/")


@public
@never_cache
@require_POST
def by_passkey(request: Request) -> HttpResponse:
    """The browser's answer in place of a code."""
    waiting = held(request)
    if waiting is None:
        return _over(request)
    try:
        host, challenge = asked(request)
        account = use_passkey(
            audience=request.audience,
            answer=request.POST.get("answer", ""),
            party=host,
            challenge=challenge,
            account_id=waiting.account_id,
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        return _page(request, waiting, refusal)
    return _in(request, waiting, account)


def _in(request: Request, waiting: Held, account: object) -> HttpResponse:
    if not is_held(waiting, account):
        return _over(request)
    return come_in(request, account, waiting.onward, trust="trust" in request.POST)


def _over(request: Request) -> HttpResponse:
    messages.warning(request, say(SecondStepOver()))
    return HttpResponseRedirect(faces.door(request))


def _page(request: Request, waiting: Held, refusal: Refusal | None = None) -> HttpResponse:
    facts = safety.ways(waiting.account_id)
    if request.method == "GET" and facts.kinds == {"sms"}:
        with suppress(Refusal):  # a code that was just sent still serves
            send_second_step(account_id=waiting.account_id)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "ways": facts,
        "passkeys": "passkey" in facts.kinds and party(request) is not None,
        "by_code": bool(facts.kinds - {"passkey"}),
        "trust_days": TRUST_BROWSER_FOR.int(),
        "errors": [("", said) for said in summary] + [(name, said) for name, said in fields.items()],
        "code_error": fields.get("code", [""])[0],
        "door": faces.door(request),
    }
    return faces.plain(request, "security/second_step.html", context, _("Second step"), refusal)
