"""Review queues: opened once, taken by one, decided once with a reason, measured (OPR-02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.reviews import errors
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.tests.queue import KIND, NotThis, declared, effects, opened

pytestmark = pytest.mark.django_db
OLGA, PAUL = Operator(new_id()), Operator(new_id())


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    with declared():
        yield


def _trail(item: ReviewItem) -> list[tuple[str, object, str]]:
    return [(step.what, step.by_id, step.note) for step in ReviewStep.objects.filter(item_id=item.pk).order_by("id")]


def _taken(viewer: Operator = OLGA) -> ReviewItem:
    item = opened()
    return reviews.claim(viewer=viewer, item_id=item.pk)


@pytest.mark.rule("OPR-02")
def test_a_subject_waits_once_and_again_when_its_case_is_over() -> None:
    subject = new_id()
    assert reviews.open_item(kind=KIND, subject_id=subject, facts={"accounts": 6})
    assert not reviews.open_item(kind=KIND, subject_id=subject, facts={"accounts": 7})
    [item] = ReviewItem.objects.all()
    assert (item.facts, item.due_at, _trail(item)) == ({"accounts": 6}, None, [("opened", None, "")])
    reviews.claim(viewer=OLGA, item_id=item.pk)
    reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    assert reviews.open_item(kind=KIND, subject_id=subject)
    assert ReviewItem.objects.filter(subject_id=subject).count() == 2


def test_opening_is_one_statement_and_goes_with_its_transaction(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):  # and a savepoint around it
        reviews.open_item(kind=KIND, subject_id=new_id())
    with transaction.atomic():
        reviews.open_item(kind=KIND, subject_id=new_id())
        transaction.set_rollback(True)
    assert ReviewItem.objects.count() == ReviewStep.objects.count() == 1
    with pytest.raises(LookupError):
        reviews.open_item(kind="tests.nobody", subject_id=new_id())


@pytest.mark.rule("OPR-02")
def test_one_reviewer_at_a_time_until_the_claim_lapses() -> None:
    item = _taken(OLGA)
    with pytest.raises(errors.ReviewTaken):
        reviews.claim(viewer=PAUL, item_id=item.pk)
    with pytest.raises(errors.ReviewNotYours):
        reviews.decide(viewer=PAUL, item_id=item.pk, decision="allow", reason="fine")
    assert effects(item.subject_id) == []
    with moved(timedelta(minutes=31)):
        reviews.claim(viewer=PAUL, item_id=item.pk)
        with pytest.raises(errors.ReviewNotYours):
            reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    item.refresh_from_db()
    assert (item.claimed_by, item.closed_at, effects(item.subject_id)) == (PAUL.account_id, None, [])
    assert _trail(item) == [("opened", None, ""), ("claimed", OLGA.account_id, ""), ("claimed", PAUL.account_id, "")]


def test_a_lapsed_claim_that_nobody_took_over_still_decides_and_is_renewed_by_taking_it_again() -> None:
    item = _taken()
    with moved(timedelta(minutes=45)):
        again = reviews.claim(viewer=OLGA, item_id=item.pk)
        assert again.claim_until > now()
        assert again.first_claimed_at == item.first_claimed_at
    with moved(timedelta(hours=3)):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    assert [what for what, _by, _note in _trail(item)] == ["opened", "claimed", "decided"]


@pytest.mark.rule("OPR-02")
def test_the_oldest_comes_first_and_ones_own_before_it() -> None:
    first, second = opened(), opened()
    mine = reviews.claim_oldest(viewer=OLGA, kind=KIND)
    assert mine.pk == first.pk
    assert reviews.claim_oldest(viewer=PAUL, kind=KIND).pk == second.pk
    assert reviews.claim_oldest(viewer=OLGA, kind=KIND).pk == first.pk
    with pytest.raises(errors.ReviewNothingLeft):
        reviews.claim_oldest(viewer=Operator(new_id()), kind=KIND)
    reviews.release(viewer=PAUL, item_id=first.pk)  # not his to give back
    reviews.release(viewer=OLGA, item_id=first.pk)
    assert reviews.claim_oldest(viewer=Operator(new_id()), kind=KIND).pk == first.pk


@pytest.mark.rule("OPR-02")
def test_decided_with_a_reason_once_however_often_the_button_is_pressed() -> None:
    item = _taken()
    for reason in ("", "  \n "):
        with pytest.raises(errors.ReviewReasonMissing):
            reviews.decide(viewer=OLGA, item_id=item.pk, decision="refuse", reason=reason)
    with pytest.raises(errors.ReviewReasonTooLong):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="refuse", reason="x" * 1001)
    with pytest.raises(errors.ReviewDecisionUnknown):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="burn", reason="fine")
    assert effects(item.subject_id) == []
    for _click in range(2):
        done = reviews.decide(viewer=OLGA, item_id=item.pk, decision="refuse", reason=" The picture is not sharp. ")
    assert effects(item.subject_id) == [("refuse", 1)]
    assert (done.decision, done.reason, done.decided_by) == ("refuse", "The picture is not sharp.", OLGA.account_id)
    with pytest.raises(errors.ReviewOver):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    with pytest.raises(errors.ReviewOver):
        reviews.claim(viewer=PAUL, item_id=item.pk)
    assert _trail(item)[-1] == ("decided", OLGA.account_id, "refuse")
    assert effects(item.subject_id) == [("refuse", 1)]


def test_what_the_kind_refuses_leaves_everything_as_it_was() -> None:
    item = _taken()
    with pytest.raises(NotThis):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="never", reason="because")
    item.refresh_from_db()
    assert (item.closed_at, item.reason, effects(item.subject_id)) == (None, "", [])
    assert [what for what, _by, _note in _trail(item)] == ["opened", "claimed"]


def test_a_case_is_withdrawn_with_its_subject_and_counts_in_no_waiting_time() -> None:
    item = _taken()
    assert reviews.withdraw(kind=KIND, subject_id=item.subject_id)
    assert not reviews.withdraw(kind=KIND, subject_id=item.subject_id)
    with pytest.raises(errors.ReviewOver):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    assert effects(item.subject_id) == []
    assert _trail(item)[-1] == ("withdrawn", None, "")
    [measure] = [each for each in reviews.measures(OLGA) if each.kind.name == KIND]
    assert (measure.open, measure.decided, measure.median) == (0, 0, None)


@pytest.mark.rule("OPR-06")
@pytest.mark.parametrize("change", ["UPDATE platform_review_step SET note = 'x'", "DELETE FROM platform_review_step"])
def test_the_trail_is_never_changed(change: str) -> None:
    item = _taken()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert len(_trail(item)) == 2


@pytest.mark.rule("OPR-02")
def test_waiting_is_measured_from_opening_to_claim_and_decision(django_assert_num_queries) -> None:
    start = now()
    for hours in (1, 2, 3, 4, 10):
        item = opened()
        ReviewItem.objects.filter(pk=item.pk).update(opened_at=start)
        with moved(timedelta(hours=hours) / 2):
            reviews.claim(viewer=OLGA, item_id=item.pk)
        with moved(timedelta(hours=hours)):
            reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
        took = {"first_claimed_at": start + timedelta(hours=hours) / 2, "closed_at": start + timedelta(hours=hours)}
        ReviewItem.objects.filter(pk=item.pk).update(**took)
    late, waiting = opened(due_at=start - timedelta(hours=1)), opened()
    reviews.claim(viewer=OLGA, item_id=waiting.pk)
    with django_assert_num_queries(2):
        [measure] = [each for each in reviews.measures(PAUL) if each.kind.name == KIND]
    assert (measure.open, measure.oldest, measure.in_hand, measure.overdue) == (2, late.opened_at, 1, 1)
    assert (measure.decided, measure.median, measure.p90, measure.claimed) == (5, 10800.0, 27360.0, 5400.0)
    assert sum(day.decided for day in reviews.days(PAUL)) == 5
    with moved(timedelta(days=31)):
        [measure] = [each for each in reviews.measures(PAUL) if each.kind.name == KIND]
    assert (measure.decided, measure.open) == (0, 2)


def test_lists_are_paged_by_key_with_one_statement_through_their_index(django_assert_num_queries) -> None:
    items = [opened() for _ in range(5)]
    same = now()
    ReviewItem.objects.filter(pk__in=[item.pk for item in items[1:4]]).update(opened_at=same + timedelta(minutes=1))
    ReviewItem.objects.filter(pk=items[4].pk).update(opened_at=same + timedelta(minutes=2))
    seen, after = [], ""
    for _page in range(3):
        with django_assert_num_queries(1):
            page = reviews.listing(OLGA, kind=KIND, after=after, size=2)
        seen += [line.id for line in page.lines]
        after = page.next_key
    assert (seen, after) == ([item.pk for item in items], "")
    assert len(reviews.listing(OLGA, kind=KIND, after="nonsense", size=2).lines) == 2
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM platform_review WHERE closed_at IS NULL AND kind = 'tests.held'"
            " AND (opened_at, id) > (%s, %s) ORDER BY opened_at, id LIMIT 50", [same, items[0].pk],
        )  # fmt: skip
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "review_oldest" in plan
    assert "Sort" not in plan


@pytest.mark.rule("OPR-06")
def test_only_who_has_taken_a_case_sees_its_evidence() -> None:
    item = opened()
    assert not reviews.case(OLGA, item.pk).evidence
    reviews.claim(viewer=OLGA, item_id=item.pk)
    assert len(reviews.case(OLGA, item.pk).evidence) == 4
    assert not reviews.case(PAUL, item.pk).evidence
    reviews.decide(viewer=OLGA, item_id=item.pk, decision="allow", reason="fine")
    assert not reviews.case(OLGA, item.pk).evidence
    with pytest.raises(errors.ReviewUnknown):
        reviews.case(OLGA, new_id())


def test_wrong_declarations_are_found_at_the_start() -> None:
    def nothing(*_given: object) -> list[object]:
        return []

    yes = reviews.Decision("yes", "Yes")
    for kind, decisions in (
        (KIND, [yes]), ("tests.none", []), ("tests.twice", [yes, yes]),
        ("tests.reserved", [reviews.Decision("withdrawn", "Away")]),
        ("tests.tone", [reviews.Decision("a", "A", "pink")]),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="the review"):
            reviews.declare(kind=kind, title="X", decisions=decisions, decide=nothing, show=nothing)
    assert reviews.find("tests.none") is None
