"""A rate that moved too far: it waits for a person, and the last one holds (TRD-04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.jumps import KIND
from kontor.contexts.pricing.rules import jump
from kontor.contexts.pricing.services.fetch_rates import fetch_rates
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.tests.publisher import Publisher, published
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-04")]
BOSS = Operator(new_id())


@pytest.fixture
def publisher(settings: Any) -> Iterator[Publisher]:
    """The pound stood at 0.79 for a dollar yesterday; today it is published at twice of that."""
    with published() as made:
        settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": made.address})
        import_rates(day=today() - timedelta(days=1), source="ECB", per_usd={"GBP": Decimal("0.79")})
        made.publishes(today(), GBP="1.7064")
        yield made


def today() -> date:
    return clock.now().date()


def pound() -> tuple[Decimal, date]:
    rate = queries.rates().rate("USD", "GBP")
    return rate.value, rate.day


def waiting() -> list[dict[str, Any]]:
    return list(reviews.ReviewItem.objects.filter(kind=KIND, closed_at__isnull=True).values_list("facts", flat=True))


def decide(decision: str) -> None:
    item = reviews.claim_oldest(viewer=BOSS, kind=KIND)
    assert item is not None
    reviews.decide(viewer=BOSS, item_id=item.id, decision=decision, reason="Looked at another bank's")


@pytest.mark.parametrize(("before", "after", "percent"), [("1", "2", 100), ("2", "1", 100), ("1", "1.15", 15)])
def test_a_jump_counts_the_same_up_and_down(before: str, after: str, percent: int) -> None:
    assert jump(Decimal(before), Decimal(after)) == percent


def test_a_rate_that_jumps_is_shown_to_the_operator_and_the_rest_is_taken_over(publisher: Publisher) -> None:
    yesterday = today() - timedelta(days=1)
    taken = fetch_rates()
    assert taken is not None
    assert taken.held == ("GBP",)
    assert set(taken.new) == {"EUR", "JPY", "CNY", "NOK", "AUD"}
    assert pound() == (Decimal("0.79"), yesterday)
    assert waiting() == [
        {"currency": "GBP", "day": str(today()), "source": "ECB", "rate": "1.58", "rate_before": "0.79",
         "day_before": str(yesterday), "percent": "100"}
    ]  # fmt: skip
    fetch_rates()
    assert len(waiting()) == 1
    assert queries.waiting() == ["GBP"]


def test_the_bound_is_a_policy_and_what_is_within_it_is_taken_over(publisher: Publisher, policy_value: Any) -> None:
    policy_value("pricing.rate_jump_at_most", "100")
    fetch_rates()
    assert pound() == (Decimal("1.58"), today())
    assert waiting() == []


def test_a_person_lets_it_in(publisher: Publisher) -> None:
    fetch_rates()
    decide("take")
    assert pound() == (Decimal("1.58"), today())
    taken = fetch_rates()
    assert taken is not None
    assert taken.new == taken.held == ()
    assert waiting() == []


def test_a_person_leaves_it_out_and_is_not_asked_again_until_it_changes(publisher: Publisher) -> None:
    fetch_rates()
    decide("leave")
    assert pound()[0] == Decimal("0.79")
    fetch_rates()
    assert (waiting(), pound()[0]) == ([], Decimal("0.79"))
    publisher.publishes(today(), GBP="1.8000")
    fetch_rates()
    assert [facts["rate"] for facts in waiting()] == ["1.66666667"]


def test_a_rate_that_can_be_believed_again_takes_its_case_back(publisher: Publisher) -> None:
    fetch_rates()
    publisher.publishes(today(), GBP="0.8640")
    fetch_rates()
    assert (waiting(), pound()) == ([], (Decimal("0.8"), today()))
    assert reviews.ReviewItem.objects.get(kind=KIND).decision == "withdrawn"


def test_the_next_day_asks_anew_with_its_own_figure(publisher: Publisher) -> None:
    fetch_rates()
    with clock.moved(timedelta(days=1)):
        publisher.publishes(today(), GBP="1.7280")
        fetch_rates()
        assert [(facts["day"], facts["rate"]) for facts in waiting()] == [(str(today()), "1.6")]


def test_whoever_has_looked_takes_it_over_at_once(publisher: Publisher) -> None:
    fetch_rates()
    taken = fetch_rates(even_jumps=True)
    assert taken is not None
    assert (taken.new, waiting(), pound()) == (("GBP",), [], (Decimal("1.58"), today()))


def test_the_case_shows_both_figures(publisher: Publisher) -> None:
    fetch_rates()
    item = reviews.claim_oldest(viewer=BOSS, kind=KIND)
    kind = reviews.find(KIND)
    assert item is not None
    assert kind is not None
    said = [value for _label, value in kind.show(item, BOSS)]
    assert said == ["GBP", "0.79", str(today() - timedelta(days=1)), "1.58", str(today()), "ECB", "100"]
