"""Each product: its switch, its share, why its label does not show, what mends it (COI-06, COI-15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kontor.contexts.coins.errors import AccountMissing, ShareWrong
from kontor.contexts.coins.policy import DEFAULT_SHARE
from kontor.contexts.coins.queries import store as read
from kontor.contexts.coins.queries.shapes import BoardRow, Cause
from kontor.contexts.coins.services.set_products import set_products
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, places, without_account

PAGE = 50


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def board(request: Request, bench: Bench) -> HttpResponse:
    """The data board; a form over it switches one product or many, with a share for those that are switched on."""
    if request.method == "GET":
        return _page(bench)
    post = request.POST
    act, _colon, one = post.get("one", "").partition(":")
    act = act or post.get("act", "")
    chosen = [each for each in map(reading.uuid, [one] if one else post.getlist("product")) if each is not None]
    back = HttpResponseRedirect(f"{reverse('seller_coin_products')}?{request.GET.urlencode()}")
    if not chosen or act not in ("on", "off"):
        messages.error(request, _("Select at least one product first."))
        return back
    try:
        set_products(seat=bench.seat, product_ids=chosen, on=act == "on", share=_share(post, act, one))
    except AccountMissing as refusal:
        return without_account(bench, refusal)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        return _page(bench, {"share": post.get("share", ""), "chosen": chosen}, refusal)
    messages.success(request, _words(act, len(chosen)))
    return back


def _share(post: Any, act: str, one: str) -> int | None:
    """The share typed for those that are selected; one switched in its row keeps its own."""
    text = post.get("share", "").strip()
    if act == "off" or one or not text:
        return None
    share = reading.whole(text, default=-1, low=-1)
    if share < 1:
        raise ShareWrong(field="share")
    return share


def _words(act: str, many: int) -> str:
    if act == "on":
        said = ngettext("%(n)s product takes coins.", "%(n)s products take coins.", many)
    else:
        said = ngettext("%(n)s product takes no coins.", "%(n)s products take no coins.", many)
    return said % {"n": many}


def _page(bench: Bench, typed: dict[str, Any] | None = None, refusal: Refusal | None = None) -> HttpResponse:
    request = bench.request
    own = read.account(bench.seat)
    if own is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    after = reading.whole(request.GET.get("after"), high=10**16)
    rows = read.board(bench.seat, language=request.place.language, after=after, size=PAGE + 1)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    chosen: Sequence[UUID] = (typed or {}).get("chosen", ())
    context: dict[str, Any] = {
        "page_title": _("Coins on products"),
        "places": places("seller_coin_products"),
        "rows": [
            {
                "row": row, "chosen": row.product_id in chosen,
                "causes": [{"said": _(each.sentence), **_mend(row, each)} for each in (*row.causes, *row.hints)],
            }
            for row in rows[:PAGE]
        ],
        "next": rows[PAGE - 1].number if len(rows) > PAGE else "",
        "further": bool(after),
        "share": (typed or {}).get("share", DEFAULT_SHARE.int()),
        "query": request.GET.urlencode(),
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }  # fmt: skip
    return bench.page("seller/coins/products.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)


def _mend(row: BoardRow, cause: Cause) -> dict[str, str]:
    """Where a cause is mended, and what that link says."""
    product = reverse("seller_product", args=[row.product_id])
    return {
        "fund": {"href": reverse("seller_coin_fund"), "link": _("Top up the fund")},
        "paused": {"href": reverse("seller_coins"), "link": _("Resume the account")},
        "review": {"href": product, "link": _("See the product")},
        "rejected": {"href": product, "link": _("Mend the product")},
        "sale": {"href": product, "link": _("See the product")},
        "campaign": {"href": reverse("seller_coin_campaigns"), "link": _("Campaigns")},
    }.get(cause.code, {"href": f"#p{row.number}", "link": ""})
