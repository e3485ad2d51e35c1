"""Rates that the operator brings in a file (TRD-04)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.providers import sheet
from kontor.contexts.pricing.providers.protocol import DayRates, Unreadable
from kontor.contexts.pricing.services.import_file import import_file
from kontor.contexts.pricing.tests.publisher import document

HEAD = "day,currency,per_usd\n"
FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)
CSV = "\ufeffDay,currency,per_usd\r\n2026-03-03,AED,3.6725\r\n\r\n2026-03-02, KWD ,0.30751\r\n2026-03-02,AED,3.67\r\n"


def test_a_sheet_has_a_line_for_each_rate() -> None:
    assert sheet.read(CSV.encode(), "Own") == [
        DayRates(FIRST, "Own", {"KWD": Decimal("0.30751"), "AED": Decimal("3.67")}),
        DayRates(SECOND, "Own", {"AED": Decimal("3.6725")}),
    ]


def test_the_ecbs_document_of_many_days_is_read_from_the_oldest() -> None:
    body = document({SECOND: {"USD": "1.25", "JPY": "150"}, FIRST: {"USD": "1.6", "JPY": "160"}})
    assert sheet.read(body, "Own") == [
        DayRates(FIRST, "ECB", {"JPY": Decimal(100), "EUR": Decimal("0.625")}),
        DayRates(SECOND, "ECB", {"JPY": Decimal(120), "EUR": Decimal("0.8")}),
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "first line"), ("currency,per_usd\n", "first line"), (HEAD, "no rates"),
        (HEAD + "2026-03-02,AED\n", "line 2"), (HEAD + "2026-03-02,AED,0\n", "line 2"),
        (HEAD + "2026-03-02,AED,-3\n", "line 2"), (HEAD + "2026-03-02,AED,3,67\n", "line 2"),
        (HEAD + "2026-03-02,AED,Infinity\n", "line 2"), (HEAD + "x,AED,3\n", "line 2"),
        (HEAD + "2026-03-02,XAU,3\n", "line 2"), (HEAD + "2026-03-02,USD,1\n", "line 2"),
        (HEAD + "2026-03-02,AED,1e30\n", "line 2"),
        (HEAD + "2026-03-02,AED,1e-30\n", "line 2"),
        (HEAD + "2026-03-02,AED,3\n2026-03-02,AED,4\n", "line 3"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_wrong_anywhere_is_refused_with_its_line(lines: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        sheet.read(lines.encode(), "Own")


@pytest.mark.django_db
@pytest.mark.rule("TRD-04")
def test_days_are_taken_over_in_their_order_and_jumps_are_held() -> None:
    lines = ["day,currency,per_usd", "2026-03-02,AED,3.67", "2026-03-03,AED,3.68", "2026-03-04,AED,36.8"]
    content = "\n".join(lines).encode()
    taken = import_file(content=content, source="Own")
    assert [(each.new, each.held) for each in taken] == [(("AED",), ()), (("AED",), ()), ((), ("AED",))]
    assert list(ExchangeRate.objects.order_by("day").values_list("day", "source")) == [(FIRST, "Own"), (SECOND, "Own")]
    [*_, last] = import_file(content=content, source="Own", even_jumps=True)
    assert last.new == ("AED",)
    with pytest.raises(Unreadable):
        import_file(content=content + b"\n2026-03-05,AED,x", source="Own", even_jumps=True)
    assert ExchangeRate.objects.count() == 3
