"""The least SQL that a checkout must run, by hand, prepared, one transaction a checkout: this database's own limit."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
import uuid
from multiprocessing.synchronize import Barrier

import psycopg

from bench.figures import Run, percentile

DATABASE = "bench_limit"
PROCESSES = 2
SKUS = 10_000

_TABLES = f"""
CREATE TABLE orders (id uuid PRIMARY KEY, buyer_id uuid NOT NULL, number bigint NOT NULL, state text NOT NULL,
    currency char(3) NOT NULL, total_minor bigint NOT NULL, address jsonb NOT NULL, placed_at timestamptz NOT NULL);
CREATE INDEX ON orders (buyer_id, placed_at DESC);
CREATE TABLE lines (id uuid PRIMARY KEY, order_id uuid NOT NULL, sku_id int NOT NULL, quantity int NOT NULL,
    unit_minor bigint NOT NULL, title text NOT NULL);
CREATE INDEX ON lines (order_id);
CREATE TABLE stock (sku_id int PRIMARY KEY, on_hand int NOT NULL, reserved int NOT NULL CHECK (reserved <= on_hand));
CREATE TABLE payments (id uuid PRIMARY KEY, order_id uuid NOT NULL UNIQUE, amount_minor bigint NOT NULL,
    state text NOT NULL, paid_at timestamptz NOT NULL);
CREATE TABLE postings (id uuid PRIMARY KEY, payment_id uuid NOT NULL, account int NOT NULL, minor bigint NOT NULL);
CREATE INDEX ON postings (account, id);
INSERT INTO stock SELECT number, 1000000000, 0 FROM generate_series(0, {SKUS - 1}) AS number;
VACUUM ANALYZE;
"""  # noqa: S608  (a constant)
_ORDER = "INSERT INTO orders VALUES (%s, %s, %s, 'paid', 'EUR', 4980, %s, now())"
_LINES = "INSERT INTO lines VALUES (%s, %s, %s, 1, 2490, 'A thing'), (%s, %s, %s, 1, 2490, 'Another thing')"
_STOCK = "UPDATE stock SET reserved = reserved + 1 WHERE sku_id = %s AND on_hand - reserved >= 1"
_PAYMENT = "INSERT INTO payments VALUES (%s, %s, 4980, 'succeeded', now())"
_POSTINGS = "INSERT INTO postings VALUES (%s, %s, 1, 4980), (%s, %s, 2, -2490), (%s, %s, 3, -2490)"
_ADDRESS = '{"recipient": "Vesela Petrova", "street": "Shipka 34", "city": "Sofia", "postcode": "1504"}'


def prepare(maintenance: str, url: str) -> None:
    """A database of its own beside the market's, on the same server."""
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in _TABLES.split(";\n"):
            if statement.strip():
                connection.execute(statement)


def remove(maintenance: str) -> None:
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def run(url: str, *, connections: int, seconds: float) -> Run:
    """Checkouts for `seconds` on `connections` connections."""
    context = multiprocessing.get_context("spawn")
    barrier, found = context.Barrier(PROCESSES), context.Queue()
    arguments = (url, connections // PROCESSES, seconds, barrier, found)
    workers = [context.Process(target=_process, args=arguments, daemon=True) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    times = [took for _ in workers for took in found.get(timeout=seconds + 30)]
    for worker in workers:
        worker.join(5)
    return Run(len(times) / seconds, percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000)


def _process(url: str, count: int, seconds: float, barrier: Barrier, found: multiprocessing.Queue[list[float]]) -> None:
    connections = [psycopg.connect(url, prepare_threshold=0) for _ in range(count)]
    times: list[float] = []
    barrier.wait(30)
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=_buy, args=(connection, end, times)) for connection in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.put(times)


def _buy(connection: psycopg.Connection, end: float, times: list[float]) -> None:
    chance = random.Random()
    cursor = connection.cursor()
    while (before := time.monotonic()) < end:
        order, payment = uuid.uuid4(), uuid.uuid4()
        first, second = sorted(chance.sample(range(SKUS), 2))  # in one order: nobody waits in a ring
        cursor.execute(_ORDER, (order, uuid.uuid4(), chance.getrandbits(50), _ADDRESS))
        cursor.execute(_LINES, (uuid.uuid4(), order, first, uuid.uuid4(), order, second))
        for sku in (first, second):
            cursor.execute(_STOCK, (sku,))
            assert cursor.rowcount == 1
        cursor.execute(_PAYMENT, (payment, order))
        cursor.execute(_POSTINGS, (uuid.uuid4(), payment, uuid.uuid4(), payment, uuid.uuid4(), payment))
        connection.commit()
        times.append(time.monotonic() - before)
