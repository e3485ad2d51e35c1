"""Reports over time, each with its tables and downloads (OPR-05)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.reports.asked import asked
from kontor.sites.console.reports.kinds import KINDS
from kontor.sites.console.reports.sheet import sheet
from kontor.ui.formats import locale_of

ACTIVE = "console_reports"


@signed_in
@require_GET
def overview(request: Request) -> HttpResponse:
    """Which reports there are."""
    kinds = [
        {"title": _(kind.title), "about": _(kind.about), "href": reverse("console_report", args=[name])}
        for name, kind in KINDS.items()
    ]
    return page(request, "console/reports.html", {"kinds": kinds}, active=ACTIVE, title=_("Reports"))


@signed_in
@require_GET
def report_page(request: Request, topic: str) -> HttpResponse:
    """One report of a period; with `?csv=<table>` that table as a file."""
    kind = KINDS.get(topic)
    if kind is None:
        raise NotFound
    wanted = asked(request, usual=kind.usual)
    found = kind.make(operator_of(request), wanted)
    if key := request.GET.get("csv", ""):
        table = next((each for each in found.tables if each.key == key), None)
        if table is None:
            raise NotFound
        period = wanted.period
        return sheet(table, name=f"{topic}-{key}-{period.first.isoformat()}-{period.last.isoformat()}")
    territories = locale_of(get_language()).territories
    context = {
        "report": found,
        "asked": wanted,
        "by_store": kind.by_store,
        "countries": sorted(((code, str(territories.get(code, code))) for code in COUNTRIES), key=lambda pair: pair[1]),
    }
    return page(request, "console/report.html", context, active=ACTIVE, title=found.title)
