"""A seller's sign-in from a new device or place: the code that confirms it, or the wait for a person (SEL-05)."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts import device_list
from kontor.contexts.accounts.errors.device_list import SignInOver
from kontor.contexts.accounts.rules.device_list import State
from kontor.contexts.accounts.services.ask_for_review import ask_for_review
from kontor.contexts.accounts.services.confirm_device import confirm_device
from kontor.contexts.accounts.services.send_device_code import send_device_code
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.platform.reviews import said
from kontor.sites.security import faces, holding
from kontor.sites.security.door import come_in
from kontor.sites.security.words import browser, place


@public
@never_cache
@require_http_methods(["GET", "POST"])
def new_device(request: Request) -> HttpResponse:
    """What this sign-in waits for; the right code lets it go on."""
    kept = holding.kept(request)
    waiting = device_list.waiting_at(kept.account_id, device_of(request)) if kept else None
    if kept is None or waiting is None:
        return _over(request)
    if request.method == "GET":
        return _page(request, waiting)
    try:
        account = confirm_device(
            account_id=kept.account_id,
            device=device_of(request),
            code=request.POST.get("code", ""),
            place=request.client_ip,
        )
    except Refusal as refusal:
        return _over(request) if refusal.kind is Kind.CONFLICT else _page(request, waiting, refusal)
    if not constant_time_compare(kept.proof, account.get_session_auth_hash()):
        return _over(request)
    holding.forget(request)
    return come_in(request, account, kept.onward, trust=kept.trust, missing=kept.missing)


@public
@never_cache
@require_POST
def send_code(request: Request) -> HttpResponse:
    """Another code to the owner's address."""
    kept = holding.kept(request)
    waiting = device_list.waiting_at(kept.account_id, device_of(request)) if kept else None
    if kept is None or waiting is None:
        return _over(request)
    try:
        send_device_code(account_id=kept.account_id, device=device_of(request))
    except Refusal as refusal:
        return _over(request) if isinstance(refusal, SignInOver) else _page(request, waiting, refusal)
    messages.success(request, _("A code is on its way to you."))
    return HttpResponseRedirect(holding.page(request))


@public
@never_cache
@require_POST
def ask(request: Request) -> HttpResponse:
    """A person is asked to look at this sign-in."""
    kept = holding.kept(request)
    if kept is None:
        return _over(request)
    try:
        ask_for_review(account_id=kept.account_id, device=device_of(request))
    except Refusal:
        return _over(request)
    return HttpResponseRedirect(holding.page(request))


def _over(request: Request) -> HttpResponse:
    holding.forget(request)
    messages.warning(request, say(SignInOver()))
    return HttpResponseRedirect(faces.door(request))


def _page(request: Request, waiting: device_list.Waiting, refusal: Refusal | None = None) -> HttpResponse:
    if request.method == "GET" and waiting.state == State.CONFIRM:
        with suppress(Refusal):  # a code that was just sent still serves
            send_device_code(account_id=waiting.account_id, device=device_of(request))
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "state": waiting.state,
        "browser": browser(waiting.agent),
        "place": place(waiting.country, waiting.network),
        "since": waiting.opened_at,
        "reason": said(waiting.reason),
        "usual_wait": device_list.usual_wait() if waiting.state == State.REVIEW else None,
        "here": holding.page(request),
        "door": faces.door(request),
        "errors": [("", words) for words in summary] + [(name, words) for name, words in fields.items()],
        "code_error": fields.get("code", [""])[0],
    }
    return faces.plain(request, "security/new_device.html", context, _title(waiting.state), refusal)


def _title(state: str) -> str:
    return {
        State.CONFIRM: _("Is it you?"),
        State.REVIEW: _("We look at this sign-in first"),
        State.REFUSED: _("This sign-in was refused"),
        State.LOCKED: _("This sign-in is locked"),
    }.get(State(state), _("You can go on"))
