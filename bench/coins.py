"""`python -m bench.coins [LOTS]`: how quick coins are given, taken at checkout and expired (COI-07 to COI-12).

Everything runs in this one process, one transaction after the other, as in one worker; PostgreSQL is beside it.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

LOTS = 200_000
A_BUYER = 4  # lots of one buyer that expire together
GRANTS, CHECKOUTS, SPLITS = 10_000, 1_000, 1_000_000
GRANTS_A_SECOND, CHECKOUTS_A_SECOND, LOTS_A_SECOND, OPENED_WITHIN = 1_000, 150, 16_667, 1.0
_LOTS = """
INSERT INTO coins_lot (buyer_id, id, cause, coins, "left", held, used, expired, taken, moved, recalled, missed, waits,
    told, given_at, expires_at)
SELECT md5((n / %(each)s)::text)::uuid, gen_random_uuid(), 'load:' || n, 10, 10, 0, 0, 0, 0, 0, 0, 0, false, 2,
    %(at)s::timestamptz - interval '181 days', %(at)s::timestamptz - interval '1 minute'
FROM generate_series(0, %(many)s - 1) n
"""
_PURSES = """
INSERT INTO coins_purse (buyer_id, coins, held) SELECT buyer_id, sum("left"), 0 FROM coins_lot
WHERE cause LIKE 'load:%%' GROUP BY buyer_id
"""


def main(lots: int) -> int:
    """Measure all; 1 when a floor is missed."""
    from bench import apart, ground

    ground.claim()
    with apart.database():
        return _measure(lots)


def _spent() -> float:
    """Seconds of processor that we and our server process have used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rsplit(")", 1)[1].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _timed(name: str, many: int, floor: float, work: Callable[[], Any]) -> bool:
    """The rate by the clock decides; that by processor time tells of a machine with nothing else to do."""
    began, used = time.monotonic(), _spent()
    work()
    rate, alone = many / (time.monotonic() - began), many / (_spent() - used)
    fine = rate >= floor
    verdict = "fine" if fine else "MISSED"
    print(f"{name:<42}{rate:>9,.0f}/s   by processor{alone:>9,.0f}/s   floor{floor:>8,.0f}/s   {verdict}", flush=True)
    return fine


def _measure(lots: int) -> int:
    from kontor.contexts.checkout.tests.factories import make_market
    from kontor.contexts.coins.tests import factories
    from kontor.kernel.ids import new_id

    market = make_market()
    factories.fund(market.tea_house, 10**9)
    factories.fund(market.lamp_shop, 10**9)
    factories.takes_coins(market.tea_house, market.tea.product_id)
    factories.takes_coins(market.lamp_shop, market.lamp.product_id)
    buyers = [new_id() for _ in range(2_000)]
    results = [
        _opening(market.tea_house),
        _timed("coins given, 250 at a time", GRANTS, GRANTS_A_SECOND, lambda: _give(market.tea_house, buyers)),
        _timed("checkout: most found, chosen and held", CHECKOUTS, CHECKOUTS_A_SECOND, lambda: _hold(market, buyers)),
        _timed("checkout: used and paid, 50 at a time", CHECKOUTS, CHECKOUTS_A_SECOND, _use),
        _expiry(lots),
        _splits(),
    ]
    return 0 if all(results) else 1


def _opening(store: Any) -> bool:
    from kontor.contexts.aftersales.models.reviews import StoreDay
    from kontor.contexts.coins.models import CoinAccount
    from kontor.contexts.coins.services.open_account import open_account
    from kontor.contexts.coins.tests.factories import seat_of
    from kontor.contexts.logistics.tests.factories import store as another
    from kontor.contexts.sellers.models import Business
    from kontor.kernel.clock import now

    shop = another(name="Fresh", slug="fresh")
    Business.objects.filter(id=shop.business_id).update(country="CN", form="enterprise", verified_at=now())
    StoreDay.objects.create(store_id=shop.id, day=now().date(), n5=100)
    began = time.monotonic()
    open_account(seat=seat_of(shop))
    took = time.monotonic() - began
    assert CoinAccount.objects.filter(store=shop).exists()
    print(f"{'an account opened, all conditions looked up':<46}{took * 1000:>10,.0f} ms", flush=True)
    return took < OPENED_WITHIN and store is not None


