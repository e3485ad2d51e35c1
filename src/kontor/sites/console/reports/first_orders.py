"""New buyers who order soon, per store (ACC-52)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.contexts.insight.policy import FIRST_ORDER_WITHIN
from kontor.contexts.insight.queries.reports import first_orders
from kontor.contexts.insight.rules import share
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import NOTHING, Column, Report, Stat, Table, percent
from kontor.ui.charts import Chart, Series
from kontor.ui.formats import count, day

_CHARTED = 12


def report(viewer: Operator, asked: Asked) -> Report:
    """Buyers who joined and ordered within some days, over time and per store."""
    found = first_orders(viewer, asked.period, country=asked.country, store=asked.store)
    shares = [share(span.early, span.buyers) for span in found.series]
    labels = [day(span.start) for span in found.series]
    days = FIRST_ORDER_WITHIN.int()
    charts = [] if not found.series else [
        Chart(
            _("New buyers who order soon, per cent"), labels,
            [Series(_("Share"), [round(one or 0, 1) for one in shares], [percent(one) for one in shares])],
            unit=_("Joined from"),
        ),
    ]  # fmt: skip
    if found.stores:
        shown = found.stores[:_CHARTED]
        charts.append(
            Chart(
                _("Early orders of new buyers by store"), [one.name for one in shown],
                [Series(_("New buyers"), [one.early for one in shown])], kind="bar", unit=_("Store"),
            )
        )  # fmt: skip
    return Report(
        name="first-orders",
        title=_("First orders"),
        intro=ngettext(
            "Buyers who ordered within %(n)s day after proving their address; whose time is not over does not count.",
            "Buyers who ordered within %(n)s days after proving their address; whose time is not over does not count.",
            days,
        )
        % {"n": days},
        stats=[
            Stat(_("New buyers"), count(found.buyers)),
            Stat(_("Ordered in time"), count(found.early), percent(share(found.early, found.buyers))),
            Stat(
                _("Share gained per point of “Item as Described”"),
                NOTHING if found.slope is None else count(round(found.slope)),
                _("Article: +1 point goes with +0.14. No store has ratings yet.")
                if found.slope is None
                else _("Article: +1 point goes with +0.14."),
            ),
        ],
        charts=charts,
        tables=[
            Table(
                "stores", _("By store"),
                [Column(_("Store"), "text"), Column(_("Country"), "text"), Column(_("New buyers who ordered")),
                 Column(_("Of all new buyers"), "percent"), Column(_("Item as Described"), "number")],
                [(one.name, one.country, one.early, one.share,
                  _("no ratings yet") if one.described is None else one.described) for one in found.stores],
                empty=_("No new buyer has ordered in time."),
                links=[reverse("console_store", args=[one.slug]) for one in found.stores],
            ),
            Table(
                "time", _("Over time"),
                [Column(_("Joined from"), "day"), Column(_("New buyers")), Column(_("Ordered in time")),
                 Column(_("Share"), "percent")],
                [(span.start, span.buyers, span.early, share(span.early, span.buyers)) for span in found.series],
                empty=_("Nobody joined in this time."),
            ),
        ],
    )  # fmt: skip
