"""“My account”: what needs attention, at one glance (BUY-01)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.buyers import queries as buyers
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.orders import queries as orders
from kontor.contexts.risk import identity_queries as identity
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account import places
from kontor.sites.storefront.account.order_words import STATES

_RECENT = 3
_ELSEWHERE = {"to_review": "/account/reviews/", "unread": "/account/messages/"}


@signed_in
@require_GET
@never_cache
def overview(request: Request) -> HttpResponse:
    """Counts that match the lists they open, the latest orders, the default address, the profile."""
    viewer = Buyer(request.account.pk)
    counts = {
        **orders.buyer_counts(viewer),
        "to_review": reviews.to_review_count(viewer),
        "unread": inbox.buyer_unread(viewer)["all"],
    }
    book = buyers.addresses(viewer)
    context = {
        "account": request.account,
        "country": places.country_name(request.account.country, request.place.language),
        "language_name": dict(places.languages()).get(request.account.language, request.account.language),
        "counts": [
            {
                "key": key,
                "label": label,
                "icon": icon,
                "count": counts.get(key, 0),
                "href": _ELSEWHERE.get(key, f"/account/orders/?tab={key}"),
            }
            for key, label, icon in (
                ("to_pay", _("To pay"), "wallet"),
                ("to_ship", _("To ship"), "package"),
                ("to_receive", _("To receive"), "truck"),
                ("to_review", _("To review"), "star"),
                ("unread", _("Unread messages"), "messages-square"),
            )
        ],
        "recent": [
            {"card": card, "label": STATES.get(card.state, card.state)}
            for card in orders.buyer_orders(viewer, size=_RECENT)
        ],
        "home": next((view for view in book if view.country == request.account.country and view.is_default), None)
        or next(iter(book), None),
        "book_size": len(book),
        "in_dispute": counts.get("in_dispute", 0),
        "identity_waits": identity.waits(viewer),
        "section": "overview",
    }
    return render(request, "storefront/account/overview.html", context)
