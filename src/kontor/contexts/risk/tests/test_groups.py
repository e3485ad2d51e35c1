"""Groups that no pair betrays, strays, and what makes clusters one (ACC-31): pure."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from kontor.contexts.risk.policy import weights
from kontor.contexts.risk.rules.attempt import Attempt
from kontor.contexts.risk.rules.clusters import gathered, plan
from kontor.contexts.risk.rules.crowd import Crowd
from kontor.contexts.risk.rules.groups import one_hand, strays
from kontor.contexts.risk.rules.habits import habits_of
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.likeness import Likeness, Usual, usual_of
from kontor.contexts.risk.rules.style import hand_of
from kontor.contexts.risk.tests.factories import hand, somebody

DEVICE, STYLE, STORE, GROUP = TraceKind.DEVICE, TraceKind.STYLE, TraceKind.STORE, TraceKind.GROUP


def _row(attempt: Attempt, place: int) -> tuple[int, int, int, int]:
    return place, place, hand_of(attempt.behaviour), habits_of(attempt)


def _people(many: int, dice: random.Random) -> list[Attempt]:
    return [
        somebody(
            behaviour=hand(
                gap=min(max(dice.lognormvariate(5.3, 0.35), 85), 700), spread=dice.uniform(0.35, 1.1),
                pause=dice.lognormvariate(0.9, 0.6), pages=dice.randrange(4), slack=dice.lognormvariate(1.5, 0.6),
            )
        )
        for _ in range(many)
    ]  # fmt: skip


def _farm(many: int, dice: random.Random) -> list[Attempt]:
    """One learnt hand, and everything else as people have it."""
    return [
        somebody(
            behaviour=hand(
                gap=150 * dice.gauss(1, 0.06), spread=0.45 * dice.gauss(1, 0.04), pause=1.1 * dice.gauss(1, 0.1),
                pages=1, slack=dice.lognormvariate(1.5, 0.6),
            )
        )
        for _ in range(many)
    ]  # fmt: skip


class _Month:
    """Three weeks of people, and of the last three days a farm, the latest of all."""

    def __init__(self, farm: int) -> None:
        dice = random.Random(5)  # noqa: S311
        seen = [(24.0 * 21 * n / 1500, each) for n, each in enumerate(_people(1500, dice))]
        made = _farm(farm, dice)
        seen = sorted([*seen, *((24.0 * 18 + 72 * (n + 1) / farm, each) for n, each in enumerate(made))], key=_first)
        rows = [_row(each, 1000 + n) for n, (_, each) in enumerate(seen)]
        self.farm = {n for n, (_, each) in enumerate(seen) if any(each is one for one in made)}
        self.crowd = Crowd([hours for hours, _ in seen], rows)
        self.usual: Usual = usual_of(((packed, brought) for _, _, packed, brought in rows[:1000]), len(rows))
        self.rows, self.now = rows, 24.0 * 21

    def group_of(self, me: int) -> list[int]:
        in_force = weights()
        return one_hand(
            self.crowd, me, self.now, self.usual, least=in_force.group_least, among=in_force.group_strangers
        )


def _first(pair: tuple[float, Attempt]) -> float:
    return pair[0]


@pytest.fixture(scope="module")
def month() -> _Month:
    return _Month(40)


@pytest.mark.rule("ACC-31")
def test_one_hand_is_found_where_everything_else_is_varied(month: _Month) -> None:
    found = set(month.group_of(max(month.farm)))
    assert len(found & month.farm) >= 30
    assert len(found - month.farm) <= 2


@pytest.mark.rule("ACC-31")
def test_people_are_no_group_nor_is_a_hand_that_came_a_few_times(month: _Month) -> None:
    people = [row for row in range(len(month.rows) - 150, len(month.rows)) if row not in month.farm]
    assert [row for row in people if len(set(month.group_of(row)) - month.farm) > 3] == []
    few = _Month(5)
    assert few.group_of(max(few.farm)) == []


@pytest.mark.rule("ACC-31")
def test_no_group_is_found_while_nothing_is_known_of_the_time_before(month: _Month) -> None:
    late = Crowd(list(month.crowd.hours[-300:]), month.rows[-300:])
    me = max(month.farm) - (len(month.rows) - 300)
    assert one_hand(late, me, month.now, month.usual, least=10, among=0.02) == []


@pytest.mark.rule("ACC-30")
def test_many_at_once_are_measured_as_each_pair_is(month: _Month) -> None:
    plain = somebody(behaviour=None)
    rows = [*month.rows[:60], _row(plain, 0), _row(somebody(behaviour=None, device=plain.device), 0)]
    crowd = Crowd([0.0] * len(rows), [(n, 0, packed, brought) for n, (_, _, packed, brought) in enumerate(rows)])
    for me in (0, 17, len(rows) - 1):
        measure = Likeness(rows[me][2], rows[me][3], month.usual)
        one_by_one = [measure.to(packed, brought) for _, _, packed, brought in rows]
        assert list(crowd.likeness(me, _all(rows), month.usual)) == pytest.approx(one_by_one)


def _all(rows: Iterable[object]) -> object:
    import numpy as np

    return np.arange(len(list(rows)))


@pytest.mark.rule("ACC-31")
def test_who_is_unlike_nearly_all_of_a_cluster_is_a_stray(month: _Month) -> None:
    farm = sorted(month.farm)[:20]
    person = next(
        row for row in range(200) if (month.crowd.likeness(row, _rows(farm), month.usual) <= 1).sum() >= 18
    )  # fmt: skip
    assert strays(month.crowd, [*farm, person], month.usual) == [person]
    assert strays(month.crowd, farm, month.usual) == []
    assert strays(month.crowd, [*farm[:5], person], month.usual) == []  # of a few nothing can be said


def _rows(rows: list[int]) -> object:
    import numpy as np

    return np.array(rows)


@pytest.mark.rule("ACC-31")
def test_a_member_put_there_by_a_weak_tie_moves_and_brings_no_cluster_with_it() -> None:
    one = dict.fromkeys(range(1, 11), STYLE) | {99: STORE}
    other = dict.fromkeys(range(20, 30), DEVICE)
    found = plan(30, {20: DEVICE, 21: DEVICE, 99: DEVICE}, {1: one, 2: other})
    assert (found.cluster, found.leave) == (2, frozenset())
    assert set(found.moves) == {30, 20, 21, 99}
    firm = plan(30, {20: DEVICE, 21: DEVICE, 99: DEVICE}, {1: one | {99: DEVICE}, 2: other})
    assert set(firm.moves) == {*one, 30, 20, 21}
    decided = plan(30, {20: DEVICE, 21: DEVICE, 99: DEVICE}, {1: one, 2: other}, decided={1})
    assert 99 not in decided.moves  # a person has decided about it: it stays as it is


@pytest.mark.rule("ACC-31")
def test_many_of_a_cluster_speak_for_it() -> None:
    one, other = dict.fromkeys(range(1, 7), STYLE), dict.fromkeys(range(20, 30), DEVICE)
    found = plan(30, {20: DEVICE, 21: DEVICE, 22: DEVICE, 1: DEVICE, 2: DEVICE}, {1: one, 2: other})
    assert set(one) < set(found.moves)


@pytest.mark.rule("ACC-31")
def test_a_group_joins_the_cluster_in_which_nearly_all_of_it_is_and_makes_no_two_one() -> None:
    cluster = dict.fromkeys(range(1, 11), GROUP)
    members = list(range(1, 10))
    found = gathered([*members[:6], 50, *members[6:], 51], {1: cluster}, range(100))
    assert (found.cluster, set(found.moves)) == (1, {50})  # 51 is less alike than its members mostly are
    assert found.leave == {10}  # put there by an earlier look, and not found again
    assert gathered([*members[:6], 50, *members[6:], 51], {1: cluster}, range(100), decided={1}).leave == frozenset()
    large = dict.fromkeys(range(1, 40), DEVICE)
    apart = gathered([1, 2, 3, 50, 51, 52, 53], {1: large}, range(100))
    assert (apart.cluster, set(apart.moves)) == (None, {50, 51, 52, 53})
    assert gathered([1, 2, 3, 50, 51, 52], {1: large}, range(100)).moves == {}
    before = gathered([1, 2, 3, 4, 50], {1: large}, {1, 2, 3, 4, 50})  # the others came earlier
    assert (before.cluster, set(before.moves)) == (1, set())
