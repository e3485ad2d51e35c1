"""What people of the operator decide about exchange rates that jumped (TRD-04)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from kontor.contexts.pricing.jumps import KIND, LEAVE, TAKE
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    del reason, viewer  # both stand in the trail of the case
    if decision == TAKE:
        facts = item.facts
        per_usd = {facts["currency"]: Decimal(facts["rate"])}
        import_rates(day=date.fromisoformat(facts["day"]), source=facts["source"], per_usd=per_usd)


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    del viewer  # whoever has taken the case
    facts = item.facts
    return [
        (gettext("Currency"), facts["currency"]),
        (gettext("For one US dollar, as it holds now"), facts["rate_before"]),
        (gettext("It is of"), facts["day_before"]),
        (gettext("For one US dollar, as it would be"), facts["rate"]),
        (gettext("It would be of"), facts["day"]),
        (gettext("Who published it"), facts["source"]),
        (gettext("By how many per cent it moved"), facts["percent"]),
    ]


reviews.declare(
    kind=KIND,
    title=_("Exchange rates that jumped"),
    guide=_(
        "Compare the new rate with another source. Until you have decided, the last one holds, and what is sold"
        " in this currency may be too cheap or too dear."
    ),
    decisions=[
        reviews.Decision(TAKE, _("Take it over"), "primary", (_("Other sources say the same."),)),
        reviews.Decision(LEAVE, _("Leave the last one"), "danger", (_("The provider is wrong."),)),
    ],
    decide=_decide,
    show=_show,
)
