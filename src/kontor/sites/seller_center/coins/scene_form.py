"""The form of a scene, read into values and shown again as it was typed (COI-09)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from kontor.contexts.coins.errors import SceneDay
from kontor.contexts.coins.queries.shapes import SceneView
from kontor.contexts.coins.rules.scenes import SceneForm
from kontor.kernel.clock import now
from kontor.sites.seller_center import reading

_FIELDS = ("kind", "name", "first", "last", "coins", "share", "threshold", "task", "budget", "cap", "only_here")
_DAYS = 30  # of a new form
MOMENT = timedelta(seconds=1)  # a scene ends at midnight; its last day is the one before
_WRONG = -1  # no figure: the rules refuse it, by its field


def blank() -> dict[str, str]:
    """A new form: from today, for a month."""
    today = timezone.localdate(now())
    return {
        **dict.fromkeys(_FIELDS, ""), "kind": "on_payment", "first": today.isoformat(),
        "last": (today + timedelta(days=_DAYS - 1)).isoformat(),
    }  # fmt: skip


def typed(post: Mapping[str, str]) -> dict[str, str]:
    """What was sent, as it was typed."""
    return {name: post.get(name, "") for name in _FIELDS}


def typed_of(view: SceneView) -> dict[str, str]:
    """A kept scene as it would be typed; its last day is the one at whose end it stops."""
    last = timezone.localdate(view.ends_at - MOMENT)
    return {
        "kind": view.kind, "name": view.name, "first": timezone.localdate(view.starts_at).isoformat(),
        "last": last.isoformat(), "coins": str(view.coins or ""),
        "share": f"{view.share_bp / 100:g}" if view.share_bp else "",
        "threshold": reading.shown(view.threshold.minor or None, "CNY"), "task": view.task,
        "budget": str(view.budget), "cap": str(view.cap), "only_here": "1" if view.only_here else "",
    }  # fmt: skip


def form_of(given: Mapping[str, str]) -> SceneForm:
    """Read it; days are whole days in the time zone of the page.

    Raises:
        Refusals, SceneDay: for days that are none.
    """
    starts_at, ends_at = reading.whole_days(given["first"], given["last"], SceneDay)
    return SceneForm(
        kind=given["kind"], name=given["name"][:80], starts_at=starts_at,
        ends_at=ends_at, coins=_figure(given["coins"]),
        share_bp=_hundredths(given["share"]), threshold_minor=_hundredths(given["threshold"]), task=given["task"],
        budget=_figure(given["budget"]), cap=_figure(given["cap"]), only_here=given["only_here"] == "1",
    )  # fmt: skip


def _figure(text: str) -> int:
    return reading.whole("".join(text.split()), default=_WRONG, low=_WRONG, high=2 * 10**9) if text.strip() else 0


def _hundredths(text: str) -> int:
    """`12.5` per cent in 1/10,000, `100` yuan in fen: both have two decimals."""
    if not text.strip():
        return 0
    value = reading.amount(text, "CNY")
    return _WRONG if value is None else min(value, 2 * 10**9)
