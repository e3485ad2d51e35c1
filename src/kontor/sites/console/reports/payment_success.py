"""How often paying succeeds, by method and by whether Alipay is bound (ACC-53)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.contexts.insight.queries.reports import MethodSuccess, payment_success
from kontor.contexts.insight.rules import share
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import NOTHING, Column, Report, Stat, Table, percent
from kontor.ui.charts import Chart, Reference, Series
from kontor.ui.formats import count, day

# What the article on payment reports of its market.
_SUCCESS, _BOUND_GAIN = 96.8, 11.2


def report(viewer: Operator, asked: Asked) -> Report:
    """Tries that ended: how many were paid."""
    found = payment_success(viewer, asked.period, country=asked.country, store=asked.store)
    over_time = [share(span.paid, span.tries) for span in found.series]
    by_bound = {one.name: share(one.paid, one.tries) for one in found.bound}
    bound, unbound = by_bound.get("bound"), by_bound.get("unbound")
    article, paid = Reference(_("Article"), _SUCCESS, percent(_SUCCESS)), pgettext("payments", "Paid")
    return Report(
        name="payment-success",
        title=_("Payment success"),
        intro=_("Of the payments that have ended: how many were paid. One order may take several tries."),
        stats=[
            Stat(_("Tries that ended"), count(found.tries)),
            Stat(paid, percent(share(found.paid, found.tries)),
                 _("Article: %(figure)s") % {"figure": article.text}),
            Stat(_("With Alipay bound"), percent(bound)),
            Stat(_("Without"), percent(unbound)),
            Stat(_("Gain, in points"), _gain(bound, unbound),
                 _("Article: %(figure)s") % {"figure": _points(_BOUND_GAIN)}),
        ],
        charts=[] if not found.methods else [
            Chart(
                _("Payment success over time, per cent"), [day(span.start) for span in found.series],
                [Series(paid, [round(one or 0, 1) for one in over_time], [percent(one) for one in over_time])],
                unit=pgettext("period", "From"), reference=article,
            ),
            Chart(
                _("Payment success by method, per cent"), [method(one.name) for one in found.methods],
                [Series(paid, *_shares(found.methods))], kind="bar", unit=_("Way of paying"), reference=article,
            ),
        ],
        tables=[
            Table("methods", _("By way of paying"), [Column(_("Way of paying"), "text"), *_counted()],
                  [(method(one.name), *_figures(one)) for one in found.methods],
                  empty=_("No payment has ended in this time.")),
            Table("bound", _("Alipay bound or not"), [Column(_("Payer"), "text"), *_counted()],
                  [(_("Alipay bound") if one.name == "bound" else _("Alipay not bound"), *_figures(one))
                   for one in found.bound],
                  empty=_("No payment has ended in this time.")),
            Table("time", _("Over time"), [Column(pgettext("period", "From"), "day"), *_counted()],
                  [(span.start, span.tries, span.paid, span.refused, span.given_up, share(span.paid, span.tries))
                   for span in found.series],
                  empty=_("No payment has ended in this time.")),
        ],
    )  # fmt: skip


def method(name: str) -> str:
    """A way of paying as people call it."""
    return {
        "alipay": "Alipay",
        "alipay_bound": _("Saved Alipay"),
        "unionpay": "UnionPay",
        "wechat_pay": "WeChat Pay",
        "card": _("Card"),
        "card_bound": _("Saved card"),
        "paypal": "PayPal",
    }.get(name, name)


def _counted() -> list[Column]:
    return [
        Column(_("Tries")), Column(pgettext("payments", "Paid")), Column(pgettext("payments", "Refused")),
        Column(pgettext("payments", "Given up")),
        Column(_("Success"), "percent"),
    ]  # fmt: skip


def _figures(one: MethodSuccess) -> tuple[int, int, int, int, float | None]:
    return one.tries, one.paid, one.refused, one.given_up, share(one.paid, one.tries)


def _shares(methods: Sequence[MethodSuccess]) -> tuple[list[float], list[str]]:
    shares = [share(one.paid, one.tries) or 0 for one in methods]
    return [round(one, 1) for one in shares], [percent(one) for one in shares]


def _gain(bound: float | None, unbound: float | None) -> str:
    return NOTHING if bound is None or unbound is None else _points(bound - unbound)


def _points(value: float) -> str:
    sign = "+" if value > 0 else ""
    return f"{sign}{count(Decimal(str(round(value, 1))))}"
