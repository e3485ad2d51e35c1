"""How well the judgement tells crowds from farms: one call over attempts whose truth is known. Pure.

It plays the attempts in the order of their time, with the same keys, the same counting and the same `decide` as an
installation, in memory.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kontor.contexts.risk.rules.attempt import Known
from kontor.contexts.risk.rules.decide import decide
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import MOST, PROVISIONAL, STRONG, TraceKind
from kontor.contexts.risk.rules.seen import Before, Other
from kontor.contexts.risk.rules.traces import Mark, mark_of
from kontor.contexts.risk.rules.weights import Weights

HOUR = timedelta(hours=1)
_SECRET = "evaluation"  # noqa: S105  (keys of generated people)


class Book:
    """Traces in memory, looked up as the database looks them up."""

    def __init__(self, window: timedelta) -> None:
        self.window = window
        self._rows: defaultdict[int, list[tuple[datetime, int, Mark]]] = defaultdict(list)

    def before(self, mark: Mark, at: datetime) -> Before:
        """Who is known under the keys of `mark` at the moment `at`."""
        return {kind: self._others(kind, key, at) for kind, key in mark.keys.items()}

    def _others(self, kind: TraceKind, key: int, at: datetime) -> list[Other]:
        latest = reversed(self._rows.get(key, [])[-MOST[kind] :])
        return [
            Other(who, (at - seen) / HOUR, True, mark.place, mark.machine, mark.hand)
            for seen, who, mark in latest
            if seen > at - self.window
        ]

    def add(self, mark: Mark, at: datetime, who: int) -> None:
        """An account was registered."""
        for key in mark.keys.values():
            self._rows[key].append((at, who, mark))


@dataclass(slots=True)
class Outcome:
    """What became of one attempt.

    Attributes:
        stopped: held or refused, before the account could do anything.
        linked_at: when it was first linked to another account; None while it never was.
        provisional: it is in its cluster by the hand alone (`kinds.PROVISIONAL`).
    """

    known: Known
    decision: Decision
    score: int
    stopped: bool
    linked_at: datetime | None = None
    cluster: int | None = None
    provisional: bool = False

    @property
    def caught(self) -> bool:
        """Stopped, or linked before its first order; linked at all where it never orders."""
        if self.stopped:
            return True
        if self.linked_at is None:
            return False
        hours = self.known.order_after
        return hours is None or self.linked_at <= self.known.attempt.at + timedelta(hours=hours)


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
        bothered: share of honest registrations that were challenged, held or refused.
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


def evaluate(attempts: Iterable[Known], weights: Weights, *, window: timedelta = timedelta(days=90)) -> Evaluation:
    """Judge `attempts` one after the other, link their accounts, and say how right it was.

    Args:
        weights: thresholds and points, `kontor.contexts.risk.policy.weights()` for those in force.
        window: for how long traces count.
    """
    book, clusters = Book(window), _Clusters()
    outcomes: list[Outcome] = []
    ordered = sorted(attempts, key=lambda each: each.attempt.at)
    times = [known.attempt.at for known in ordered]
    for known in ordered:
        today = len(outcomes) - bisect_left(times, known.attempt.at - 24 * HOUR)
        mark = mark_of(known.attempt, secret=_SECRET)
        verdict = decide(known.attempt, mark, book.before(mark, known.attempt.at), replace(weights, day_volume=today))
        stopped = verdict.decision in {Decision.HOLD, Decision.REFUSE}
        me = len(outcomes)
        outcomes.append(Outcome(known, verdict.decision, verdict.score, stopped))
        book.add(mark, known.attempt.at, me)
        clusters.link(me, verdict.ties, outcomes, known.attempt.at)
    return _told(outcomes, clusters)


class _Clusters:
    def __init__(self) -> None:
        self.members: dict[int, list[int]] = {}

    def link(self, me: int, ties: Mapping[object, TraceKind], outcomes: Sequence[Outcome], at: datetime) -> None:
        strong = {other for other, kind in ties.items() if kind in STRONG}
        others = {other for other in (strong or ties) if isinstance(other, int)}
        if not others:
            return
        provisional = PROVISIONAL in ties.values()  # then every tie is: it is looked for where there is no other
        if not provisional:
            self._give_way(others, outcomes)
        joined = {cluster for other in others if (cluster := outcomes[other].cluster) is not None}
        if not strong and len(joined) > 1:  # a weak link does not make two clusters one
            counted = Counter(outcomes[other].cluster for other in others)
            joined = {max(joined, key=lambda cluster: counted[cluster])}
            others = {other for other in others if outcomes[other].cluster in {None, *joined}}
        target = min(joined, default=me)
        members = {me, *others}.union(*(self.members.pop(cluster) for cluster in joined))
        self.members[target] = sorted(members)
        for member in members:
            outcome = outcomes[member]
            outcome.provisional = provisional if outcome.cluster is None else outcome.provisional
            outcome.cluster = target
            outcome.linked_at = outcome.linked_at or at

    def _give_way(self, others: set[int], outcomes: Sequence[Outcome]) -> None:
        """Those who are with firm members of another cluster by the hand alone leave it."""
        for other in sorted(others):
            outcome = outcomes[other]
            if not outcome.provisional or outcome.cluster is None:
                continue
            firm = {each for each in self.members[outcome.cluster] if not outcomes[each].provisional}
            if firm and not firm & others:
                self.members[outcome.cluster].remove(other)
                outcome.cluster, outcome.provisional = None, False


def _told(outcomes: list[Outcome], clusters: _Clusters) -> Evaluation:
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
        bothered=_share(outcome.decision is not Decision.ALLOW for outcome in honest),
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
