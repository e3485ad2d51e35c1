"""Of which days, country and store a report was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.insight.queries.reports import Period
from kontor.kernel.clock import now

_USUAL = 90  # days
_LONGEST = 366 * 5


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a report's address. What is not understood counts as not said."""

    period: Period
    country: str
    store: str


def asked(request: HttpRequest, *, usual: int = _USUAL) -> Asked:
    """The filters; the last `usual` days where no period is said."""
    today = now().date()
    last = _day(request.GET.get("to", "")) or today
    first = _day(request.GET.get("from", "")) or last - timedelta(days=usual - 1)
    if first > last:
        first, last = last, first
    first = max(first, last - timedelta(days=_LONGEST))
    country, store = request.GET.get("country", "").upper(), request.GET.get("store", "").strip()
    return Asked(
        Period(first, last),
        country if country in COUNTRIES else "",
        store if re.fullmatch(r"[\w-]{1,80}", store) else "",
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 2200 else None  # noqa: PLR2004  (no other years have figures)
