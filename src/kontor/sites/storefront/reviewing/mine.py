"""“To review” and what was written: the buyer's own (BUY-01, TRD-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.aftersales.queries import reviews
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.browse.shown import media
from kontor.sites.storefront.reviewing.shown import shown

PAGE = 20


@signed_in
@require_GET
@never_cache
def waiting(request: Request) -> HttpResponse:
    """Orders that can be reviewed, the least time left first."""
    viewer = Buyer(request.account.pk)
    found = reviews.to_review(viewer, after=request.GET.get("after", "")[:18], size=PAGE + 1)
    context = {
        "orders": [{"order": each, "picture": media(each.picture)} for each in found[:PAGE]],
        "next": found[PAGE - 1].number if len(found) > PAGE else "",
    }
    return _page(request, viewer, context)


@signed_in
@require_GET
@never_cache
def written(request: Request) -> HttpResponse:
    """What the buyer has said, newest first."""
    viewer = Buyer(request.account.pk)
    found = reviews.my_reviews(viewer, after=_uuid(request.GET.get("after", "")), size=PAGE + 1)
    context = {
        "reviews": shown(found[:PAGE], request.place.language, own=True),
        "next": found[PAGE - 1].id if len(found) > PAGE else "",
        "of_written": True,
    }
    return _page(request, viewer, context)


def _page(request: Request, viewer: Buyer, context: dict[str, Any]) -> HttpResponse:
    many, of_written = reviews.to_review_count(viewer), bool(context.get("of_written"))
    frame = {
        "page_title": _("My reviews"),
        "section": "reviews",
        "further": bool(request.GET.get("after")),
        "tabs": [
            {"label": _("To review"), "href": "/account/reviews/", "active": not of_written, "count": many},
            {"label": pgettext("reviews", "Written"), "href": "/account/reviews/written/", "active": of_written},
        ],
    }
    return render(request, "storefront/reviewing/mine.html", frame | context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
