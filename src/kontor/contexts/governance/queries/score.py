"""How well stores serve, with the make-up of the score (MSG-18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.governance.models import ServiceScore
from kontor.contexts.governance.news import RIGHT
from kontor.contexts.governance.rules.score import NAMES, cost_of
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Operator, Seat

_PER_CENT = ("late", "disputes", "slow", "unanswered")


@dataclass(frozen=True, slots=True)
class PartView:
    """A part in the reader's language. `measured` is as people read it, "" where there is too little to tell."""

    code: str
    name: str
    measured: str
    score: int | None
    weight: int


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A store's score and what it is made of."""

    score: int | Decimal | None
    at: datetime
    parts: Sequence[PartView]


def service_score(viewer: Seat | Operator, store_id: UUID | None = None) -> ScoreView | None:
    """The score of the viewer's store, or of any one for the operator; None before it was first measured.

    Raises:
        RightMissing: a seat without `settings.store`.
    """
    if isinstance(viewer, Seat):
        require(viewer, RIGHT)
        store_id = viewer.store_id
    if store_id is None:
        return None
    row = ServiceScore.objects.filter(store_id=store_id).first()
    if row is None:
        return None
    score = int(row.score) if row.score is not None and row.score == int(row.score) else row.score
    return ScoreView(score, row.at, [_part(*part) for part in row.parts if part[0] in NAMES])


def _part(code: str, value: int | None, score: int | None, weight: int) -> PartView:
    if value is None:
        measured = ""
    elif code in _PER_CENT:
        measured = f"{value / 100:.1f} %"
    elif code == "messages":
        measured = f"{value} (−{cost_of(value)})" if value else "0"
    else:
        measured = str(value) if code == "violations" else f"{value / 100:.2f} ★"
    return PartView(code, gettext(NAMES[code]), measured, score, weight)
