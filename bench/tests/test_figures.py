"""Medians, percentiles, verdicts, the table."""

from __future__ import annotations

import pytest

from bench.figures import Measured, Run, judge, median, percentile
from bench.rows import BY_NAME, ROWS, Limit, chosen, goal
from bench.table import aligned, number, percent, table

LIMITS = {
    Limit.HELLO: Measured([Run(26_500, 0.5, 2.0)]),
    Limit.SQL: Measured([Run(2_000, 5, 20)]),
}
BESIDE = {row: LIMITS[row.limit] for row in ROWS if row.limit in LIMITS}


def test_the_middle_run_counts() -> None:
    assert median([]) == 0
    assert Measured([Run(30, 5, 9), Run(10, 1, 7), Run(20, 3, 8)]).rate == 20
    assert Measured([Run(30, 5, 9), Run(10, 1, 7), Run(20, 3, 8)]).p99 == 8


def test_a_percentile_is_a_value_that_was_seen() -> None:
    values = [float(value) for value in range(1, 101)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile([7.0], 0.99) == 7
    assert percentile([3.0, 1.0], 0.5) == 1
    assert percentile([], 0.5) == 0


def test_goals_are_carried_over_by_the_machines_limit() -> None:
    assert goal(BY_NAME["product.json"], 53_000) == 990
    assert goal(BY_NAME["product.json"], 26_500) == 495
    assert goal(BY_NAME["checkout.html"], 2_240) == 165
    assert goal(BY_NAME["registration.html"], 30) is None


@pytest.mark.parametrize(
    ("rate", "passed", "words"),
    [
        (265.0, True, "ok, 6.8 × the best peer"),
        (264.9, False, "below the floor of 265/s"),
    ],
)
def test_a_row_is_held_against_its_floor(rate: float, passed: bool, words: str) -> None:
    verdict = judge(BY_NAME["listing.json"], Measured([Run(rate, 1, 2)]), BESIDE)
    assert (verdict.passed, verdict.words) == (passed, words)
    assert verdict.share == rate / 26_500


def test_a_fast_row_that_goes_wrong_does_not_count() -> None:
    failed = judge(BY_NAME["listing.json"], Measured([Run(9_000, 1, 2, "3 answers were neither 2xx nor 3xx")]), BESIDE)
    assert not failed.passed
    assert failed.words == "does not count: 3 answers were neither 2xx nor 3xx"
    lost = judge(BY_NAME["checkout.html"], Measured([Run(900, 1, 2)], "2 acknowledged orders are not there"), BESIDE)
    assert not lost.passed


def test_a_row_is_held_against_what_its_limit_did_at_its_own_time() -> None:
    slow, quick = BY_NAME["checkout.html"], BY_NAME["checkout.json"]
    beside = {slow: Measured([Run(1_000, 9, 30), Run(1_200, 9, 30)]), quick: LIMITS[Limit.SQL]}
    assert judge(slow, Measured([Run(22, 1, 2)]), beside).share == 22 / 1_100
    assert judge(quick, Measured([Run(100, 1, 2)]), beside).share == 100 / 2_000


def test_without_its_limit_a_row_proves_nothing() -> None:
    assert not judge(BY_NAME["registration.html"], Measured([Run(900, 1, 2)]), BESIDE).passed


def test_rows_are_chosen_by_name_or_part() -> None:
    assert [row.name for row in chosen(["checkout"])] == ["checkout.html", "checkout.json"]
    assert [row.name for row in chosen(["search.json"])] == ["search.json"]
    assert len(chosen([])) == len(BY_NAME)
    with pytest.raises(LookupError, match="No row is called basket"):
        chosen(["basket"])


def test_the_table_shows_limits_rows_and_what_is_missing() -> None:
    rows = {
        BY_NAME["listing.json"]: Measured([Run(780, 18.25, 40.5)]),
        BY_NAME["search.html"]: Measured([Run(150, 100, 250)]),
        BY_NAME["checkout.json"]: Measured(problem="POST /api/v1/checkout answered 404"),
    }
    lines = table(LIMITS, rows, BESIDE).splitlines()
    assert lines[1].split() == [
        "Hello", "world", "on", "the", "same", "server", "26,500", "0.50", "2.0", "this", "machine's", "limit",
    ]  # fmt: skip
    assert lines[3].endswith("780    18.2    40.5    2.94 %  1.00 %     390  ✓ ok, 20.0 × the best peer")
    assert "0.57 %" in lines[4]
    assert lines[5].endswith("✗ does not count: POST /api/v1/checkout answered 404")


def test_figures_have_the_digits_that_mean_something() -> None:
    assert [number(8.04), number(12_345.6)] == ["8.0", "12,346"]
    assert [percent(0.0035), percent(0.6)] == ["0.35 %", "60 %"]
    assert aligned([("a", "1", "x"), ("bc", "22", "y")]) == "a    1  x\nbc  22  y"
