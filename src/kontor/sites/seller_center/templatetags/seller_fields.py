"""Small helpers of the Seller Center's tables: `{% load seller_fields %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

CAUSES = {
    "payment": _("A buyer has paid"),
    "late": _("A payment came too late and went back"),
    "release": _("An order was received: paid to you"),
    "return": _("The buyer got the money back"),
    "divide": _("A dispute was settled: your part"),
    "recall": _("A refund after you were paid"),
    "payout": _("Paid out to your account"),
    "payout.cancel": _("A payout was cancelled"),
    "payout.reject": _("The bank rejected a payout"),
    "payout.give_back": _("A payout came back from your bank"),
    "coins.fund": _("Put into the coin fund"),
    "coins.bank": _("A transfer into the coin fund"),
    "coins.settle": _("Coins were used"),
    "coins.unsettle": _("Coins came back after a refund"),
    "coins.played": _("Coins were used in the lottery"),
}


@register.simple_tag
def field_error(errors: Mapping[str, Any], index: int, key: str, table: str = "skus") -> str:
    """What is wrong with the cell `key` of row `index`; "" when nothing is."""
    said = errors.get(f"{table}.{index}.{key}") if errors else None
    return str(said[0]) if said else ""


@register.filter
def cause(name: str) -> str:
    """Why money moved, in words; the ledger's own name when it has none."""
    return str(CAUSES.get(name.partition(":")[0], name))


@register.filter
def slice_end(value: object) -> str:
    """The last eight signs of an id: enough to find the entry."""
    return str(value)[-8:]
