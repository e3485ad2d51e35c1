"""Coins and time: the end of a day in the buyer's zone, notices ahead, the round that expires (COI-08)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.coins import jobs
from kontor.contexts.coins.models import Lot, Purse
from kontor.contexts.coins.queries import buyer as mine
from kontor.contexts.coins.queries.shapes import Expiring
from kontor.contexts.coins.rules.lifetime import expiry, last_day
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.tests.factories import give
from kontor.contexts.coins.tests.test_flow import findings
from kontor.contexts.notifications.models import Notice, Preference
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer

pytestmark = pytest.mark.rule("COI-08")
Settle = Callable[[], None]


@pytest.mark.parametrize(
    ("zone", "given", "ends"),
    [
        ("UTC", datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 7, 1, 0, tzinfo=UTC)),
        ("Asia/Shanghai", datetime(2026, 1, 1, 16, tzinfo=UTC), datetime(2026, 7, 1, 16, tzinfo=UTC)),  # the 2nd there
        ("America/New_York", datetime(2026, 1, 1, 4, 59, tzinfo=UTC), datetime(2026, 6, 30, 4, tzinfo=UTC)),  # summer
        ("Europe/Berlin", datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 10, 28, 23, tzinfo=UTC)),  # winter
        ("UTC", datetime(2027, 9, 2, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),  # the last day is 29 February
    ],
)
def test_the_end_of_the_hundred_and_eightieth_day_where_the_buyer_is(
    zone: str, given: datetime, ends: datetime
) -> None:
    assert expiry(given, 180, ZoneInfo(zone)) == ends


def test_the_last_day_in_words() -> None:
    ends = expiry(datetime(2027, 9, 2, tzinfo=UTC), 180, ZoneInfo("UTC"))
    assert last_day(ends, ZoneInfo("UTC")) == "2028-02-29"


@pytest.fixture
def buyer(db: None) -> Buyer:
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    account = make_account()
    Preference.objects.create(account_id=account.id, zone="Asia/Tokyo")
    return Buyer(account.id)


@pytest.mark.django_db
@pytest.mark.rule("BUY-09")
def test_told_twice_ahead_and_never_again(buyer: Buyer, settle: Settle) -> None:
    first, second = give(buyer, 30), give(buyer, 12)
    left = first.expires_at - clock.now()

    def told() -> list[str]:
        jobs.tell()
        return list(Notice.objects.filter(kind="coins_expire").order_by("id").values_list("values__coins", flat=True))

    with clock.moved(left - timedelta(days=14, seconds=2)):
        assert told() == []
    with clock.moved(left - timedelta(days=14) + timedelta(seconds=2)):
        assert told() == [42]
        assert told() == [42]
    with clock.moved(left - timedelta(days=3, seconds=2)):
        assert told() == [42]
    with clock.moved(left - timedelta(days=3) + timedelta(seconds=2)):
        assert told() == [42, 42]
        assert told() == [42, 42]
    with clock.moved(left + timedelta(seconds=2)):
        give(buyer, 5)
        assert told() == [42, 42]
    notice = Notice.objects.filter(kind="coins_expire").first()
    assert notice is not None
    assert notice.values["day"] == last_day(first.expires_at, ZoneInfo("Asia/Tokyo"))
    assert second.expires_at == first.expires_at


@pytest.mark.django_db
@pytest.mark.rule("BUY-09")
def test_the_purse_and_its_history(buyer: Buyer, django_assert_max_num_queries: Callable[[int], object]) -> None:
    lot = give(buyer, 720, name="Welcome")
    with django_assert_max_num_queries(4):  # one for the rates, kept in the process
        view = mine.purse(buyer, "EUR")
    day = last_day(lot.expires_at, ZoneInfo("Asia/Tokyo"))
    assert (view.coins, view.held, view.worth.minor, view.worth_cny.minor) == (720, 0, 92, 720)
    assert view.expiring == [Expiring(day, 720)]
    with clock.moved(lot.expires_at - clock.now() + timedelta(seconds=1)):
        assert mine.purse(buyer, "EUR").coins == 0  # before any round has come
        jobs.expire()
        assert Purse.objects.get().coins == 0
    with django_assert_max_num_queries(4):
        lines = mine.history(buyer)
    assert [(line.kind, line.coins, line.scene) for line in lines] == [
        ("expire", -720, "Welcome"),
        ("grant", 720, "Welcome"),
    ]
    assert [line.kind for line in mine.history(buyer, before=lines[0].id)] == ["grant"]
    assert mine.history(Buyer(make_account().id)) == []
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_who_is_buying_is_left_for_the_next_round() -> None:
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    busy, idle = Buyer(make_account().id), Buyer(make_account().id)
    lot = give(busy, 10)
    give(idle, 20)
    shift = lot.expires_at - clock.now() + timedelta(seconds=1)
    took, done = threading.Event(), threading.Event()

    def shop() -> None:
        with transaction.atomic():
            list(Purse.objects.select_for_update().filter(buyer_id=busy.buyer_id))
            took.set()
            done.wait(10)
        connection.close()

    shopper = threading.Thread(target=shop)
    shopper.start()
    took.wait(10)
    with clock.moved(shift):
        assert expire_lots() == 1  # at once, without waiting
        assert {row.left for row in Lot.objects.filter(buyer_id=idle.buyer_id)} == {0}
        assert Lot.objects.get(id=lot.id).left == 10
        done.set()
        shopper.join()
        assert expire_lots() == 1
        assert expire_lots() == 0
    assert findings() == []
