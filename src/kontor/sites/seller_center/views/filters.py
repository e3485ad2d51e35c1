"""Keeping and forgetting filters of the Seller Center's lists."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.platform import filters
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.filters import LISTS, FilteredList, pairs


@at_bench()
@require_POST
def keep(request: Request, bench: Bench) -> HttpResponse:
    """Keep the state of a list under a name; back to the list in that state."""
    which, one = _list(request)
    require(bench.seat, one.right)
    query = QueryDict(request.POST.get("query", "")[:2000])
    try:
        filters.keep(
            account_id=bench.seat.account_id, list_name=one.name, scope=bench.seat.store_id,
            name=request.POST.get("filter_name", ""), pairs=pairs(which, query),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("The filter is kept. You find it above the list."))
    return _back(one, query)


@at_bench()
@require_POST
def forget(request: Request, bench: Bench, filter_id: UUID) -> HttpResponse:
    """Remove a kept filter; the list stays as it is."""
    _which, one = _list(request)
    if not filters.forget(account_id=bench.seat.account_id, filter_id=filter_id):
        raise NotFound
    messages.success(request, _("The filter is removed."))
    return _back(one, QueryDict(request.POST.get("query", "")[:2000]))


def _list(request: Request) -> tuple[str, FilteredList]:
    which = request.POST.get("list", "")
    if which not in LISTS:
        raise NotFound
    return which, LISTS[which]


def _back(one: FilteredList, query: QueryDict) -> HttpResponse:
    encoded = query.urlencode()
    return HttpResponseRedirect(reverse(one.address) + (f"?{encoded}" if encoded else ""))
