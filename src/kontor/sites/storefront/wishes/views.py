"""Hearts, wish lists, and a list that somebody shares (BUY-06)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.buyers import wishes
from kontor.contexts.buyers.services.change_wish import change_wish
from kontor.contexts.buyers.services.change_wish_list import change_wish_list
from kontor.contexts.buyers.services.drop_wish import drop_wish
from kontor.contexts.buyers.services.keep_wish import Wished, keep_wish
from kontor.contexts.buyers.services.make_wish_list import make_wish_list
from kontor.contexts.pricing.queries import rates
from kontor.contexts.pricing.rules import shown
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search.queries import hits_of
from kontor.contexts.search.queries.wished import Standing, standing, wishable
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.sites.storefront.account import way_on
from kontor.sites.storefront.browse.shown import cards
from kontor.sites.storefront.wishes import guest

PAGE = "/wishes/"
_MOST_DIGITS = 18
_COMMON = "USD"  # in which prices of several currencies are compared


@public
@require_POST
def toggle(request: Request) -> HttpResponse:
    """A heart was pressed: keep the product, or no longer. For visitors in their browser's cookie."""
    text = request.POST.get("wish", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
    on = request.POST.get("keep", "") != "0" and number not in guest.wished_of(request)
    found = wishable([number])
    if not found and on:
        raise NotFound
    answer = _answer(request, on=on)
    kept = [one for one in guest.numbers(request) if one != number]
    if request.account is None:
        return guest.remember(request, answer, [number, *kept] if on else kept)
    viewer = Buyer(request.account.pk)
    try:
        if on:
            keep_wish(viewer=viewer, wished=[Wished(one.product_id, one.number, one.price) for one in found])
        else:
            drop_wish(viewer=viewer, number=number)
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(PAGE)
    return guest.remember(request, answer, kept) if number in guest.numbers(request) else answer


def _answer(request: Request, *, on: bool) -> HttpResponse:
    if request.headers.get("accept", "").startswith("application/json"):
        said = gettext("It is on your wish list.") if on else gettext("It is off your wish list.")
        return JsonResponse({"on": on, "said": said})
    return HttpResponseRedirect(way_on.of(request) or PAGE)


@public
@require_GET
@never_cache
def listed(request: Request) -> HttpResponse:
    """The viewer's lists and what is on one of them; for a visitor what the browser keeps."""
    if request.account is None:
        found = wishable(guest.numbers(request))
        rows = _rows(request, [(None, one.product_id, one.price, "") for one in found])
        return render(request, "storefront/wishes/guest.html", {"rows": rows, "page_title": gettext("Wish list")})
    if guest.taken_over(request):
        return guest.remember(request, HttpResponseRedirect(PAGE), [])
    viewer = Buyer(request.account.pk)
    lists = wishes.lists(viewer)
    asked = request.GET.get("list", "")
    here = next((one for one in lists if str(one.id) == asked), lists[0] if lists else None)
    sort = request.GET.get("sort", "newest")
    after = request.GET.get("after", "")
    table = rates()
    entries, further = (
        wishes.items(viewer, here.id, sort=sort, after=after, factors=_factors(table)) if here else ([], "")
    )
    context = {
        "section": "wishes", "here": here, "sort": sort, "after": after, "further": further,
        "name": _name(here.name) if here else "",
        "lists": [{"id": one.id, "name": _name(one.name)} for one in lists],
        "others": [{"id": one.id, "name": _name(one.name)} for one in lists if here and one.id != here.id],
        "tabs": [
            {"label": _name(one.name), "href": f"{PAGE}?list={one.id}", "count": one.count, "active": one is here}
            for one in lists
        ],
        "rows": _rows(request, [(entry, entry.product_id, entry.noted, entry.note) for entry in entries]),
        "sorts": [("newest", gettext("Kept last")), ("oldest", gettext("Kept first")),
                  ("cheapest", gettext("Price, low to high")), ("dearest", gettext("Price, high to low"))],
        "link": f"{settings.KONTOR.web_url}/wishes/shared/{here.share_key}/" if here and here.share_key else "",
    }  # fmt: skip
    return render(request, "storefront/wishes/lists.html", context)


def _factors(table: RateTable) -> dict[str, Decimal]:
    return {currency: table.minor_factor(currency, _COMMON) for currency in table.per_usd}


def _name(name: str) -> str:
    return name or pgettext("wish list", "My wishes")


def _rows(request: Request, kept: list[tuple[Any, UUID, Any, str]]) -> list[dict[str, Any]]:
    """Entries with their cards; two statements, however many."""
    place, ids = request.place, [product_id for _, product_id, _, _ in kept]
    hits = {hit.product_id: hit for hit in hits_of(ids, language=place.language, currency=place.currency)}
    stands: dict[UUID, Standing] = standing(ids, place.language)
    table = rates() if ids else None
    rows = []
    for entry, product_id, noted, note in kept:
        hit, stand = hits.get(product_id), stands.get(product_id)
        less = stand is not None and stand.price.currency == noted.currency and stand.price.minor < noted.minor
        rows.append({
            "entry": entry, "note": note,
            "card": cards([hit], place.language)[0] if hit else None,
            "available": stand is not None and stand.available,
            "only_sku": stand.only_sku if stand and stand.available else None,
            "cheaper": shown(noted, place.currency, table) if less and table else None,
        })  # fmt: skip
    return rows


@public
@require_GET
@never_cache
def shared(request: Request, key: str) -> HttpResponse:
    """A list by its link: products and nothing about who keeps them."""
    name, entries = wishes.shared(key)
    rows = _rows(request, [(None, entry.product_id, entry.noted, "") for entry in entries])
    context = {"rows": rows, "page_title": _shared_name(name), "shared": True}
    response = render(request, "storefront/wishes/guest.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _shared_name(name: str) -> str:
    return name or gettext("A wish list")


@signed_in
@require_POST
def make(request: Request) -> HttpResponse:
    """A new list."""
    try:
        made = make_wish_list(viewer=Buyer(request.account.pk), name=request.POST.get("name", ""))
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(PAGE)
    return HttpResponseRedirect(f"{PAGE}?list={made}")


@signed_in
@require_POST
def change_list(request: Request, list_id: UUID) -> HttpResponse:
    """Another name, a link, no link, or the end of a list."""
    deed = request.POST.get("deed", "")
    change_wish_list(
        viewer=Buyer(request.account.pk), list_id=list_id,
        name=request.POST.get("name", "") if deed == "rename" else None,
        share={"share": True, "unshare": False}.get(deed), remove=deed == "remove",
    )  # fmt: skip
    return HttpResponseRedirect(PAGE if deed == "remove" else f"{PAGE}?list={list_id}")


@signed_in
@require_POST
def change_item(request: Request, item_id: UUID) -> HttpResponse:
    """A note, another list, a copy there, or off the list."""
    viewer, deed = Buyer(request.account.pk), request.POST.get("deed", "")
    back = f"{PAGE}?list={here}" if (here := _uuid(request.POST.get("here", ""))) else PAGE
    if deed == "remove":
        if not drop_wish(viewer=viewer, item_id=item_id):
            raise NotFound
        return HttpResponseRedirect(back)
    try:
        change_wish(
            viewer=viewer, item_id=item_id, note=request.POST.get("note", "") if deed == "note" else None,
            to_list=_uuid(request.POST.get("to", "")) if deed in ("move", "copy") else None, copy=deed == "copy",
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind == "not_found":
            raise
        messages.error(request, say(refusal))
    return HttpResponseRedirect(back)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
