"""What the store asks for shipping."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kontor.contexts.logistics import queries as logistics
from kontor.contexts.logistics.rules import Rate
from kontor.contexts.logistics.services.replace_freight import replace_freight
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench

SPARE = 2
MOST = 60
_NAMES = ("service", "countries", "first_g", "first", "step_g", "step", "free_from", "min_days", "max_days")


@at_bench("logistics.freight", "freight")
@require_http_methods(["GET", "POST"])
def edit(request: Request, bench: Bench) -> HttpResponse:
    """The table of rates: a row without a service is left out."""
    if request.method == "GET":
        return _page(bench, [_shown(rate) for rate in logistics.freight_of(bench.seat)])
    rows = [row for row in _typed(request.POST) if row["service"]]
    try:
        replace_freight(seat=bench.seat, rates=[_rate(row, bench.store.currency) for row in rows])
    except RightMissing:
        raise
    except Refusal as refusal:
        return _page(bench, rows, refusal)
    messages.success(request, _("Saved. New orders pay these prices."))
    return HttpResponseRedirect(reverse("seller_freight"))


def _shown(rate: Rate) -> dict[str, str]:
    return {
        "service": f"{rate.carrier}:{rate.service}",
        "countries": ", ".join(sorted(rate.countries)),
        "first_g": str(rate.first_g),
        "first": reading.shown(rate.first_minor, rate.currency),
        "step_g": str(rate.step_g),
        "step": reading.shown(rate.step_minor, rate.currency),
        "free_from": reading.shown(rate.free_from_minor, rate.currency),
        "min_days": str(rate.min_days),
        "max_days": str(rate.max_days),
    }


def _typed(post: QueryDict) -> list[dict[str, str]]:
    count = reading.whole(post.get("rows"), 0, 0, MOST)
    return [{name: post.get(f"rates.{index}.{name}", "").strip() for name in _NAMES} for index in range(count)]


def _rate(row: dict[str, str], currency: str) -> Rate:
    """A row as a rate; an amount that cannot be read counts as negative, so that its sentence is shown."""
    carrier, service = reading.chosen_service(row)

    def minor(name: str) -> int:
        read = reading.amount(row[name] or "0", currency)
        return -1 if read is None else read

    return Rate(
        carrier=carrier,
        service=service,
        countries=frozenset(code.upper() for code in re.split(r"[\s,;]+", row["countries"]) if code),
        currency=currency,
        first_g=reading.whole(row["first_g"]),
        first_minor=minor("first"),
        step_g=reading.whole(row["step_g"], 500),
        step_minor=minor("step"),
        free_from_minor=minor("free_from") if row["free_from"] else None,
        min_days=reading.whole(row["min_days"], high=365),
        max_days=reading.whole(row["max_days"], high=365),
    )


def _page(bench: Bench, rows: list[dict[str, str]], refusal: Refusal | None = None) -> HttpResponse:
    summary, errors = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Freight"),
        "rows": [*rows, *({} for _spare in range(SPARE))],
        "services": logistics.service_choices(),
        "currency": bench.store.currency,
        "errors": {"": summary, **errors} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/freight.html", "freight", context, STATUS[refusal.kind] if refusal else 200)
