"""Documents that cannot be issued: why not, and when they are tried again. Pure (TRD-12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kontor.kernel.text import mark as _


class Reason(StrEnum):
    """Why a document could not be issued."""

    NO_ORDER = "no_order"
    UNPAID = "unpaid"
    INVOICE_FIRST = "invoice_first"  # a credit note waits for the invoice that it corrects
    UNEVEN = "uneven"
    ERROR = "error"


SENTENCES: Mapping[str, str] = {
    Reason.NO_ORDER: _("There is no such order."),
    Reason.UNPAID: _("The order is not marked as paid."),
    Reason.INVOICE_FIRST: _("The invoice that it corrects has not been issued."),
    Reason.UNEVEN: _("What the order's lines bear is not what was paid."),
    Reason.ERROR: _("Making it failed. The log of this installation has the details."),
}
"""Reason → sentence for the operator, marked for translation."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps a document from being issued; `detail`: figures or the kind of an error, nothing of people."""

    reason: Reason
    detail: str = ""


def wait_after(tries: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long a due rests after its `tries`-th failure: `first`, then twice as long each time, at most `longest`."""
    return min(longest, first * (1 << min(max(tries, 1) - 1, 20)))
