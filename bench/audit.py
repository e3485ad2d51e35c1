"""Were the orders real? Every one that a visitor was told of is there once, and the books are right."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence

from django.db import connection

from bench import ground

SETTLE = 120.0  # seconds for reactions and jobs to catch up

_PENDING = "SELECT count(*) FROM platform_outbox WHERE pending AND NOT parked"
_PARKED = "SELECT count(*) FROM platform_outbox WHERE parked"
_FOUND = "SELECT number, count(*) FROM orders_buyerorder WHERE number = ANY(%s) AND state = 'paid' GROUP BY number"
_ALL = "SELECT count(*) FROM orders_buyerorder"


def count_orders() -> int:
    return _one(_ALL)


def settle() -> float:
    """Wait until everything that follows from what was done has been done; the seconds it took."""
    began = time.monotonic()
    while _one(_PENDING) and time.monotonic() - began < SETTLE:
        time.sleep(0.1)
    return time.monotonic() - began


def problem(receipts: Sequence[str], before: int) -> str:
    """What is wrong with the orders of these numbers, or "".

    Args:
        before: how many orders there were before the row.
    """
    told = Counter(receipts)
    if twice := [number for number, count in told.items() if count > 1]:
        return f"order {twice[0]} was handed out twice"
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [[int(number) for number in told]])
        found = {str(number): count for number, count in cursor.fetchall()}
    missing = [number for number in told if found.get(number) != 1]
    if missing:
        return f"{len(missing)} acknowledged orders are not there once, e.g. {missing[0]}"
    if (made := count_orders() - before) != len(told):
        return f"{made} orders were made where {len(told)} were acknowledged"
    if parked := _one(_PARKED):
        return f"{parked} events could not be delivered"
    return ""


def verify() -> str:
    """What `kontor verify` finds, or ""."""
    command = [sys.executable, "-m", "kontor.platform.cli", "verify"]
    done = subprocess.run(command, cwd=ground.ROOT, capture_output=True, text=True, check=False, timeout=600)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else f"kontor verify: {lines[-1] if lines else done.returncode}"


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
