"""What speaks against real trade as far as exchange rates go: sentences for `kontor check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.conf import settings

from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.pricing import queries
from kontor.contexts.pricing.policy import RATES_STALE_AFTER
from kontor.contexts.pricing.table import PerDollar
from kontor.kernel.clock import now

ECB = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"


def doubts() -> Iterator[tuple[str, str]]:
    """A sentence and what to do about it, for each thing that is not fit."""
    asked, today = settings.KONTOR.rates_url, now().date()
    known, used = queries.newest(today), [code for code in queries.in_use() if code != "USD"]
    bring = "`kontor rates import FILE`"
    remedy = f"`kontor rates fetch`; {bring} for currencies that your provider lacks." if asked else (
        f"KONTOR_RATES_URL={ECB}, or {bring}."
    )  # fmt: skip
    if none := [code for code in used if code not in known]:
        yield (f"There is no exchange rate of {', '.join(none)}: what needs one is refused, or not taxed.", remedy)
    if begin := sorted({*CURRENCIES} - {"USD", *known, *used}):
        yield (f"Visitors who start in {', '.join(begin)} would see no prices: there is no exchange rate.", remedy)
    days = RATES_STALE_AFTER.int()
    if old := [code for code in used if code in known and known[code].day < today - timedelta(days=days)]:
        yield (f"Exchange rates are older than {days} days: {', '.join(_dated(code, known) for code in old)}.", remedy)
    if jumped := queries.waiting():
        yield (
            f"The newest exchange rate of {', '.join(jumped)} jumped and is not taken over.",
            "Console → Review queues → Exchange rates that jumped.",
        )


def _dated(code: str, known: Mapping[str, PerDollar]) -> str:
    return f"{code} ({known[code].day.isoformat()})"
