"""A month of an installation in memory: attempts whose truth is known are judged and linked one after the other. Pure.

The same keys, the same counting, the same `decide`, `ties_of`, `one_hand` and `plan` as in an installation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kontor.contexts.risk.rules import traces
from kontor.contexts.risk.rules.attempt import Deed, Known
from kontor.contexts.risk.rules.crowd import Crowd
from kontor.contexts.risk.rules.decide import decide
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.deeds import ties_of
from kontor.contexts.risk.rules.groups import one_hand, strays
from kontor.contexts.risk.rules.kinds import MOST, STRONG, TraceKind
from kontor.contexts.risk.rules.likeness import LEAST, MONTH, NOTHING_KNOWN, SAMPLE, SETTLED, Usual, usual_of
from kontor.contexts.risk.rules.linked import Clusters
from kontor.contexts.risk.rules.second_look import ties_again
from kontor.contexts.risk.rules.seen import Before, Other
from kontor.contexts.risk.rules.traces import Mark
from kontor.contexts.risk.rules.weights import Weights

HOUR = timedelta(hours=1)
_JOINS, _ORDERS = "joins", "orders"
_MEASURED_EVERY = timedelta(hours=6)  # an installation does so every hour
_SECRET = "evaluation"  # noqa: S105  (keys of generated people)


class Book:
    """Traces in memory, looked up as the database looks them up."""

    def __init__(self, window: timedelta) -> None:
        self.window = window
        self._rows: defaultdict[int, list[tuple[datetime, int, Mark]]] = defaultdict(list)

    def before(self, mark: Mark, at: datetime) -> Before:
        """Who is known under the keys of `mark` at the moment `at`."""
        found: dict[TraceKind, list[Other]] = {kind: [] for kind in mark.keys}
        for kind, key in mark.asked():
            found[kind] += self.others(kind, key, at)
        return found

    def others(self, kind: TraceKind, key: int, at: datetime) -> list[Other]:
        """Of one key, the latest first."""
        latest = reversed(self._rows.get(key, ())[-MOST[kind] :])
        return [
            Other(who, (at - seen) / HOUR, True, mark.place, mark.machine, mark.hand, mark.habits)
            for seen, who, mark in latest
            if seen > at - self.window
        ]

    def add(self, keys: Iterable[int], mark: Mark, at: datetime, who: int) -> None:
        """An account was registered, or did something."""
        for each in keys:
            self._rows[each].append((at, who, mark))


@dataclass(slots=True)
class Outcome:
    """What became of one attempt.

    Attributes:
        stopped: held or refused, before the account could do anything.
        linked_at: since when it has been linked to others; None while it is not.
        order_held: its first order waits for the risk check, because it was linked only then.
    """

    known: Known
    decision: Decision
    score: int
    stopped: bool
    linked_at: datetime | None = None
    cluster: int | None = None
    order_held: bool = False

    @property
    def caught(self) -> bool:
        """Stopped, or linked before its first order; linked at all where it never orders."""
        if self.stopped:
            return True
        if self.linked_at is None:
            return False
        hours = self.known.order_after
        return hours is None or self.linked_at <= self.known.attempt.at + timedelta(hours=hours)


def play(
    attempts: Iterable[Known], weights: Weights, *, window: timedelta, looks_again: bool = True
) -> tuple[list[Outcome], Clusters]:
    """What becomes of each attempt, in the order of time; see `evaluation.evaluate`."""
    ordered = sorted(attempts, key=lambda each: each.attempt.at)
    played = _Played(weights, window, [known.attempt.at for known in ordered])
    todo: list[tuple[datetime, int, Deed | str]] = [(at, who, _JOINS) for who, at in enumerate(played.times)]
    todo += [
        (known.attempt.at + timedelta(hours=deed.after), who, deed)
        for who, known in enumerate(ordered)
        for deed in known.deeds
    ]
    if looks_again:
        todo += [
            (known.attempt.at + timedelta(hours=known.order_after), who, _ORDERS)
            for who, known in enumerate(ordered)
            if known.order_after is not None
        ]
    for at, who, what in sorted(todo, key=lambda each: each[:2]):
        played.look_over_until(at)
        if what == _JOINS:
            played.join(ordered[who])
        elif played.outcomes[who].stopped:
            continue
        elif isinstance(what, Deed):
            played.do(who, what, at)
        else:
            played.order(who, at)
    played.look_over_until(played.looked_at + HOUR)
    return played.outcomes, played.clusters


class _Played:
    def __init__(self, weights: Weights, window: timedelta, times: list[datetime]) -> None:
        self.book, self.times = Book(window), times
        self.outcomes: list[Outcome] = []
        self.clusters = Clusters(self.outcomes)
        self.looked_at = times[0] if times else datetime.min.replace(tzinfo=UTC)
        self._looked_over = 0
        self._hours: list[float] = []
        self._rows: list[tuple[int, int, int, int]] = []
        self.marks: list[Mark] = []
        self._weights = weights
        self._usual, self._measured = NOTHING_KNOWN, times[0] if times else None

    def join(self, known: Known) -> None:
        at, me = known.attempt.at, len(self.outcomes)
        today = me - bisect_left(self.times, at - 24 * HOUR)
        mark = traces.mark_of(known.attempt, secret=_SECRET)
        in_force = replace(self._weights, day_volume=today, usual=self._usual_at(at))
        verdict = decide(known.attempt, mark, self.book.before(mark, at), in_force)
        stopped = verdict.decision in {Decision.HOLD, Decision.REFUSE}
        self.outcomes.append(Outcome(known, verdict.decision, verdict.score, stopped))
        self.marks.append(mark)
        self._hours.append((at - self.times[0]) / HOUR)
        self._rows.append((mark.place, mark.machine, mark.hand, mark.habits))
        self.book.add(mark.keys.values(), mark, at, me)
        self.clusters.link(me, verdict.ties, at)

    def do(self, me: int, deed: Deed, at: datetime) -> None:
        found, mark = traces.key(deed.kind, deed.told, secret=_SECRET), self.marks[me]
        others = [other for other in self.book.others(deed.kind, found, at) if other.who != me]
        in_force = replace(self._weights, usual=self._usual)
        ties = ties_of(deed.kind, _as_other(me, mark), others, in_force)
        self.book.add([found], mark, at, me)
        self.clusters.link(me, ties, at)

    def order(self, me: int, at: datetime) -> None:
        outcome, mark = self.outcomes[me], self.marks[me]
        if outcome.cluster is not None:
            return
        found = self.book.before(mark, at)
        others = {kind: [other for other in of if other.who != me] for kind, of in found.items()}
        in_force = replace(self._weights, usual=self._usual)
        ties = ties_again(mark, (at - outcome.known.attempt.at) / HOUR, others, in_force)
        outcome.order_held = bool(ties)
        self.clusters.link(me, ties, at)

    def look_over_until(self, at: datetime) -> None:
        """As the job does every hour: strays leave their clusters, and groups among those who have come are linked."""
        while self.looked_at + HOUR <= at:
            self.looked_at += HOUR
            self._look_over(self.looked_at)

    def _look_over(self, at: datetime) -> None:
        grown = self.clusters.take_grown()
        fresh = range(self._looked_over, len(self.marks))
        self._looked_over = len(self.marks)
        if not grown and not fresh:
            return
        crowd = Crowd(self._hours, self._rows)
        for cluster in grown:
            members = self.clusters.members.get(cluster, {})
            alone = strays(crowd, sorted(members), self._usual)
            self.clusters.put_out(who for who in alone if members[who] not in STRONG)
        now, weights = (at - self.times[0]) / HOUR, self._weights
        for me in fresh:
            group = one_hand(
                crowd, me, now, self._usual, least=weights.group_least, among=weights.group_strangers
            )  # fmt: skip
            if group:
                self.clusters.gather(group, at)

    def _usual_at(self, at: datetime) -> Usual:
        if self._measured is not None and at >= self._measured + _MEASURED_EVERY:
            self._measured, self._usual = at, _usual(self.marks, self.times, at)
        return self._usual


def _as_other(who: int, mark: Mark) -> Other:
    return Other(who, 0.0, True, mark.place, mark.machine, mark.hand, mark.habits)


def _usual(marks: Sequence[Mark], times: Sequence[datetime], at: datetime) -> Usual:
    """As an installation measures it: of some days ago, or of late where it is younger than that."""
    old = bisect_left(times, at - SETTLED)
    chosen = marks[max(old - SAMPLE, 0) : old] if old >= LEAST else marks[-SAMPLE:]
    month = len(marks) - bisect_left(times, at - timedelta(days=MONTH))
    return usual_of(((mark.hand, mark.habits) for mark in chosen), month)
