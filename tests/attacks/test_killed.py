"""Web worker, jobs and database die in the middle of 500 checkouts (TRD-05, TRD-06, TRD-08, OPR-07).

The client's own log of acknowledged replies is the measure: the ledger alone would sum to zero even where orders were
lost. Clients do what browsers and programs do: they send the same form again, with the same checkout key.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest

from tests.attacks.conftest import World
from tests.attacks.shopper import Shopper, dice
from tests.support.market import Market, until

CHECKOUTS, CLIENTS, AT_GATEWAY = 500, 8, 10  # one in ten is paid at the played gateway, the rest in the market
PATIENCE = 120.0  # seconds that a client keeps trying
KILLS = ("web", "jobs", "postgres", "web")


@dataclass
class Log:
    """What clients were told: checkout key → order number, and the numbers whose page said paid."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    paid: set[int] = field(default_factory=set)
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, key: str, number: int) -> None:
        with self.lock:
            assert self.acknowledged.setdefault(key, number) == number, "one key, two orders"

    def note_paid(self, number: int) -> None:
        with self.lock:
            self.paid.add(number)

    def note_retry(self) -> None:
        with self.lock:
            self.retries += 1


def _insist(log: Log, send: Callable[[], httpx.Response], fine: Callable[[httpx.Response], bool]) -> httpx.Response:
    """Send until the answer is one that a healthy market gives."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = send()
            if fine(answer):
                return answer
            assert answer.status_code >= 500, (answer.status_code, answer.text[-2000:])
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline, "the market did not come back"
        log.note_retry()
        time.sleep(0.05)  # a client's pause between two tries


def _checkout(world: World, buyer: Shopper, key: str, method: str, log: Log) -> None:
    """One purchase, however often it has to be sent."""
    thing = {"sku": world.tea, "quantity": "1"}
    _insist(log, lambda: buyer.post("/cart/add/", thing), lambda answer: answer.status_code == 302)
    form = {"key": key, "address": buyer.person["address"], "method": method, "action": "place", "fingerprint": ""}
    sent = _insist(log, lambda: buyer.post("/checkout/", form), lambda answer: answer.status_code == 302)
    if method == "instant":
        number = int(sent.headers["location"].split("/pay/")[1].split("/")[0])
        log.note(key, number)
    else:
        [(number,)] = _database(world.market, "SELECT number FROM orders_buyerorder WHERE checkout_key = %s", key)
        log.note(key, number)
        world.gateway.decide(sent.headers["location"])
    page = _insist(log, lambda: buyer.get(f"/pay/{number}/return/"), lambda answer: answer.status_code == 200)
    if "it is paid" in page.text:
        log.note_paid(number)


def _database(market: Market, sql: str, *values: object) -> list[tuple]:
    """Rows, as soon as the database is there."""
    import psycopg

    def look() -> list[list[tuple]]:
        try:
            return [market.rows(sql, *values)]
        except psycopg.OperationalError:
            return []

    return until(look, "the database answers", PATIENCE)[0]


def _strike(world: World, done: Callable[[], int], finished: threading.Event) -> list[str]:
    """Kill each in its turn, spread over the run."""
    struck = []
    for n, name in enumerate(KILLS, start=1):
        while done() < CHECKOUTS * n // (len(KILLS) + 1):
            if finished.wait(0.02):
                return struck
        until(lambda name=name: _kill(world.market, name), f"there is a {name} to kill", PATIENCE)
        struck.append(name)
    return struck


def _kill(market: Market, name: str) -> bool:
    try:
        return market.kill(name) > 0
    except (LookupError, ProcessLookupError):
        return False


@pytest.mark.xdist_group("market")
@pytest.mark.rule("TRD-05", "TRD-06", "TRD-08", "OPR-07")
def test_five_hundred_checkouts_while_everything_is_killed_once(world: World) -> None:
    chance, log, finished = dice(), Log(), threading.Event()
    prefix = f"kill{chance.randrange(10**9)}"
    before = {(p["id"]) for p in world.gateway.payments()}
    buyers = [world.buyer() for _ in range(CLIENTS)]

    def client(which: int) -> None:
        for n in range(which, CHECKOUTS, CLIENTS):
            _checkout(world, buyers[which], f"{prefix}-{n}", "instant" if n % AT_GATEWAY else "alipay", log)

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        killer = pool.submit(_strike, world, lambda: len(log.acknowledged), finished)
        try:
            list(pool.map(client, range(CLIENTS)))
        finally:
            finished.set()
    assert killer.result() == list(KILLS)
    print(f"{len(log.acknowledged)} acknowledged, {len(log.paid)} seen as paid, {log.retries} retries")  # noqa: T201

    market = world.market
    until(market.ready, "the market is whole again", PATIENCE)
    orders = market.rows("SELECT checkout_key, number FROM orders_buyerorder WHERE checkout_key LIKE %s", f"{prefix}-%")
    assert len(orders) == CHECKOUTS
    assert dict(orders) == log.acknowledged, "every acknowledged order is there, exactly once"

    def settled() -> bool:
        [(waiting,)] = market.rows(
            "SELECT count(*) FROM orders_buyerorder WHERE checkout_key LIKE %s AND state <> 'paid'", f"{prefix}-%"
        )
        return int(waiting) == 0

    until(settled, "every order is paid: by the browser's return or by the callback", PATIENCE)
    escrowed = market.rows(
        "SELECT b.number, count(e.id) FROM orders_buyerorder b "
        "JOIN payments_intent i ON i.buyer_id = b.buyer_id AND i.buyer_order_id = b.id AND i.state = 'succeeded' "
        "JOIN payments_escrow e ON e.intent_id = i.id WHERE b.checkout_key LIKE %s GROUP BY b.number", f"{prefix}-%",
    )  # fmt: skip
    assert dict(escrowed) == dict.fromkeys(log.acknowledged.values(), 1)
    taken = [p for p in world.gateway.payments() if p["id"] not in before and p["state"] == "paid"]
    assert len(taken) == CHECKOUTS // AT_GATEWAY, "the gateway took each of its payments once"
    assert all(p["refunds"] == [] for p in taken)
    until(world.at_rest, "all facts are delivered and all work is done, the killed process's too", PATIENCE)
    assert market.verify() == []
