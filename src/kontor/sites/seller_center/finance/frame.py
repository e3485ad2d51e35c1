"""What the pages of a store's money share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(active: str) -> list[dict[str, Any]]:
    """The pages of money, the one that is shown marked."""
    pages = [
        ("balance", "seller_balance", _("Balance")),
        ("statements", "seller_statements", _("Statements")),
        ("payouts", "seller_payouts", _("Payouts")),
        ("invoices", "seller_invoices", _("Invoices")),
    ]
    return [{"label": label, "href": reverse(name), "active": key == active} for key, name, label in pages]
