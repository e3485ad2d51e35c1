"""The bell and what it opens (BUY-13)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.notifications import queries
from kontor.contexts.notifications.services.keep_zone import keep_zone
from kontor.contexts.notifications.services.read_notices import read_notices
from kontor.kernel.viewer import Buyer
from kontor.platform import stream
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in

PAGE = "/account/notices/"
SIZE = 20
ZONE = "kontor_zone"  # a cookie that the browser's script writes: its time zone


@signed_in
@require_GET
@never_cache
def listed(request: Request) -> HttpResponse:
    """The viewer's notices, newest first; `?unread=1` leaves out what was read."""
    viewer = Buyer(request.account.pk)
    only = request.GET.get("unread") == "1"
    before = _uuid(request.GET.get("before", ""))
    found = queries.page(viewer, request.place.language, only_unread=only, before=before, size=SIZE)
    older = f"{PAGE}?before={found[-1].id}{'&unread=1' if only else ''}" if len(found) == SIZE else ""
    context = {
        "section": "notices", "found": found, "only": only, "older": older,
        "topic": topic(request.account.pk) if before is None else "",
        "stream_url": stream.url_for(topic(request.account.pk)),
        "tabs": [
            {"label": pgettext("notices", "All"), "href": PAGE, "active": not only},
            {"label": pgettext("notices", "Unread"), "href": f"{PAGE}?unread=1", "active": only},
        ],
    }  # fmt: skip
    return render(request, "storefront/notices/list.html", context)


def topic(account_id: UUID) -> str:
    """What the bell listens to."""
    return f"notices:{account_id}"


@signed_in
@require_GET
@never_cache
def bell(request: Request) -> HttpResponse:
    """The bell alone, fetched again when the stream tells of something new."""
    if (zone := request.COOKIES.get(ZONE, "")) and request.headers.get("HX-Request"):
        keep_zone(account_id=request.account.pk, zone=zone)
    return render(request, "storefront/notices/bell.html", bell_context(request))


def bell_context(request: HttpRequest) -> dict[str, object]:
    """What the bell shows: as it was when the session was read, or, after a change, counted anew."""
    account_id = request.account.pk  # type: ignore[attr-defined]
    known = getattr(request.session, "beside", {}).get("unread") if request.method == "GET" else None
    count = queries.unread(Buyer(account_id)) if known is None else known
    return {
        "unread": count,
        "unread_text": f"{queries.MOST_COUNTED - 1}+" if count >= queries.MOST_COUNTED else str(count),
        "bell_topic": topic(account_id),
        "bell_stream": stream.url_for(topic(account_id)),
    }


@signed_in
@require_POST
def open_one(request: Request, notice_id: UUID) -> HttpResponse:
    """Read one and go where it leads; `turn` only makes it unread again."""
    viewer = Buyer(request.account.pk)
    path = queries.opened(viewer, notice_id)
    if not path:
        raise NotFound
    turned = request.POST.get("turn") == "1"
    read_notices(account_id=viewer.buyer_id, notice_id=notice_id, unread=turned)
    return HttpResponseRedirect(PAGE if turned or not path.startswith("/") or path.startswith("//") else path)


@signed_in
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Everything is read."""
    read_notices(account_id=request.account.pk)
    return HttpResponseRedirect(PAGE)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
