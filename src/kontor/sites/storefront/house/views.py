"""Help and the like."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.house import pages


@public
@require_GET
def overview(request: Request) -> HttpResponse:
    """All help pages."""
    return render(request, "house/overview.html", {"page_title": _("Help"), "pages": pages.every()})


@public
@require_GET
def one(request: Request, slug: str) -> HttpResponse:
    """One help page."""
    found = pages.page(slug)
    if found is None:
        raise Http404
    trail = [{"label": _("Help"), "href": "/help/"}, {"label": found.title, "href": ""}]
    return render(request, "house/page.html", {"page_title": found.title, "page": found, "trail": trail})
