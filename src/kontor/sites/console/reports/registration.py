"""How joining goes (ACC-50)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.contexts.insight.queries.reports import registrations
from kontor.contexts.insight.rules import share
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import Column, Report, Stat, Table, percent, seconds
from kontor.ui.charts import Chart, Reference, Series
from kontor.ui.formats import count, day

# What the article on registration reports of its market.
_FORM_SECONDS, _FIRST_TRY, _LINK_SECONDS, _BLOCKED = 52, 98.7, 17, 82.3


def report(viewer: Operator, asked: Asked) -> Report:
    """Seconds to a proven address, first tries, mails, and failures by cause and mail domain."""
    found = registrations(viewer, asked.period, country=asked.country)
    first_try = share(found.first_try, found.decided)
    causes = dict(found.causes)
    blocked = share(causes.get("refused", 0), found.failed)
    article, since = _("Article: %(figure)s"), pgettext("period", "From")
    labels = [day(span.start) for span in found.series]
    tries = [share(span.first_try, span.decided) for span in found.series]
    waits = [span.form_seconds for span in found.series]
    return Report(
        name="registration",
        title=_("Registration"),
        intro=_("From opening the form to a proven address, and where it fails."),
        stats=[
            Stat(_("Registrations"), count(found.registrations), _("%(n)s verified") % {"n": count(found.verified)}),
            Stat(_("From the form to verified, median"), seconds(found.form_median),
                 article % {"figure": seconds(_FORM_SECONDS)}),
            Stat(_("From the form to verified, mean"), seconds(found.form_mean)),
            Stat(_("Verified at the first try"), percent(first_try), article % {"figure": percent(_FIRST_TRY)}),
            Stat(_("Until the mail was accepted, median"), seconds(found.accepted_median),
                 _("Mean %(span)s") % {"span": seconds(found.accepted_mean)}),
            Stat(_("Until the link was opened, median"), seconds(found.opened_median),
                 article % {"figure": seconds(_LINK_SECONDS)}),
            Stat(pgettext("registrations", "Failed"), count(found.failed)),
            Stat(_("Failures blocked by the mailbox provider"), percent(blocked),
                 article % {"figure": percent(_BLOCKED)}),
        ],
        charts=[] if not found.series else [
            Chart(
                _("Median seconds from the form to a proven address"), labels,
                [Series(_("Median"), [wait or 0 for wait in waits], [seconds(wait) for wait in waits])],
                unit=since, reference=Reference(_("Article"), _FORM_SECONDS, seconds(_FORM_SECONDS)),
            ),
            Chart(
                _("Verified at the first try, per cent"), labels,
                [Series(_("First try"), [round(one or 0, 1) for one in tries], [percent(one) for one in tries])],
                unit=since, reference=Reference(_("Article"), _FIRST_TRY, percent(_FIRST_TRY)),
            ),
        ],
        tables=[
            Table(
                "time", _("Over time"),
                [Column(since, "day"), Column(_("Registrations")), Column(pgettext("registrations", "Verified")),
                 Column(_("First try"), "percent"), Column(_("Form to verified, median"), "seconds"),
                 Column(_("Mail asked to link opened, median"), "seconds")],
                [(span.start, span.registrations, span.verified, share(span.first_try, span.decided),
                  span.form_seconds, span.opened_seconds) for span in found.series],
                empty=_("Nobody registered in this time."),
            ),
            Table(
                "causes", _("Failures by cause"),
                [Column(_("Cause"), "text"), Column(_("Registrations")), Column(_("Share"), "percent")],
                [(_cause(cause), many, share(many, found.failed)) for cause, many in found.causes],
                note=_("A registration counts as failed when its link has run out unused."),
                empty=_("No registration failed in this time."),
            ),
            Table(
                "domains", _("By mail domain"),
                [Column(_("Domain"), "text"), Column(_("Registrations")), Column(pgettext("registrations", "Verified")),
                 Column(pgettext("registrations", "Failed")), Column(_("Failed, share"), "percent"),
                 Column(_("Blocked by the provider")),
                 Column(_("Until accepted, median"), "seconds")],
                [(one.domain or _("Rarer domains"), one.registrations, one.verified, one.failed,
                  share(one.failed, one.registrations), one.refused, one.accepted_seconds) for one in found.domains],
                note=_("Domains that few share are not named: they could be one person's own."),
                empty=_("Nobody registered by mail in this time."),
            ),
        ],
    )  # fmt: skip


def _cause(cause: str) -> str:
    return {
        "refused": _("Blocked by the mailbox provider"),
        "unsent": _("The mail has not left yet"),
        "code": _("Wrong or late code"),
        "expired": _("Link opened too late"),
        "locked": _("Too many failures in a row"),
        "disowned": _("The owner of the address said: not me"),
        "silent": _("Message arrived, never answered"),
    }.get(cause, cause)
