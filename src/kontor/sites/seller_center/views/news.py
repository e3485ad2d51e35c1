"""What the store tells those who follow it (BUY-07)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.sellers import news
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.services.publish_news import publish_news
from kontor.contexts.sellers.services.remove_news import remove_news
from kontor.kernel.errors import Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench


@at_bench("marketing.news", "news")
@require_http_methods(["GET", "POST"])
def listed(request: Request, bench: Bench) -> HttpResponse:
    """What was published, and a form for more."""
    if request.method == "GET":
        return _page(bench, {})
    typed = {"title": request.POST.get("title", ""), "text": request.POST.get("text", "")}
    try:
        publish_news(seat=bench.seat, **typed)
    except RightMissing:
        raise
    except Refusal as refusal:
        return _page(bench, typed, refusal)
    messages.success(request, _("Published. Those who follow the store are being told."))
    return HttpResponseRedirect(reverse("seller_news"))


def _page(bench: Bench, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "page_title": _("News"), "items": news.of_seat(bench.seat), "typed": typed, "fields": fields,
        "errors": [("", said) for said in summary] + [(name, said) for name, many in fields.items() for said in many],
        "form_failed": refusal is not None,
    }  # fmt: skip
    return bench.page("seller/news.html", "news", context, STATUS[refusal.kind] if refusal else 200)


@at_bench("marketing.news", "news")
@require_POST
def remove(request: Request, bench: Bench, news_id: UUID) -> HttpResponse:
    """One item goes."""
    if not remove_news(seat=bench.seat, news_id=news_id):
        raise NotFound
    messages.success(request, _("Removed."))
    return HttpResponseRedirect(reverse("seller_news"))
