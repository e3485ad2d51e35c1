"""The proof on paper: `python -m kontor.contexts.risk.curve` plays both crowds, at the door and with what accounts do
before their first order, and draws the judging one's ROC.

`--write` puts the drawing where the console and docs/operate/fraud.md show it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from time import process_time

from kontor.contexts.risk.policy import weights
from kontor.contexts.risk.rules.evaluation import Evaluation, evaluate

DRAWING = Path(__file__).resolve().parents[2] / "ui/static/kontor/risk-curve.svg"
SOURCE = Path(__file__).resolve().parents[4] / "frontend/static/risk-curve.svg"
_TESTS = "kontor.contexts.risk.tests"
_CROWDS = (
    ("Fitting crowd", "fitting_farms", "fitting_deeds", 1), ("Judging crowd", "judging_crowd", "judging_deeds", 111),
)  # fmt: skip
_LEFT, _TOP, _WIDE, _HIGH = 70, 20, 540, 320
_MOST = 0.02  # share of honest registrations at the right edge


def draw(found: Evaluation, threshold: int) -> str:
    """The curve up to two per cent of honest registrations, with the present threshold as a point."""
    points = [point for point in found.roc if point.honest <= _MOST]
    line = " ".join(f"{_x(point.honest):.1f},{_y(point.farm):.1f}" for point in points)
    now = min((point for point in found.roc if point.score >= threshold), key=lambda point: point.score)
    marks = "".join(
        f'<text x="{_x(share):.0f}" y="{_TOP + _HIGH + 20}" text-anchor="middle">{share:.1%}</text>'
        for share in (0, 0.005, 0.01, 0.015, 0.02)
    ) + "".join(
        f'<text x="{_LEFT - 10}" y="{_y(share) + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        f'<path d="M{_LEFT} {_y(share):.0f}h{_WIDE}" stroke="#d8d2c4"/>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="13" '
        f'fill="#10283a">{marks}<polyline points="{line}" fill="none" stroke="#10283a" stroke-width="2.5"/>'
        f'<circle cx="{_x(now.honest):.1f}" cy="{_y(now.farm):.1f}" r="6" fill="#b9402a"/>'
        f'<text x="{_x(now.honest) + 12:.1f}" y="{_y(now.farm) + 18:.1f}">{now.score}: {now.honest:.2%} / '
        f'{now.farm:.1%}</text><text x="{_LEFT + _WIDE / 2:.0f}" y="{_TOP + _HIGH + 46}" text-anchor="middle">'
        "honest registrations whose score reaches the threshold</text></svg>\n"
    )


def table(found: Evaluation) -> str:
    """The scenes as a table in Markdown."""
    head = "| scene | accounts | challenged | held or refused | linked | caught before the first order |\n"
    rows = "".join(
        f"| {'' if row.honest else 'farm: '}{row.scene} | {row.accounts} | {row.challenged:.2%} | {row.stopped:.2%} "
        f"| {row.linked:.2%} | {'–' if row.honest else f'{row.caught:.1%}'} |\n"
        for row in found.rows
    )
    told = f"honest bothered {found.bothered:.3%}, farms caught {found.caught:.2%}, "
    told += f"precision of links {found.precision:.2%}"
    return f"{told}\n\n{head}|---|---|---|---|---|---|\n{rows}"


def _x(share: float) -> float:
    return _LEFT + _WIDE * min(share, _MOST) / _MOST


def _y(share: float) -> float:
    return _TOP + _HIGH * (1 - share)


def main() -> None:
    """Play, print, and draw where asked."""
    in_force = weights()
    for name, farms, deeds, seed in _CROWDS:
        month = import_module(f"{_TESTS}.{farms}").month(seed)
        at_the_door, began = evaluate(month, in_force, looks_again=False), process_time()
        later = evaluate(import_module(f"{_TESTS}.{deeds}").with_deeds(month, seed), in_force)
        each = (process_time() - began) / len(month) * 1000
        sys.stdout.write(f"## {name}, seed {seed}\n\nAt the door: {table(at_the_door)}\n")
        sys.stdout.write(f"Before the first order: {table(later)}\n{each:.1f} ms of a processor for each account\n\n")
    if "--write" in sys.argv:
        for place in (SOURCE, DRAWING):
            place.write_text(draw(at_the_door, in_force.challenge_at))


if __name__ == "__main__":
    main()
