"""How long sellers wait whose sign-in from a new place a person looks at (SEL-05)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import median, quantiles

from django.utils.translation import gettext as _

from kontor.contexts.accounts.device_list import QUEUE
from kontor.contexts.insight.rules import share
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import Column, Report, Stat, Table, percent, seconds
from kontor.ui.charts import Chart, Reference, Series
from kontor.ui.formats import count, day

# What the article on the Seller App reports of its market.
_ARTICLE_HOURS = 3.2
_HOUR = 3600
_LET_IN = "let_in"


def report(viewer: Operator, asked: Asked) -> Report:
    """Sign-ins from new places: how many were decided, how, and after which wait."""
    found = reviews.waits(viewer, QUEUE, asked.period.first, asked.period.last)
    by_day: defaultdict[date, list[float]] = defaultdict(list)
    let_in: defaultdict[date, int] = defaultdict(int)
    for one in found:
        by_day[one.day] += one.waits
        let_in[one.day] += len(one.waits) if one.decision == _LET_IN else 0
    every = [wait for waits in by_day.values() for wait in waits]
    days = sorted(by_day)
    article = seconds(_ARTICLE_HOURS * _HOUR)
    waiting = next((one.open for one in reviews.measures(viewer) if one.kind.name == QUEUE), 0)
    hours = [median(by_day[one]) / _HOUR for one in days]
    return Report(
        name="sign-in-reviews",
        title=_("Sign-ins from new places"),
        intro=_("Sellers with few trusted devices who sign in from another place wait until a person has looked."),
        stats=[
            Stat(_("Median wait"), seconds(median(every) if every else None),
                 _("Article: %(figure)s") % {"figure": article}),
            Stat(_("Nine of ten within"), seconds(_ninth(every))),
            Stat(_("Decided"), count(len(every))),
            Stat(_("Let in"), percent(share(sum(let_in.values()), len(every)))),
            Stat(_("Waiting now"), count(waiting)),
        ],
        charts=[] if not days else [
            Chart(
                _("Median wait in hours, by the day of the decision"), [day(one) for one in days],
                [Series(_("Hours"), [round(one, 2) for one in hours], [seconds(one * _HOUR) for one in hours])],
                unit=_("Day"), reference=Reference(_("Article"), _ARTICLE_HOURS, article),
            ),
        ],
        tables=[
            Table(
                "days", _("By the day of the decision"),
                [Column(_("Day"), "day"), Column(_("Decided")), Column(_("Let in")),
                 Column(_("Median wait"), "seconds"), Column(_("Longest wait"), "seconds")],
                [(one, len(by_day[one]), let_in[one], median(by_day[one]), max(by_day[one])) for one in days],
                empty=_("No such sign-in was decided in this time."),
            ),
        ],
    )  # fmt: skip


def _ninth(waits: list[float]) -> float | None:
    if not waits:
        return None
    return quantiles([*waits, *waits], n=10, method="inclusive")[-1]  # doubled, for one alone has no quantiles
