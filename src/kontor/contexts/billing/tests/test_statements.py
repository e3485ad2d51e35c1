"""A statement says what the ledger says: every line a posting, the closing balance their sum."""

from __future__ import annotations

import tracemalloc
from datetime import date, timedelta
from itertools import islice, pairwise
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.billing.errors import StatementNotFound
from kontor.contexts.billing.models import Print, Statement
from kontor.contexts.billing.queries import statements as queries
from kontor.contexts.billing.rules.statements import following, kind_of, month_of, span
from kontor.contexts.billing.services.ask_print import ask_print
from kontor.contexts.billing.services.close_every_month import close_every_month
from kontor.contexts.billing.services.close_months import close_months
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.make_print import make_print
from kontor.contexts.billing.tests.factories import (
    Settle,
    balance_of,
    bought,
    coin_market,
    earns,
    findings,
    keeper,
    pays_to,
    received,
    text_of,
)
from kontor.contexts.coins.services.top_up_fund import top_up_fund
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.payments.models import Escrow
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.platform import files

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]


def this_month() -> date:
    return month_of(clock.now())


def test_every_line_is_a_posting_and_the_month_closes_with_the_balance(
    settle: Settle, played: Played, policy_value: object
) -> None:
    policy_value("billing.payout_fee", "50")  # type: ignore[operator]
    policy_value("billing.payout_hold", "0")  # type: ignore[operator]
    market = coin_market()
    store = market.tea_house
    (first,) = bought(market, settle, coins=200, tea=2)
    (second,) = bought(market, settle, tea=1)
    for order in (first, second):
        received(market, order, settle)
    escrow = Escrow.objects.get(id=second.id)
    divide_escrow(store_id=store.id, order_id=second.id, back=Money(escrow.paid_minor // 2, "EUR"))
    settle()
    both = keeper(store.id, "marketing.coins", "finance.view")
    top_up_fund(seat=both, amount=Money(3_000, "CNY"), currency="CNY", key="once")
    pays_to(store)
    assert make_payout(store_id=store.id, currency="CNY", day=clock.now().date())

    seat = keeper(store.id)
    card = queries.statement(seat, "CNY", this_month())
    lines = list(queries.stream(seat, "CNY", this_month()))
    assert [line.kind for line in lines] == ["sale", "sale", "refund", "coin_fund", "payout"]
    postings = Posting.objects.filter(account_id=Key("payable", "CNY", store.id).id)
    assert {line.posting_id: line.amount.minor for line in lines} == {p.id: -p.minor for p in postings}
    assert all(line.amount == line.gross - line.commission - line.fee for line in lines)
    sales = [(line.gross.minor, line.commission.minor, line.covered.minor) for line in lines[:2]]
    assert sales == [(order.due_minor, order.commission_minor, order.store_coins_minor) for order in (first, second)]
    assert [line.order_number for line in lines] == [first.number, second.number, second.number, None, None]
    assert lines[2].gross.minor < 0
    assert lines[2].commission.minor < 0
    assert lines[4].fee == -lines[4].amount - -lines[4].gross
    assert card.closing.minor == balance_of(store.id) == sum(line.amount.minor for line in lines)
    assert {kind: sums.amount for kind, sums in card.totals.items()} == {
        kind: sum(line.amount.minor for line in lines if line.kind == kind) for kind in card.totals
    }
    for line in lines:
        legs = queries.entry(seat, "CNY", line.posting_id)
        assert line.amount in [leg.amount for leg in legs if leg.kind == "payable"]
        sums: dict[str, int] = {}
        for leg in legs:
            sums[leg.amount.currency] = sums.get(leg.amount.currency, 0) + leg.amount.minor
        assert set(sums.values()) == {0}


def test_months_close_once_and_each_opens_as_the_last_closed(settle: Settle) -> None:
    store_id = coin_market().tea_house.id
    for days, minor in ((95, 1_000), (64, 250), (63, -40), (1, 7)):
        earns(store_id, minor, days_ago=days)
    assert close_every_month() > 0
    assert close_every_month() == 0
    assert close_months(store_id=store_id, currency="CNY") == 0
    rows = list(Statement.objects.filter(store_id=store_id).order_by("month"))
    assert rows[0].opening_minor == 0
    for before, after in pairwise(rows):
        assert following(before.month) == after.month
        assert before.closing_minor == after.opening_minor
    assert (
        sum(row.lines for row in rows)
        == Posting.objects.filter(
            account_id=Key("payable", "CNY", store_id).id, posted_at__lt=span(this_month())[0]
        ).count()
    )
    running = queries.statement(keeper(store_id), "CNY", this_month())
    assert running.opening.minor == rows[-1].closing_minor
    assert running.closing.minor == balance_of(store_id) == 1_217
    assert findings() == []
    Statement.objects.filter(store_id=store_id, month=rows[0].month).update(closing_minor=1)
    assert any("closes with 1" in each for each in findings())


def test_the_pdf_of_a_closed_month_says_the_same() -> None:
    store_id = coin_market().tea_house.id
    earns(store_id, 123_456, days_ago=40)
    close_every_month()
    row = Statement.objects.filter(store_id=store_id, lines=1).get()
    wish = queries.wish_for(keeper(store_id), "CNY", row.month, "en")
    made = ask_print(wish=wish)
    make_print(store_id=store_id, print_id=made.print_id)
    with files.private().open(Print.objects.get().path) as file:
        text = text_of(file.read())
    assert "Tea House" in text
    assert "Adjustments" in text
    assert text.count("CN¥1,234.56") >= 3 or text.count("1,234.56") >= 3


def test_strangers_and_people_without_the_right_read_nothing() -> None:
    market = coin_market()
    mine, other = market.tea_house.id, market.lamp_shop.id
    earns(mine, 1_000, days_ago=0)
    posting = Posting.objects.get(account_id=Key("payable", "CNY", mine).id)
    with pytest.raises(RightMissing):
        queries.statement(keeper(mine, "orders.view"), "CNY", this_month())
    with pytest.raises(StatementNotFound):
        queries.statement(keeper(other), "CNY", this_month())
    with pytest.raises(StatementNotFound):
        queries.entry(keeper(other), "CNY", posting.id)
    assert queries.page_of_lines(keeper(other), "CNY", this_month()) == []


def test_lines_stream_in_the_same_memory_whatever_their_number() -> None:
    store_id = coin_market().tea_house.id
    _many(store_id, 12_000)
    seat = keeper(store_id)
    peaks = []
    for limit in (4_000, 12_000):
        seen, total = 0, 0
        tracemalloc.start()
        for line in islice(queries.stream(seat, "CNY", this_month()), limit):
            seen += 1
            total += line.amount.minor
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (seen, total) == (12_000, balance_of(store_id))
    assert peaks[1] < peaks[0] * 1.2  # three times as many lines, the same memory


def _many(store_id: UUID, many: int) -> None:
    """So many entries of one cent each, as fast as the database writes them."""
    earns(store_id, 1, days_ago=0)
    mine, other = Key("payable", "CNY", store_id).id, Key("gateway", "CNY", None, "alipay").id
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the trigger looks at each entry by itself
        cursor.execute(
            "INSERT INTO ledger_posting (account_id, id, journal_id, cause, unit, minor, posted_at)"
            " SELECT side.account, gen_random_uuid(), entry.journal, 'test:' || entry.n, 'CNY', side.minor,"
            " %s::timestamptz + entry.n * interval '1 microsecond'"
            " FROM (SELECT n, gen_random_uuid() AS journal FROM generate_series(2, %s) n) entry,"
            " (VALUES (%s::uuid, -1), (%s::uuid, 1)) AS side (account, minor)",
            [span(this_month())[0], many, mine, other],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_the_arithmetic_of_months() -> None:
    assert following(date(2026, 12, 1)) == date(2027, 1, 1)
    assert following(date(2026, 2, 1)) == date(2026, 3, 1)
    start, end = span(date(2026, 2, 1))
    assert end - start == timedelta(days=28)
    assert [kind_of(f"{cause}:{new_id()}") for cause in ("release", "recall", "payout", "payout.reject", "bonus")] == [
        "sale", "refund", "payout", "payout_back", "other",
    ]  # fmt: skip
