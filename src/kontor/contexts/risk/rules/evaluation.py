"""How well the judgement tells crowds from farms: one call over attempts whose truth is known. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from kontor.contexts.risk.rules.attempt import Known
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.linked import Clusters
from kontor.contexts.risk.rules.playing import Outcome, play
from kontor.contexts.risk.rules.weights import Weights


@dataclass(frozen=True, slots=True)
class Row:
    """One scene of the table: shares of its accounts."""

    scene: str
    honest: bool
    accounts: int
    challenged: float
    stopped: float
    linked: float
    caught: float


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: the share of honest and of farm registrations whose score reaches it."""

    score: int
    honest: float
    farm: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The proof.

    Attributes:
        bothered: share of honest registrations that were challenged, held or refused, or whose first order
            waited for the second look.
        caught: share of farm accounts that were stopped, or linked before their first order.
        precision: share of pairs within clusters that have one owner.
        roc: from the highest score to the lowest.
    """

    honest: int
    farm: int
    bothered: float
    caught: float
    precision: float
    pairs: int
    roc: tuple[Point, ...]
    rows: tuple[Row, ...]
    outcomes: list[Outcome] = field(repr=False)


def evaluate(
    attempts: Iterable[Known], weights: Weights, *, window: timedelta = timedelta(days=90), looks_again: bool = True
) -> Evaluation:
    """Judge `attempts` one after the other, link their accounts, and say how right it was.

    Args:
        weights: thresholds and points, `kontor.contexts.risk.policy.weights()` for those in force.
        window: for how long traces count.
        looks_again: at the first order, too; without, what the door alone and deeds do is told.
    """
    return _told(*play(attempts, weights, window=window, looks_again=looks_again))


def _told(outcomes: list[Outcome], clusters: Clusters) -> Evaluation:
    honest = [outcome for outcome in outcomes if outcome.known.honest]
    farm = [outcome for outcome in outcomes if not outcome.known.honest]
    right = pairs = 0
    for members in clusters.members.values():
        owners: defaultdict[str, int] = defaultdict(int)
        for member in members:
            owners[outcomes[member].known.owner] += 1
        pairs += len(members) * (len(members) - 1) // 2
        right += sum(many * (many - 1) // 2 for many in owners.values())
    scenes = sorted({(not outcome.known.honest, outcome.known.scene) for outcome in outcomes})
    return Evaluation(
        honest=len(honest),
        farm=len(farm),
        bothered=_share(outcome.decision is not Decision.ALLOW or outcome.order_held for outcome in honest),
        caught=_share(outcome.caught for outcome in farm),
        precision=right / pairs if pairs else 1.0,
        pairs=pairs,
        roc=tuple(_curve(honest, farm)),
        rows=tuple(_row([o for o in outcomes if o.known.scene == scene], scene) for _, scene in scenes),
        outcomes=outcomes,
    )


def _curve(honest: list[Outcome], farm: list[Outcome]) -> Iterable[Point]:
    for score in sorted({outcome.score for outcome in (*honest, *farm)}, reverse=True):
        yield Point(score, _share(o.score >= score for o in honest), _share(o.score >= score for o in farm))


def _row(of_scene: list[Outcome], scene: str) -> Row:
    return Row(
        scene=scene,
        honest=of_scene[0].known.honest,
        accounts=len(of_scene),
        challenged=_share(outcome.decision is Decision.CHALLENGE for outcome in of_scene),
        stopped=_share(outcome.stopped for outcome in of_scene),
        linked=_share(outcome.linked_at is not None for outcome in of_scene),
        caught=_share(outcome.caught for outcome in of_scene),
    )


def _share(truths: Iterable[bool]) -> float:
    several = list(truths)
    return sum(several) / len(several) if several else 0.0
