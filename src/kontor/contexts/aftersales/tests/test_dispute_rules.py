"""Disputes without a database: the table, the window, the times, the amounts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.aftersales.events.disputes import OF_MOVE
from kontor.contexts.aftersales.lifecycle import ACTS, DISPUTE, TIMED, UNDECIDED, State, possible
from kontor.contexts.aftersales.rules.dispute_amounts import read_amount
from kontor.contexts.aftersales.rules.dispute_reasons import REASONS, fits
from kontor.contexts.aftersales.rules.dispute_rulings import BY_NAME, Facts, amount, may_appeal
from kontor.contexts.aftersales.rules.dispute_timers import Days, due, is_over
from kontor.contexts.aftersales.rules.dispute_window import Figures, Sent, window
from kontor.contexts.payments.rules import divide
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money

S = State
BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)
FIGURES = Figures(opens_after=10, short_promise=5, open_until=15)
DAYS = Days(answer=5, negotiate=7, appeal=3, send_back=10, take_back=30)
SHIPPED = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize(
    ("state", "buyer", "seller", "operator"),
    [
        (S.OPENED, {"propose", "accept", "show", "withdraw"}, {"answer", "propose", "accept", "show"}, set()),
        (
            S.NEGOTIATING, {"escalate", "propose", "accept", "show", "withdraw"},
            {"escalate", "propose", "accept", "show"}, set(),
        ),
        (S.ESCALATED, {"propose", "accept", "show", "withdraw"}, {"propose", "accept", "show"}, {"rule"}),
        (S.RULED, {"appeal", "accept", "show", "withdraw"}, {"appeal", "accept", "show"}, set()),
        (S.APPEALED, {"accept", "show", "withdraw"}, {"accept", "show"}, set()),
        (S.RETURN_DUE, {"send_return", "show", "withdraw"}, {"show"}, set()),
        (S.RETURNING, {"show"}, {"take_return", "contest_return", "show"}, set()),
        (S.REFUNDED, set(), set(), set()),
        (S.RELEASED, set(), set(), set()),
        (S.WITHDRAWN, set(), set(), set()),
    ],
)  # fmt: skip
def test_who_may_do_what_when(state: State, buyer: set[str], seller: set[str], operator: set[str]) -> None:
    def own(actor: Actor) -> set[str]:
        return {name for name in possible(state, actor) if not name.startswith("settle_")}

    assert (own(Actor.BUYER), own(Actor.SELLER), own(Actor.OPERATOR)) == (buyer, seller, operator)


def test_every_move_has_its_fact_and_every_timed_state_is_left_by_time() -> None:
    assert {move.event for move in DISPUTE.moves.values()} == set(OF_MOVE)
    for state in TIMED:
        assert DISPUTE.possible(state, Actor.SYSTEM), state
    assert ACTS["accept"].sources == frozenset(UNDECIDED)
    assert not set(TIMED) & DISPUTE.final


def _sent(**given: object) -> Sent:
    plain: dict[str, object] = {
        "shipped_at": SHIPPED, "promised_to": date(2026, 4, 10), "promised_days": 20, "moving": False,
        "delivered_at": None, "received_at": None,
    }  # fmt: skip
    return Sent(**plain | given)  # type: ignore[arg-type]


@pytest.mark.rule("TRD-09")
def test_an_order_on_its_way_may_be_disputed_from_the_eleventh_day() -> None:
    found = window(_sent(), FIGURES)
    assert found is not None
    opens = SHIPPED + timedelta(days=10)
    assert [found.holds(opens + step * SECOND) for step in (-1, 0, 1)] == [False, True, True]
    closes = datetime(2026, 4, 11, tzinfo=UTC) + timedelta(days=15)  # the promised day is over at midnight
    assert [found.holds(closes + step * SECOND) for step in (-1, 0, 1)] == [True, True, False]


@pytest.mark.rule("TRD-09")
def test_a_parcel_that_moves_in_its_time_is_waited_for() -> None:
    found = window(_sent(moving=True), FIGURES)
    assert found is not None
    assert found.opens == datetime(2026, 4, 11, tzinfo=UTC)


@pytest.mark.rule("TRD-09")
def test_a_short_promise_may_be_disputed_at_once() -> None:
    assert window(_sent(promised_days=4), FIGURES).opens == SHIPPED  # type: ignore[union-attr]
    assert window(_sent(promised_days=5), FIGURES).opens == SHIPPED + timedelta(days=10)  # type: ignore[union-attr]


@pytest.mark.rule("TRD-09")
def test_what_has_arrived_may_be_disputed_at_once_and_until_after_receipt() -> None:
    arrived = datetime(2026, 3, 25, 8, tzinfo=UTC)
    waiting = window(_sent(delivered_at=arrived, moving=True), FIGURES)
    assert waiting is not None
    assert (waiting.opens, waiting.closes) == (arrived, None)
    received = arrived + timedelta(days=2)
    after = window(_sent(delivered_at=arrived, received_at=received), FIGURES)
    assert after is not None
    last = received + timedelta(days=15)
    assert [after.holds(last + step * SECOND) for step in (-1, 0, 1)] == [True, True, False]


@pytest.mark.rule("TRD-09")
def test_an_order_of_which_a_part_never_left_counts_from_the_promise() -> None:
    found = window(_sent(shipped_at=None), FIGURES)
    assert found is not None
    assert found.opens == datetime(2026, 4, 11, tzinfo=UTC)
    assert window(_sent(shipped_at=None, promised_to=None), FIGURES) is None


@pytest.mark.rule("TRD-09")
@pytest.mark.parametrize(
    "opened",
    [
        datetime(2026, 3, 27, 2, 30, tzinfo=BERLIN),  # clocks go forward within the five days
        datetime(2026, 10, 23, 2, 30, tzinfo=BERLIN),  # and back
        datetime(2028, 2, 27, 23, 59, 59, tzinfo=UTC),  # 29 February lies between
    ],
)
def test_a_day_is_twenty_four_hours_wherever_clocks_change(opened: datetime) -> None:
    moment = opened.astimezone(UTC)
    until = due(S.OPENED, opened=moment, moment=moment, days=DAYS)
    assert until is not None
    assert (until - moment).total_seconds() == 5 * 86_400
    assert [is_over(until, until + step * SECOND) for step in (-1, 0, 1)] == [False, True, True]
    assert due(S.NEGOTIATING, opened=moment, moment=moment + timedelta(days=2), days=DAYS) == moment + timedelta(days=7)


@pytest.mark.rule("TRD-09")
def test_what_people_alone_decide_has_no_time_of_its_own() -> None:
    for state in (S.ESCALATED, S.APPEALED, S.REFUNDED, S.RELEASED, S.WITHDRAWN):
        assert due(state, opened=SHIPPED, moment=SHIPPED, days=DAYS) is None
    late = SHIPPED + timedelta(days=9)
    assert due(S.NEGOTIATING, opened=SHIPPED, moment=late, days=DAYS) == late
    assert due(S.RULED, opened=SHIPPED, moment=late, days=DAYS) == late + timedelta(days=3)
    assert due(S.RETURN_DUE, opened=SHIPPED, moment=late, days=DAYS) == late + timedelta(days=10)
    assert due(S.RETURNING, opened=SHIPPED, moment=late, days=DAYS) == late + timedelta(days=30)


def _facts(**given: Money | None) -> Facts:
    paid, goods = Money(4235, "EUR"), Money(3000, "EUR")
    values: dict[str, Money | None] = {"asked": Money(2000, "EUR"), "offered": None}
    return Facts(paid=paid, goods=goods, half=50, small=20, **values | given)  # type: ignore[arg-type]


@pytest.mark.rule("OPR-04")
@pytest.mark.parametrize(
    ("template", "minor"),
    [
        ("full", 4235), ("full_carrier", 4235), ("full_return", 4235), ("goods_return", 3000), ("half", 2118),
        ("small", 847), ("asked", 2000), ("nothing", 0),
    ],
)  # fmt: skip
def test_a_ruling_computes_its_amount_from_the_case(template: str, minor: int) -> None:
    assert amount(BY_NAME[template], _facts()) == Money(minor, "EUR")


@pytest.mark.rule("OPR-04")
def test_a_ruling_after_a_proposal_needs_one() -> None:
    assert amount(BY_NAME["offered"], _facts()) is None
    assert amount(BY_NAME["offered"], _facts(offered=Money(0, "EUR"))) == Money(0, "EUR")


@pytest.mark.rule("TRD-09")
def test_who_gets_everything_has_nothing_to_appeal_against() -> None:
    asked = Money(2000, "EUR")
    assert not may_appeal("buyer", back=asked, asked=asked)
    assert may_appeal("buyer", back=asked - Money(1, "EUR"), asked=asked)
    assert may_appeal("seller", back=Money(1, "EUR"), asked=asked)
    assert not may_appeal("seller", back=Money(0, "EUR"), asked=asked)


def test_reasons_belong_to_one_kind() -> None:
    assert fits("not_received", "late")
    assert not fits("not_as_described", "late")
    assert not fits("nonsense", "late")
    every = [name for group in REASONS.values() for name in group]
    assert len(every) == len(set(every))


_MINOR = st.integers(min_value=0, max_value=10_000_000)


@pytest.mark.rule("TRD-09")
@given(paid=st.integers(min_value=1, max_value=10_000_000), tax=_MINOR, due=_MINOR, commission=_MINOR, back=_MINOR)
def test_what_is_divided_sums_to_what_there_was(paid: int, tax: int, due: int, commission: int, back: int) -> None:
    tax, back, commission = min(tax, paid), min(back, paid), min(commission, due)
    part = divide(
        paid=Money(paid, "EUR"), tax=Money(tax, "EUR"), due=Money(due, "CNY"), commission=Money(commission, "CNY"),
        back=Money(back, "EUR"),
    )  # fmt: skip
    assert part.taken + part.rest == Money(due, "CNY")
    assert 0 <= part.taken.minor <= due
    assert 0 <= part.back_tax.minor <= tax
    assert part.back_tax.minor <= back
    assert 0 <= part.commission.minor <= part.rest.minor + 1
    if back == paid:
        assert (part.rest.minor, part.commission.minor, part.back_tax.minor) == (0, 0, tax)
    if back == 0:
        assert (part.taken.minor, part.commission.minor, part.back_tax.minor) == (0, commission, 0)


def test_more_than_was_paid_never_goes_back() -> None:
    zero = Money(0, "EUR")
    for back in (-1, 101):
        with pytest.raises(ValueError, match="between nothing and what was paid"):
            divide(paid=Money(100, "EUR"), tax=zero, due=zero, commission=zero, back=Money(back, "EUR"))


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12", "EUR", 1200), ("12.5", "EUR", 1250), ("12,50", "EUR", 1250), (" 1 200.00 ", "EUR", 120_000),
        ("12.345", "EUR", None), ("12.5", "JPY", None), ("1200", "JPY", 1200), ("1.234", "KWD", 1234),
        ("-1", "EUR", None), ("NaN", "EUR", None), ("1e3", "EUR", None), ("", "EUR", None), ("a lot", "EUR", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_typed(text: str, currency: str, minor: int | None) -> None:
    assert read_amount(text, currency) == (None if minor is None else Money(minor, currency))