def _give(store: Any, buyers: list[UUID]) -> None:
    from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
    from kontor.contexts.coins.tests.factories import scene

    made = scene(store, coins=900, budget=2_000_000_000, cap=2_000_000_000)
    for start in range(0, GRANTS, 250):
        given = grant_coins(
            wanted=[
                Wanted(scene_id=made.id, buyer_id=buyers[n % len(buyers)], cause=f"bench:{n}")
                for n in range(start, start + 250)
            ]
        )
        assert len(given) == 250


def _hold(market: Any, buyers: list[UUID]) -> None:
    from django.db import transaction

    from kontor.contexts.coins.queries.offer import Good, offered
    from kontor.contexts.coins.services.hold_coins import hold_coins
    from kontor.contexts.coins.services.reserve_coins import reserve_coins
    from kontor.contexts.pricing.queries import rates
    from kontor.kernel.ids import new_id
    from kontor.kernel.money import Money
    from kontor.kernel.viewer import Buyer

    table, payable = rates(), Money(4420, "EUR")
    for n in range(CHECKOUTS):
        viewer = Buyer(buyers[n])
        goods = [
            Good(new_id(), market.tea_house.id, market.tea.product_id, Money(920, "EUR"), Money(7200, "CNY")),
            Good(new_id(), market.lamp_shop.id, market.lamp.product_id, Money(3000, "EUR"), Money(3000, "EUR")),
        ]
        coins = offered(viewer, goods, payable).coins
        with transaction.atomic():
            planned = reserve_coins(viewer=viewer, goods=goods, payable=payable, coins=coins, table=table)
            orders = {market.tea_house.id: new_id(), market.lamp_shop.id: new_id()}
            hold_coins(viewer=viewer, buyer_order_id=new_id(), orders=orders, planned=planned, table=table)


def _use() -> None:
    from kontor.contexts.coins.models import Hold
    from kontor.contexts.coins.services.use_coins import use_coins

    held = list(Hold.objects.values_list("buyer_id", "id"))
    for start in range(0, len(held), 50):
        assert use_coins(orders=held[start : start + 50]) == 50


def _expiry(lots: int) -> bool:
    from django.db import connection

    from kontor.contexts.coins.models import Lot
    from kontor.contexts.coins.services.expire_lots import expire_lots
    from kontor.kernel.clock import now

    with connection.cursor() as cursor:
        cursor.execute(_LOTS, {"each": A_BUYER, "many": lots, "at": now()})
        cursor.execute(_PURSES)
        cursor.execute("ANALYZE coins_lot, coins_purse")

    def all_of_them() -> None:
        while expire_lots():
            pass

    fine = _timed(f"lots expired, {A_BUYER} of a buyer", lots, LOTS_A_SECOND, all_of_them)
    assert not Lot.objects.filter(left__gt=0, expires_at__lte=now() + timedelta(seconds=1)).exists()
    return fine


def _splits() -> bool:
    """A million random splits over lines: commission, coins, tax alike; every one sums up to the last minor unit."""
    from kontor.kernel.money import Money

    dice = random.Random(7)
    began = time.monotonic()
    for n in range(SPLITS):
        whole = Money(dice.randrange(10**7), ("JPY", "CNY", "USD", "KWD")[n % 4])
        parts = whole.split([dice.randrange(1, 10**6) for _ in range(n % 5 + 1)])
        if sum(part.minor for part in parts) != whole.minor:
            print(f"{whole} does not sum up")
            return False
    print(f"{'random splits, all exact':<46}{SPLITS:>10,}     in {time.monotonic() - began:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LOTS))
