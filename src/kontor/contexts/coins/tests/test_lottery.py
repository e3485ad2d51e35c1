"""The lottery: published odds, tickets for coins, a draw that anybody can recompute (COI-10)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.coins.errors import LotteryMissing, NotEnoughCoins, OddsWrong
from kontor.contexts.coins.models import CoinAccount, Lot, Lottery, Purse, Ticket
from kontor.contexts.coins.queries import campaigns
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.lottery import MILLION, Prize, number, possible, won
from kontor.contexts.coins.services.buy_ticket import buy_ticket
from kontor.contexts.coins.services.draw_lottery import draw_lottery
from kontor.contexts.coins.services.give_prizes import give_prizes
from kontor.contexts.coins.services.open_lottery import open_lottery
from kontor.contexts.coins.tests.factories import BOSS, fund, give
from kontor.contexts.coins.tests.test_flow import balance, findings
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer

pytestmark = pytest.mark.rule("COI-10")
PRIZES = [Prize("Gold", 250_000, 500), Prize("Silver", 500_000, 40)]


def opened(**given: Any) -> UUID:
    fields: dict[str, Any] = {
        "name": "Spring lottery", "price": 30, "per_buyer": 20, "prizes": PRIZES, "opens_at": clock.now(),
        "closes_at": clock.now() + timedelta(days=3),
    }  # fmt: skip
    return open_lottery(viewer=BOSS, **fields | given)


def test_numbers_fall_into_the_published_ranges() -> None:
    assert [won(value, PRIZES) for value in (0, 249_999, 250_000, 749_999, 750_000, MILLION - 1)] == [
        PRIZES[0], PRIZES[0], PRIZES[1], PRIZES[1], None, None,
    ]  # fmt: skip
    drawn = [number(b"seed", "digest", place) for place in range(1, 20_001)]
    assert 0.24 < sum(value < 250_000 for value in drawn) / 20_000 < 0.26
    assert not possible([])
    assert not possible([Prize("x", MILLION, 1), Prize("y", 1, 1)])
    assert not possible([Prize("x", 0, 1)])
    assert not possible([Prize("x", 5, 0)])


@pytest.mark.django_db
def test_anybody_can_recompute_the_draw(settle: Callable[[], None]) -> None:
    market = make_market()
    fund(market.tea_house)
    people = [market.buyer, *(Buyer(make_account().id) for _ in range(3))]
    lottery = opened()
    before = campaigns.lottery(lottery)
    assert (before.seed, before.digest, before.open) == ("", "", True)
    for person in people:
        give(person, 200, market.tea_house)
        for turn in range(5):
            buy_ticket(viewer=person, lottery_id=lottery, key=f"form-{turn}")
    assert CoinAccount.objects.get().fund_minor == 100_000 - 20 * 30
    assert balance(books.fund(None)) == 600
    assert not draw_lottery(lottery_id=lottery)
    with clock.moved(timedelta(days=3, seconds=1)):
        settle()  # the job that was queued with the lottery
        after = campaigns.lottery(lottery)
        assert not draw_lottery(lottery_id=lottery)
        assert give_prizes(lottery_id=lottery) == 0
    assert hashlib.sha256(bytes.fromhex(after.seed)).hexdigest() == before.commitment
    listed = campaigns.ticket_list(lottery)
    digest = hashlib.sha256("\n".join(ticket.code for ticket in listed).encode()).hexdigest()
    assert (len(listed), digest) == (20, after.digest)
    for ticket in listed:
        text = f"{digest}:{ticket.place}".encode()
        value = int.from_bytes(hmac.new(bytes.fromhex(after.seed), text, "sha256").digest(), "big") % 1_000_000
        assert ticket.number == value
        assert ticket.won == (500 if value < 250_000 else 40 if value < 750_000 else 0)
    assert sum(lot.coins for lot in Lot.objects.filter(cause__startswith="prize:")) == sum(t.won for t in listed)
    assert not bytes(Lottery.objects.get().sealed_seed)
    mine = campaigns.my_tickets(people[0], lottery)
    assert [ticket.place for ticket in mine] == [1, 2, 3, 4, 5]
    assert findings() == []


@pytest.mark.django_db
def test_what_a_ticket_needs() -> None:
    market = make_market()
    fund(market.tea_house)
    lottery = opened(per_buyer=2)
    with pytest.raises(NotEnoughCoins):
        buy_ticket(viewer=market.buyer, lottery_id=lottery, key="a")
    give(market.buyer, 200, market.tea_house, only_here=True)
    with pytest.raises(NotEnoughCoins):  # they are for the tea house alone
        buy_ticket(viewer=market.buyer, lottery_id=lottery, key="a")
    give(market.buyer, 100)
    assert buy_ticket(viewer=market.buyer, lottery_id=lottery, key="a") == 1
    assert buy_ticket(viewer=market.buyer, lottery_id=lottery, key="a") == 1  # a double click
    assert buy_ticket(viewer=market.buyer, lottery_id=lottery, key="b") == 2
    with pytest.raises(LotteryMissing):
        buy_ticket(viewer=market.buyer, lottery_id=lottery, key="c")
    assert Purse.objects.get(buyer_id=market.buyer.buyer_id).coins == 240
    with clock.moved(timedelta(days=3)), pytest.raises(LotteryMissing):
        buy_ticket(viewer=Buyer(make_account().id), lottery_id=lottery, key="d")
    for wrong in ([Prize("x", MILLION + 1, 5)], [], [Prize("x", 5, 10**9)]):
        with pytest.raises(OddsWrong):
            opened(prizes=wrong)
    assert (Ticket.objects.count(), Lottery.objects.count()) == (2, 1)
    assert findings() == []
