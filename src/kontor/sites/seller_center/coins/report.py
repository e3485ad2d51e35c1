"""What coins brought the store: moved, orders with and without, scenes, categories, exchange (COI)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from kontor.contexts.coins.queries.moved import moved_lines
from kontor.contexts.coins.queries.reports import Report, report
from kontor.contexts.coins.queries.store import account
from kontor.contexts.coins.rules.kinds import TYPES, SceneKind
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, places

SPANS = (7, 30, 90)
PAGE = 50


@at_bench(RIGHT, SECTION)
@require_GET
def page(request: Request, bench: Bench) -> HttpResponse:
    """The figures of the last days, each span an address; those of coins open to the lines whose sum they are."""
    if account(bench.seat) is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else 30
    found = report(bench.seat, days=days)
    language = request.place.language
    context: dict[str, Any] = {
        "page_title": _("Report of coins"),
        "places": places("seller_coin_report"),
        "spans": SPANS,
        "days": days,
        "report": found,
        "used": _percent(found.used_permille),
        "moved": _moved(found),
        "sides": [
            (_("Orders with coins"), found.with_coins, _percent(found.with_coins.refunded_permille), _again(found, 0)),
            (_("Orders without"), found.without, _percent(found.without.refunded_permille), _again(found, 1)),
        ],
        "scenes": [
            {"scene": scene, "title": _(TYPES[SceneKind(scene.kind)].title),
             "roi": None if scene.roi_percent is None else f"{scene.roi_percent / 100:.1f}"}
            for scene in found.scenes
        ],
        "categories": [(_name(names, language), _percent(share)) for names, share in found.categories],
    }  # fmt: skip
    opened = request.GET.get("lines", "")
    if opened in found.moved:
        context |= _lines(bench, opened, days, reading.uuid(request.GET.get("before")))
    return bench.page("seller/coins/report.html", SECTION, context)


def _labels() -> dict[str, str]:
    return {
        "given": pgettext("coins", "Given"),
        "used": pgettext("coins", "Used"),
        "expired": pgettext("coins", "Expired"),
        "taken": pgettext("coins", "Taken back"),
    }


def _moved(found: Report) -> list[tuple[str, str, int]]:
    return [(code, label, found.moved.get(code, 0)) for code, label in _labels().items()]


def _lines(bench: Bench, name: str, days: int, before: UUID | None) -> dict[str, Any]:
    """What an opened figure is the sum of, some at a time."""
    rows = moved_lines(bench.seat, name, days=days, before=before, size=PAGE + 1)
    label = _labels()[name]
    why = {
        "use": pgettext("movement of coins", "Used for an order"),
        "return": pgettext("movement of coins", "Back after a refund"),
        "ticket": pgettext("movement of coins", "A lottery ticket"),
    }
    return {
        "opened": name,
        "opened_label": label,
        "lines": [(row, why.get(row.cause.split(":")[0].removeprefix("coins."), label)) for row in rows[:PAGE]],
        "next": rows[PAGE - 1].posting_id if len(rows) > PAGE else "",
        "further": before is not None,
    }


def _again(found: Report, side: int) -> str:
    share = found.again[side]
    return "–" if share is None else _percent(share)


def _percent(permille: int) -> str:
    """`635` of a thousand as `63.5 %`."""
    return _("%(share)s %%") % {"share": f"{permille / 10:.1f}"}


def _name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get("en", "")
