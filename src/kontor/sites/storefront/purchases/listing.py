"""“My orders”: all purchases with their states, found by number or words (BUY-02)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.orders import queries as orders
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.purchases import words

PAGE = 20
WAITING = ("to_pay", "to_ship", "to_receive", "in_dispute")


@signed_in
@require_GET
@never_cache
def listed(request: Request) -> HttpResponse:
    """Tabs and search live in the address; pages go by key."""
    viewer = Buyer(request.account.pk)
    tab, text = request.GET.get("tab", "all"), request.GET.get("q", "").strip()[:100]
    tab = tab if tab in words.TABS else "all"
    counts = orders.buyer_counts(viewer)
    cards = orders.buyer_orders(viewer, tab=tab, text=text, after=request.GET.get("after", ""), size=PAGE + 1)
    context = {
        "page_title": _("My orders"),
        "section": "orders",
        "tabs": [
            {
                "label": label,
                "href": f"?tab={name}",
                "active": name == tab,
                "count": counts.get(name) if name in WAITING else None,
                "kind": "warning" if name == "to_pay" and counts.get(name) else "",
            }
            for name, label in words.TABS.items()
        ],
        "tab": tab,
        "text": text,
        "orders": cards[:PAGE],
        "labels": words.STATES,
        "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
        "further": bool(request.GET.get("after")),
        "topic": f"buyer:{viewer.buyer_id}",
        "stream_url": url_for(f"buyer:{viewer.buyer_id}"),
    }
    return render(request, "storefront/purchases/list.html", context)
