"""The message center: conversations with stores, each kind in its own tab, support, and what Kontor says (BUY-03)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.words import Stream
from kontor.contexts.notifications import queries as notices
from kontor.contexts.support import queries as requests
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.messages import shown, support

PAGE = 20
PLATFORM = "kontor"
_MOST = 99  # what a tab counts up to


@signed_in
@require_GET
@never_cache
def centre(request: Request) -> HttpResponse:
    """Without a tab in the address, the first one with something unread is open."""
    viewer, asked, after = Buyer(request.account.pk), request.GET.get("tab", ""), request.GET.get("after", "")
    unread = inbox.buyer_unread(viewer) | {support.TAB: requests.unread(viewer), PLATFORM: notices.unread(viewer)}
    names = [*(stream.value for stream in Stream), support.TAB, PLATFORM]
    tab = asked if asked in names else next((name for name in names if unread[name]), Stream.INQUIRY.value)
    topic = f"buyer:{viewer.buyer_id}"
    context: dict[str, Any] = {
        "page_title": _("Messages"),
        "section": "messages",
        "tab": tab,
        "tabs": _tabs(names, tab, unread),
        "topic": "" if after else topic,
        "stream_url": url_for(topic),
    }
    if tab == PLATFORM:
        context["notices"] = notices.page(viewer, request.place.language, size=PAGE)
    elif tab == support.TAB:
        cards = requests.mine(viewer, after=after, size=PAGE + 1)
        context |= {
            "requests": [support.row(each) for each in cards[:PAGE]],
            "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
            "further": bool(after),
        }
    else:
        found = inbox.buyer_conversations(viewer, stream=tab, after=after, size=PAGE + 1)
        context |= {
            "rows": [shown.row(each) for each in found[:PAGE]],
            "next": found[PAGE - 1].key if len(found) > PAGE else "",
            "further": bool(after),
        }
    return render(request, "storefront/messages/centre.html", context)


def _tabs(names: list[str], chosen: str, unread: Mapping[str, int]) -> list[dict[str, Any]]:
    others = {support.TAB: _("Support"), PLATFORM: _("From Kontor")}
    return [
        {
            "label": others.get(name) or shown.stream_name(name),
            "href": f"?tab={name}",
            "active": name == chosen,
            "count": (f"{_MOST}+" if unread[name] > _MOST else unread[name]) if unread[name] else "",
            "kind": "strong",
        }
        for name in names
    ]
