"""One action on many rows: looked at, done some at a time, each answered for itself (TRD-02)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kontor.kernel import clock
from kontor.kernel.errors import Kind, Refusal
from kontor.platform import bulk
from kontor.platform.bulk import Actor, Outcome
from kontor.platform.bulk import declare as declaring
from kontor.platform.bulk.models import BulkRow, BulkRun
from kontor.platform.bulk.running import step, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]

NAME = "tests.double"


class Odd(Refusal):
    code = "ERR_ODD"
    kind = Kind.CONFLICT
    sentence = "%(number)s is odd."


@pytest.fixture
def numbers() -> Iterator[dict[UUID, int]]:
    """Things with numbers; the action doubles them, odd ones refuse, 13 breaks."""
    things = {uuid4(): number for number in range(12)} | {uuid4(): 13}

    def look(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
        return {
            key: Outcome(str(things[key]), {"n": things[key]}, {"n": things[key] * 2},
                         Odd(number=things[key]) if things[key] % 2 and things[key] < 5 else None)
            for key in ids if key in things
        }  # fmt: skip

    def do(actor: Actor, key: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
        if things[key] == 13:
            raise ZeroDivisionError
        if things[key] != planned.before["n"] or (things[key] % 2 and values):
            raise Odd(number=things[key])
        things[key] = planned.after["n"]
        return planned.after

    declaring(name=NAME, title="Double", look=look, do=do, show=lambda change, _: str(change.get("n", "")), undo=NAME)
    yield things
    from kontor.platform.bulk.declare import forget

    forget(NAME)


def me() -> Actor:
    return Actor(uuid4(), uuid4())


def test_nothing_happens_before_it_is_started_and_every_row_is_answered(
    numbers: dict[UUID, int], settle: Callable[[], None], policy_value: Any
) -> None:
    policy_value("bulk.rows_at_once", "5")
    actor, before = me(), dict(numbers)
    run_id = bulk.plan(actor=actor, action=NAME, ids=[*numbers, uuid4()], values={"strict": "1"})
    assert numbers == before
    assert bulk.tally(run_id) == bulk.Tally(11, 2, 0)
    bulk.start(actor=actor, run_id=run_id)
    with pytest.raises(bulk.BulkStarted):
        bulk.start(actor=actor, run_id=run_id)
    settle()
    run = bulk.run_of(actor, run_id)
    assert run.state == "done"
    shown, after = bulk.lines(run, "en")
    assert after == 0
    told = {line.name: (line.before, line.after, line.state, line.why) for line in shown}
    assert told["4"] == ("4", "8", "done", "")
    assert told["3"] == ("3", "6", "refused", "3 is odd.")
    assert told["7"] == ("7", "14", "refused", "7 is odd."), "what only the doing refuses holds up no other"
    assert told["13"][2:] == ("refused", "This row could not be done. Try it alone.")
    assert sorted(numbers.values()) == [0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 16, 20]
    assert bulk.tally(run_id).over == bulk.tally(run_id).all == 13


def test_a_step_twice_does_nothing_twice(numbers: dict[UUID, int]) -> None:
    actor, key = me(), next(key for key, n in numbers.items() if n == 4)
    run_id = bulk.plan(actor=actor, action=NAME, ids=[key], values={})
    bulk.start(actor=actor, run_id=run_id)
    for _ in range(3):
        step(run_id=run_id)
    assert numbers[key] == 8


def test_it_can_be_taken_back_for_a_time_and_once(numbers: dict[UUID, int], settle: Callable[[], None]) -> None:
    actor, before = me(), dict(numbers)
    even = [key for key, n in numbers.items() if n % 2 == 0]
    run_id = bulk.plan(actor=actor, action=NAME, ids=even, values={})
    bulk.start(actor=actor, run_id=run_id)
    settle()
    assert numbers != before
    with clock.moved(timedelta(minutes=61)), pytest.raises(bulk.BulkUndoOver):
        bulk.undo(actor=actor, run_id=run_id)
    with clock.moved(timedelta(minutes=59)):
        back = bulk.undo(actor=actor, run_id=run_id)
        bulk.start(actor=actor, run_id=back)
        settle()
        assert numbers == before
        with pytest.raises(bulk.BulkUndoOver):
            bulk.undo(actor=actor, run_id=run_id)


def test_a_run_is_its_persons(numbers: dict[UUID, int]) -> None:
    actor = me()
    run_id = bulk.plan(actor=actor, action=NAME, ids=list(numbers), values={})
    for other in (Actor(uuid4(), actor.scope), Actor(actor.account_id, uuid4())):
        with pytest.raises(bulk.BulkUnknown):
            bulk.run_of(other, run_id)
        with pytest.raises(bulk.BulkUnknown):
            bulk.start(actor=other, run_id=run_id)
        with pytest.raises(bulk.BulkUnknown):
            bulk.undo(actor=other, run_id=run_id)
    assert BulkRun.objects.get().state == "planned"


def test_what_cannot_be_planned(numbers: dict[UUID, int], policy_value: Any) -> None:
    with pytest.raises(bulk.BulkActionUnknown):
        bulk.plan(actor=me(), action="tests.none", ids=list(numbers), values={})
    with pytest.raises(bulk.BulkNothingChosen):
        bulk.plan(actor=me(), action=NAME, ids=[uuid4()], values={})
    policy_value("bulk.rows_max", "100")
    with pytest.raises(bulk.BulkTooMany):
        bulk.plan(actor=me(), action=NAME, ids=[uuid4() for _ in range(101)], values={})
    assert not BulkRun.objects.exists()


def test_old_runs_are_forgotten(numbers: dict[UUID, int]) -> None:
    bulk.plan(actor=me(), action=NAME, ids=list(numbers), values={})
    with clock.moved(timedelta(days=29)):
        sweep()
    assert BulkRun.objects.count() == 1
    with clock.moved(timedelta(days=31)):
        sweep()
    assert (BulkRun.objects.count(), BulkRow.objects.count()) == (0, 0)
