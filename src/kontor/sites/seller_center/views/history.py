"""Settings → History: what was done in the store, and who saw recipients (OPR-06)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.history import lines

PAGE = 50


@at_bench("settings.members", "history")
@require_GET
def history(request: Request, bench: Bench) -> HttpResponse:
    """Newest first, paged by key."""
    before = reading.uuid(request.GET.get("before"))
    found = lines(bench.seat, before=before, size=PAGE + 1)
    context = {
        "page_title": _("History"),
        "lines": found[:PAGE],
        "before": before or "",
        "next_key": found[PAGE - 1]["id"] if len(found) > PAGE else "",
    }
    return bench.page("seller/history.html", "history", context)
