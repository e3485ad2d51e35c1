"""Charts drawn on the server: geometry only; colours and words belong to the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

WIDTH, HEIGHT = 640, 240
_START, _TOP, _FOOT = 56, 12, 28
_LINES = 4
_LABELS = 8
_LETTER = 6.2  # units of width

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's labels; `texts` are the same values as people read them."""

    name: str
    values: Sequence[Number]
    texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure to compare with, drawn as a line across the chart; `text` is the value as people read it."""

    name: str
    value: Number
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers over time (`line`) or side by side (`bar`)."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: str = "line"
    unit: str = ""
    reference: Reference | None = None


@dataclass(slots=True)
class Drawing:
    """What the template draws."""

    width: int = WIDTH
    height: int = HEIGHT
    base: float = HEIGHT - _FOOT
    start: int = _START
    lines: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    paths: list[dict[str, Any]] = field(default_factory=list)
    bars: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    reference: float | None = None  # how far down its line is


def _step(span: float) -> float:
    """A round distance between the lines of the grid."""
    rough = span / _LINES
    power: float = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if rough <= power * factor)


def _short(value: float) -> str:
    for limit, sign in ((1_000_000, "M"), (1_000, "k")):
        if abs(value) >= limit:
            return f"{value / limit:g}{sign}"
    return f"{value:g}"


def draw(chart: Chart) -> Drawing:
    """The geometry of a chart in a box of 640 by 240 units."""
    drawing = Drawing()
    values = [float(value) for series in chart.series for value in series.values] or [0.0]
    if chart.reference:
        values.append(float(chart.reference.value))
    low, high = min(0.0, *values), max(0.0, *values)
    step = _step(high - low or 1.0)
    low, high = floor(low / step) * step, max(ceil(high / step) * step, step)
    height = drawing.base - _TOP

    def down(value: float) -> float:
        return round(_TOP + height * (high - value) / (high - low), 1)

    for index in range(round((high - low) / step) + 1):
        value = low + index * step
        drawing.lines.append({"y": down(value), "text": _short(value), "base": value == 0})
    if chart.reference:
        drawing.reference = down(float(chart.reference.value))
    slots = max(len(chart.labels), 1)
    width = (WIDTH - _START - 8) / slots
    every = max(1, ceil(slots / _LABELS))
    most = max(4, int(width * every / _LETTER))
    for index, label in enumerate(chart.labels):
        if index % every == 0:
            text = label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
            drawing.ticks.append({"x": round(_START + width * (index + 0.5), 1), "text": text})
    for number, series in enumerate(chart.series, start=1):
        if chart.kind == "bar":
            _bars(drawing, series, number, len(chart.series), width, down)
        else:
            _path(drawing, series, number, width, down)
    for index, label in enumerate(chart.labels):
        cells = [str((series.texts or series.values)[index]) for series in chart.series if index < len(series.values)]
        drawing.rows.append({"label": label, "cells": cells})
    return drawing


def _path(drawing: Drawing, series: Series, number: int, width: float, down: Any) -> None:
    points = [(round(_START + width * (i + 0.5), 1), down(float(value))) for i, value in enumerate(series.values)]
    if not points:
        return
    line = "M" + "L".join(f"{x} {y}" for x, y in points)
    area = f"{line}L{points[-1][0]} {down(0)}L{points[0][0]} {down(0)}Z" if number == 1 else ""
    drawing.paths.append({"number": number, "line": line, "area": area, "end": points[-1]})


def _bars(drawing: Drawing, series: Series, number: int, many: int, width: float, down: Any) -> None:
    thick = width * 0.64 / many
    for index, value in enumerate(series.values):
        x = _START + width * (index + 0.18) + thick * (number - 1)
        top, foot = sorted((down(float(value)), down(0)))
        drawing.bars.append(
            {
                "number": number,
                "x": round(x, 1),
                "y": top,
                "width": round(max(thick - 1, 1), 1),
                "height": round(foot - top, 1),
            }
        )
