"""`python -m bench.programs`: what a program that keeps a store in step gets done (SEL-30).

Stock in batches over HTTP against the market as production runs it, each count another one; and the store's order list,
at its first page and deep inside. Exits with 1 when a floor is missed, or an answer was not what it must be.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from statistics import median
from uuid import UUID

from bench import ground

ground.claim()  # before anything of ours reads the environment

import httpx  # noqa: E402

FLOOR = 500  # SKUs a second
BATCH, CALLERS, SECONDS = 500, 2, 10.0
SKUS = 5000
DEEP = 1000  # pages before the deep one
PAGE = 50
LONGEST_PAGE = 0.050  # seconds at the service


@dataclass(frozen=True)
class Prepared:
    """A program's token, the codes that it counts, and the seat it acts with."""

    token: str
    codes: list[str]
    account: UUID
    store: UUID


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.programs", description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="make the data anew")
    parser.add_argument("--keep", action="store_true", help="use the data of last time, whatever code made them")
    given = parser.parse_args()
    from bench import preparing
    from bench.servers import market

    preparing.fill(fresh=given.fresh, keep=given.keep)
    with preparing.database():
        preparing.once()
        prepared = _prepare()
        pages = _pages(prepared)
    with market():
        rate, calls, wait = _stock(prepared)
    print(f"stock: {rate:,.0f} SKUs/s in {calls} calls of {BATCH}, median answer {wait * 1000:.0f} ms; floor {FLOOR}")
    for name, seconds in pages.items():
        print(f"order list of {ORDERS:,} orders, {name}: {seconds * 1000:.1f} ms; at most {LONGEST_PAGE * 1000:.0f} ms")
    return int(rate < FLOOR or max(pages.values()) > LONGEST_PAGE)


ORDERS = 200_000
_COPIES = """
INSERT INTO orders_storeorder ({names})
SELECT {values} FROM (SELECT * FROM orders_storeorder WHERE store_id = %(store)s ORDER BY id LIMIT 1) o,
    generate_series(1, %(wanted)s) AS n
"""


def _prepare() -> Prepared:
    """A store with many SKUs and orders, and a program that its owner has connected."""
    from kontor.contexts.catalogue.models import Product, Sku
    from kontor.contexts.integrations.tests.factories import OPEN, token
    from kontor.contexts.inventory.models import Warehouse
    from kontor.contexts.orders.models import StoreOrder
    from kontor.contexts.sellers import queries as sellers
    from kontor.contexts.sellers.models import Store
    from kontor.kernel.viewer import System
    from kontor.platform.policy.change import set_policy

    set_policy(name="integrations.calls_a_minute", text="100000", by=System("bench"), reason="more than a program may")
    store = Store.objects.filter(id__in=StoreOrder.objects.values("store_id")[:1]).select_related("business").get()
    seat = sellers.seat(store.business.owner_id, store.id)
    assert seat is not None
    product = Product.objects.filter(store=store).order_by("id")[0]
    assert Warehouse.objects.filter(store=store).exists()
    known = Sku.objects.filter(store=store, code__startswith="BENCH-").count()
    Sku.objects.bulk_create(
        [
            Sku(product=product, store=store, code=f"BENCH-{n}", price_minor=100, currency=store.currency, weight_g=1,
                active=False)
            for n in range(known, SKUS)
        ]
    )  # fmt: skip
    _many_orders(store.id)
    return Prepared(token(seat, OPEN), [f"BENCH-{n}" for n in range(SKUS)], seat.account_id, store.id)


def _many_orders(store: UUID) -> None:
    """As many orders as a large store has, copies of one that lie a minute apart."""
    from django.db import connection

    from kontor.contexts.orders.models import StoreOrder

    wanted = ORDERS - StoreOrder.objects.filter(store_id=store).count()
    if wanted <= 0:
        return
    own = {
        "id": "uuidv7()", "number": "2000000000000000 + n", "buyer_order_id": "uuidv7()", "state": "'finished'",
        "placed_at": "o.placed_at - n * interval '1 minute'",
    }  # fmt: skip
    names = [str(column.column) for column in StoreOrder._meta.concrete_fields]
    values = [own.get(name, f"o.{name}") for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            _COPIES.format(names=", ".join(names), values=", ".join(values)), {"store": store, "wanted": wanted}
        )
        cursor.execute("VACUUM (ANALYZE) orders_storeorder")


def _pages(prepared: Prepared) -> dict[str, float]:
    """Seconds of the first page and of the one after `DEEP` others, at the service."""
    from kontor.contexts.integrations.queries.sold import sold
    from kontor.kernel.viewer import Seat

    seat, after = Seat(prepared.account, prepared.store, frozenset({"orders.view"})), ""
    first = _took(lambda: sold(seat, size=PAGE))
    for _ in range(DEEP):
        after = sold(seat, after=after, size=PAGE).after
    return {"first page": first, f"page {DEEP:,}": _took(lambda: sold(seat, after=after, size=PAGE))}


def _took(run: Callable[[], object], times: int = 20) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _stock(prepared: Prepared) -> tuple[float, int, float]:
    """SKUs counted a second, calls, and the median seconds of one."""
    waits: list[float] = []
    end = time.perf_counter() + SECONDS
    turns = count(1)

    def work() -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{ground.PORT}", timeout=30, trust_env=False) as client:
            while time.perf_counter() < end:
                waits.append(_call(client, prepared, next(turns)))

    _call_once(prepared)
    began = time.perf_counter()
    callers = [threading.Thread(target=work) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return len(waits) * BATCH / (time.perf_counter() - began), len(waits), median(waits)


def _call_once(prepared: Prepared) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{ground.PORT}", timeout=30, trust_env=False) as client:
        _call(client, prepared, 0)


def _call(client: httpx.Client, prepared: Prepared, turn: int) -> float:
    first = turn * BATCH % SKUS
    items = [{"sku": code, "on_hand": turn + 1} for code in prepared.codes[first : first + BATCH]]
    headers = {"Authorization": f"Bearer {prepared.token}", "Idempotency-Key": f"bench-{time.time_ns()}-{turn}"}
    began = time.perf_counter()
    answer = client.post("/api/v1/seller/stock", content=json.dumps({"items": items}), headers=headers)
    took = time.perf_counter() - began
    if answer.status_code != 200 or answer.json()["refused"]:
        raise SystemExit(f"answered {answer.status_code}: {answer.text[:300]}")
    return took


if __name__ == "__main__":
    sys.exit(main())
