"""Linked accounts that were banned, by half-year and mechanism (ACC-51)."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from kontor.contexts.insight.queries.reports import bans
from kontor.contexts.insight.rules import share
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import Column, Report, Stat, Table, percent
from kontor.ui.charts import Chart, Reference, Series
from kontor.ui.formats import count, day

# What the article on linked accounts reports of its market.
_HALF_YEAR, _ONE_PLACE = 127_400, 73.6


def report(viewer: Operator, asked: Asked) -> Report:
    """Bans of accounts that belong together."""
    found = bans(viewer, asked.period, country=asked.country)
    halves = sorted({one.start for one in found.halves})
    per_half: Counter[object] = Counter()
    mechanisms: Counter[str] = Counter()
    for one in found.halves:
        per_half[one.start] += one.bans
        mechanisms[one.mechanism] += one.bans
    return Report(
        name="bans",
        title=_("Linked accounts banned"),
        intro=_("Accounts that were closed because they belong together, by half-year and by what linked them."),
        stats=[
            Stat(_("Bans"), count(found.total)),
            Stat(_("Taken back since"), count(sum(one.lifted for one in found.halves))),
            Stat(_("From one physical place"), percent(share(found.one_place, found.total)),
                 _("Article: %(figure)s") % {"figure": percent(_ONE_PLACE)}),
        ],
        charts=[] if not halves else [
            Chart(
                _("Bans by half-year"), [day(half) for half in halves],
                [Series(_("Bans"), [per_half[half] for half in halves])], kind="bar", unit=_("Half-year from"),
            ),
            Chart(
                _("Bans by what linked the accounts, per cent"), [mechanism(name) for name, _many in _most(mechanisms)],
                [Series(_("Share"), [round(share(many, found.total) or 0, 1) for _name, many in _most(mechanisms)],
                        [percent(share(many, found.total)) for _name, many in _most(mechanisms)])],
                kind="bar", unit=_("Mechanism"),
                reference=Reference(_("Article, one physical place"), _ONE_PLACE, percent(_ONE_PLACE)),
            ),
        ],
        tables=[
            Table(
                "halves", _("By half-year and mechanism"),
                [Column(_("Half-year from"), "day"), Column(_("Mechanism"), "text"), Column(_("Bans")),
                 Column(_("Share of the half-year"), "percent"), Column(_("Taken back since"))],
                [(one.start, mechanism(one.mechanism), one.bans, share(one.bans, per_half[one.start]), one.lifted)
                 for one in found.halves],
                note=_("The article counts %(n)s in one half-year of a far larger market.") % {"n": count(_HALF_YEAR)},
                empty=_("No linked account was banned in this time."),
            ),
        ],
    )  # fmt: skip


def mechanism(name: str) -> str:
    """What had linked an account to the others."""
    return {
        "device": _("Device fingerprint"),
        "address": _("Cluster of internet addresses"),
        "behaviour": _("Sequence of behaviour"),
        "contact": _("Mail domain or phone number"),
        "payment": _("Means of payment"),
        "person": _("A person's decision"),
    }.get(name, name)


def _most(mechanisms: Counter[str]) -> list[tuple[str, int]]:
    return sorted(mechanisms.items(), key=lambda pair: (-pair[1], pair[0]))
