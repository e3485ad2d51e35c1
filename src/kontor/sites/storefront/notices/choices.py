"""What one wants to hear, by which channel, and when not (BUY-13)."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.notifications import push, queries
from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.rules import CHANNELS, MAIL, PAGE, PUSH
from kontor.contexts.notifications.services.change_preferences import change_preferences
from kontor.contexts.notifications.services.subscribe_push import subscribe_push
from kontor.contexts.notifications.services.switch_off import switch_off
from kontor.contexts.notifications.services.unsubscribe_push import unsubscribe_push
from kontor.contexts.notifications.unsubscribing import read_token
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.sites.storefront.notices.listing import ZONE, _uuid

CHOICES = "/account/notices/choices/"


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def choices(request: Request) -> HttpResponse:
    """A table of kinds and channels, quiet hours, the browsers."""
    if request.method == "GET":
        return _page(request)
    wanted = set(request.POST.getlist("on"))
    off = {f"{kind}.{channel}" for kind, _ in queries.choices() for channel in CHANNELS} - wanted
    try:
        change_preferences(
            account_id=request.account.pk, off=off, quiet=request.POST.get("quiet") == "1",
            quiet_from=_hour(request.POST.get("quiet_from", "")),
            quiet_until=_hour(request.POST.get("quiet_until", "")),
            zone=request.POST.get("zone", ""),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, gettext("Your choices are saved."))
    return HttpResponseRedirect(CHOICES)


def _hour(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else -1  # noqa: PLR2004  (two digits)


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    viewer = Buyer(request.account.pk)
    kept = queries.preferences(viewer)
    said = request.POST if refusal else None
    zone = said.get("zone", "") if said else kept.zone or request.COOKIES.get(ZONE, "")
    off = kept.off if said is None else {
        f"{kind}.{channel}" for kind, _ in queries.choices() for channel in CHANNELS
    } - set(said.getlist("on"))  # fmt: skip
    summary, fields = messages_of(refusal) if refusal else ([], {})
    names = [(PAGE, pgettext("channel", "Page")), (MAIL, pgettext("channel", "Mail")),
             (PUSH, pgettext("channel", "Browser"))]  # fmt: skip
    context = {
        "section": "notices",
        "channels": [label for _, label in names],
        "rows": [
            {"label": gettext(label), "boxes": [
                {"value": f"{kind}.{channel}", "on": f"{kind}.{channel}" not in off, "label": name}
                for channel, name in names if KINDS[kind].pushed or channel != PUSH
            ]}
            for kind, label in queries.choices()
        ],
        "quiet": said.get("quiet") == "1" if said else kept.quiet,
        "quiet_from": said.get("quiet_from", "") if said else str(kept.quiet_from),
        "quiet_until": said.get("quiet_until", "") if said else str(kept.quiet_until),
        "hours": [(str(hour), f"{hour:02d}:00") for hour in range(24)],
        "zone": zone,
        "zones": [(name, name.replace("_", " ")) for name in _zones()],
        "browsers": queries.browsers(viewer),
        "push_key": push.public_key(),
        "errors": [("", text) for text in summary] + [(n, text) for n, several in fields.items() for text in several],
        "fields": fields,
        "form_failed": refusal is not None,
    }  # fmt: skip
    return render(request, "storefront/notices/choices.html", context, status=STATUS[refusal.kind] if refusal else 200)


def _zones() -> list[str]:
    return [*sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")), "UTC"]


@signed_in
@require_POST
def push_on(request: Request) -> HttpResponse:
    """A browser's subscription, put into the form by its script."""
    try:
        subscribe_push(
            account_id=request.account.pk, endpoint=request.POST.get("endpoint", ""),
            p256dh=request.POST.get("p256dh", ""), auth=request.POST.get("auth", ""),
            device=request.POST.get("device", ""),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, gettext("This browser now gets your messages."))
    return HttpResponseRedirect(f"{CHOICES}#browsers")


@signed_in
@require_POST
def push_off(request: Request) -> HttpResponse:
    """One of the viewer's browsers gets no more messages."""
    named = _uuid(request.POST.get("browser", ""))
    if named is None or not unsubscribe_push(account_id=request.account.pk, subscription_id=named):
        raise NotFound
    messages.success(request, gettext("That browser gets no more messages."))
    return HttpResponseRedirect(f"{CHOICES}#browsers")


@public
@csrf_exempt  # a mail program posts here with one click (RFC 8058): the signed address is the proof
@require_http_methods(["GET", "POST"])
@never_cache
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The one click of a mail. Opening the page changes nothing: programs that look at mails open every link."""
    known = read_token(token)
    if known is None or known[1] not in KINDS or KINDS[known[1]].required:
        raise NotFound
    account_id, kind = known
    done = request.method == "POST"
    if done:
        switch_off(account_id=account_id, kind=kind, on=request.POST.get("again") == "1")
    context = {"kind": gettext(KINDS[kind].said), "done": done, "again": request.POST.get("again") == "1"}
    return render(request, "storefront/notices/unsubscribe.html", context)
