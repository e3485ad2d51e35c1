"""A month of a balance on paper."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext

from kontor.contexts.billing.models import Statement
from kontor.contexts.billing.reckoning import StatementLine, all_lines
from kontor.contexts.billing.rules.statements import KINDS, Sums, following
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.platform.pdf import pdf
from kontor.ui.formats import count, day, money

_TEMPLATE = Path(__file__).parent / "statement.typ"
LINES_SHOWN = 2000  # more of them are read in the CSV
KIND_NAMES = {
    "sale": _("Sales"),
    "refund": _("Refunds after payment"),
    "coin_fund": _("Coin fund"),
    "payout": _("Payouts"),
    "payout_back": _("Payouts that came back"),
    "other": _("Adjustments"),
}


def statement_pdf(row: Statement, store_name: str) -> bytes:
    """The PDF in the active language: totals by kind, and the lines behind them."""
    unit, last = row.currency, following(row.month) - timedelta(days=1)
    lines = [_line(one) for one in islice(all_lines(row.store_id, unit, row.month), LINES_SHOWN)]
    left = row.lines - len(lines)
    data = {
        "title": gettext("Statement in %(currency)s") % {"currency": unit}, "store": store_name,
        "span": gettext("%(first)s to %(last)s (UTC)") % {"first": day(row.month), "last": day(last)},
        "words": {
            "lines": gettext("Lines"), "gross": gettext("Gross"), "commission": gettext("Commission"),
            "fee": gettext("Fee"), "amount": gettext("Amount"), "opening": gettext("Opening balance"),
            "closing": gettext("Closing balance"), "when": gettext("When"), "kind": gettext("Kind"),
            "order": gettext("Order"),
        },
        "opening": money(Money(row.opening_minor, unit)), "closing": money(Money(row.closing_minor, unit)),
        "totals": [_total(kind, Sums(**row.totals[kind]), unit) for kind in KINDS if kind in row.totals],
        "lines": lines,
        "more": ngettext("%(n)s more line stands in the CSV.", "%(n)s more lines stand in the CSV.", left) % {
            "n": count(left)
        } if left else "",
    }  # fmt: skip
    return pdf(_TEMPLATE, data, get_language() or "en")


def _total(kind: str, sums: Sums, unit: str) -> list[str]:
    figures = (sums.gross, -sums.commission, -sums.fee, sums.amount)
    return [gettext(KIND_NAMES[kind]), count(sums.many), *(money(Money(minor, unit)) for minor in figures)]


def _line(one: StatementLine) -> list[str]:
    return [
        one.at.strftime("%Y-%m-%d %H:%M"), gettext(KIND_NAMES[one.kind]), str(one.order_number or ""),
        money(one.gross), money(-one.commission), money(-one.fee), money(one.amount),
    ]  # fmt: skip
