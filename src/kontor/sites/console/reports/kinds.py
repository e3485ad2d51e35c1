"""Which reports there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.sites.console.reports import bans, first_orders, messages, payment_success, registration, sign_in_reviews
from kontor.sites.console.reports.asked import Asked
from kontor.sites.console.reports.shape import Report


@dataclass(frozen=True, slots=True)
class Kind:
    """A report and what it can be narrowed to. `usual`: days where no period is said."""

    title: str
    about: str
    make: Callable[[Operator, Asked], Report]
    by_store: bool = False
    usual: int = 90


KINDS: Mapping[str, Kind] = {
    "registration": Kind(
        _("Registration"), _("From opening the form to a proven address, and where it fails."), registration.report
    ),
    "first-orders": Kind(
        _("First orders"), _("New buyers who order soon, over time and per store."), first_orders.report,
        by_store=True,
    ),
    "payment-success": Kind(
        _("Payment success"), _("How often paying succeeds, by method and by whether Alipay is bound."),
        payment_success.report, by_store=True,
    ),
    "messages": Kind(
        _("Messages"), _("How soon stores answer, what goes with it, what is asked and what answering costs."),
        messages.report, by_store=True,
    ),
    "bans": Kind(
        _("Linked accounts banned"), _("By half-year, and by what linked the accounts."), bans.report, usual=730
    ),
    "sign-in-reviews": Kind(
        _("Sign-ins from new places"), _("How long sellers wait whose sign-in a person looks at."),
        sign_in_reviews.report,
    ),
}  # fmt: skip
