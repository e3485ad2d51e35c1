"""The table that is printed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.figures import Measured, judge
from bench.rows import LIMIT_TITLES, Limit, Row

HEADINGS = ("", "rate/s", "p50 ms", "p99 ms", "of limit", "floor", "goal/s", "")


def table(limits: Mapping[Limit, Measured], rows: Mapping[Row, Measured], beside: Mapping[Row, Measured]) -> str:
    """Limits first, then each row with its share of what its limit did at its time, floor, goal and verdict."""
    lines = [_limit(limit, measured) for limit, measured in limits.items()]
    return aligned([HEADINGS, *lines, *(_row(row, measured, beside) for row, measured in rows.items())])


def _limit(limit: Limit, measured: Measured) -> tuple[str, ...]:
    return (LIMIT_TITLES[limit], *_figures(measured), "", "", "", measured.trouble or "this machine's limit")


def _row(row: Row, measured: Measured, beside: Mapping[Row, Measured]) -> tuple[str, ...]:
    verdict = judge(row, measured, beside)
    mark = "✓" if verdict.passed else "✗"
    return (
        row.title,
        *_figures(measured),
        percent(verdict.share),
        percent(row.floor) if row.floor else "",
        number(verdict.goal) if verdict.goal else "",
        f"{mark} {verdict.words}",
    )


def _figures(measured: Measured) -> tuple[str, str, str]:
    if not measured.runs:
        return ("–", "–", "–")
    return number(measured.rate), milliseconds(measured.p50), milliseconds(measured.p99)


def number(value: float) -> str:
    """A rate with as many digits as mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def milliseconds(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.1 else f"{share * 100:.2f} %"


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns side by side: the first and the last to the left, figures to the right."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    last = len(widths) - 1
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, last) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
