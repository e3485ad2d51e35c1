"""Two reviewers, two tabs, two clicks in the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.tests.queue import KIND, declared, effects, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("OPR-02")]
ROUNDS = 5


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    with declared():
        yield


def _at_once(*calls: Callable[[], object]) -> list[object]:
    """What came of each call: its answer, or the code of its refusal."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return call()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_several_who_take_a_case_exactly_one_has_it() -> None:
    for _round in range(ROUNDS):
        item = opened()
        people = [Operator(new_id()) for _ in range(4)]
        came = _at_once(*[lambda who=who: reviews.claim(viewer=who, item_id=item.pk) for who in people])  # noqa: B023
        assert came.count("ERR_REVIEW_TAKEN") == 3
        assert ReviewStep.objects.filter(item_id=item.pk, what="claimed").count() == 1


def test_who_take_the_oldest_at_once_get_different_cases() -> None:
    items = {opened().pk for _ in range(4)}
    came = _at_once(*[lambda: reviews.claim_oldest(viewer=Operator(new_id()), kind=KIND).pk for _ in range(4)])
    assert set(came) <= items
    assert len(set(came)) == 4


def test_a_double_click_decides_once_and_both_clicks_are_answered() -> None:
    me = Operator(new_id())
    for _round in range(ROUNDS):
        item = opened()
        reviews.claim(viewer=me, item_id=item.pk)
        click = lambda: reviews.decide(viewer=me, item_id=item.pk, decision="allow", reason="fine").decision  # noqa: B023, E731
        assert _at_once(click, click) == ["allow", "allow"]
        assert effects(item.subject_id) == [("allow", 1)]
        assert ReviewStep.objects.filter(item_id=item.pk, what="decided").count() == 1


def test_two_tabs_that_decide_differently_have_one_effect() -> None:
    me = Operator(new_id())
    for _round in range(ROUNDS):
        item = opened()
        reviews.claim(viewer=me, item_id=item.pk)
        came = _at_once(*[
            lambda how=how: reviews.decide(viewer=me, item_id=item.pk, decision=how, reason="fine").decision  # noqa: B023
            for how in ("allow", "refuse")
        ])  # fmt: skip
        assert came.count("ERR_REVIEW_OVER") == 1
        decided = ReviewItem.objects.get(pk=item.pk).decision
        assert effects(item.subject_id) == [(decided, 1)]


def test_a_subject_that_goes_away_while_it_is_decided_ends_one_way() -> None:
    me = Operator(new_id())
    for _round in range(ROUNDS):
        item = opened()
        reviews.claim(viewer=me, item_id=item.pk)
        _at_once(
            lambda: reviews.decide(viewer=me, item_id=item.pk, decision="allow", reason="fine").decision,  # noqa: B023
            lambda: reviews.withdraw(kind=KIND, subject_id=item.subject_id),  # noqa: B023
        )
        ended = ReviewItem.objects.get(pk=item.pk).decision
        assert effects(item.subject_id) == ([("allow", 1)] if ended == "allow" else [])
        assert ReviewStep.objects.filter(item_id=item.pk, what__in=["decided", "withdrawn"]).count() == 1


def test_opened_from_two_sides_it_waits_once() -> None:
    subject = new_id()

    def side() -> bool:
        with transaction.atomic():
            return reviews.open_item(kind=KIND, subject_id=subject)

    assert sorted(_at_once(side, side, side)) == [False, False, True]
    assert ReviewItem.objects.filter(subject_id=subject).count() == 1
