"""Is a scene's form in order? (COI-09) Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kontor.contexts.coins.errors import SceneDates, SceneFigure, SceneKindWrong, SceneName, SceneTask
from kontor.contexts.coins.rules.kinds import TYPES, SceneKind, Task
from kontor.kernel.errors import Refusal, Refusals

MOST = 2_000_000_000
SHARE_AT_MOST = 5_000  # half of what was paid


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneForm:
    """What is typed of a scene; `threshold_minor` in fen, `share_bp` in 1/10,000 of what is paid."""

    kind: str
    name: str
    starts_at: datetime
    ends_at: datetime
    coins: int = 0
    share_bp: int = 0
    threshold_minor: int = 0
    task: str = ""
    budget: int = 0
    cap: int = 0
    only_here: bool = False


def check(form: SceneForm, *, at: datetime, of_platform: bool, given_at_most: int, days: int) -> None:
    """
    Raises:
        Refusals: with every field that is wrong.
        SceneKindWrong: for a kind that does not exist, or is not for the store or the platform.
    """
    if form.kind not in {kind.value for kind in SceneKind}:
        raise SceneKindWrong(field="kind")
    kind = TYPES[SceneKind(form.kind)]
    if not (kind.by_platform if of_platform else kind.by_store):
        raise SceneKindWrong(field="kind")
    found: list[Refusal] = []
    if not form.name.strip():
        found.append(SceneName(field="name"))
    one_measure = bool(form.coins) != bool(form.share_bp) and (kind.by_share or not form.share_bp)
    if not one_measure or not 0 <= form.coins <= given_at_most:
        found.append(SceneFigure(field="coins", low=1, high=given_at_most))
    elif not 0 <= form.share_bp <= SHARE_AT_MOST:
        found.append(SceneFigure(field="share", low=1, high=SHARE_AT_MOST // 100))
    if kind.threshold and not 1 <= form.threshold_minor <= MOST:
        found.append(SceneFigure(field="threshold", low=1, high=MOST // 100))
    if kind.task and form.task not in {task.value for task in Task}:
        found.append(SceneTask(field="task"))
    least = max(1, form.coins)
    found += [
        SceneFigure(field=field, low=least, high=MOST)
        for field, value in (("budget", form.budget), ("cap", form.cap))
        if not least <= value <= MOST
    ]
    if not form.starts_at < form.ends_at or form.ends_at <= at or form.ends_at - form.starts_at > timedelta(days=days):
        found.append(SceneDates(field="ends_at", days=days))
    if found:
        raise Refusals(found)
