"""How many passwords this machine hashes in a second, with the parameters that OWASP recommends."""

from __future__ import annotations

import multiprocessing
import secrets
import time
from multiprocessing.synchronize import Barrier

from argon2.low_level import Type, hash_secret_raw

from bench.figures import Run, percentile

MEMORY_KIB, PASSES, LANES = 19_456, 2, 1


def run(*, processes: int, seconds: float) -> Run:
    """Hash on so many processes at once."""
    context = multiprocessing.get_context("spawn")
    barrier, found = context.Barrier(processes), context.Queue()
    workers = [context.Process(target=_hash, args=(seconds, barrier, found), daemon=True) for _ in range(processes)]
    for worker in workers:
        worker.start()
    times = [took for _ in workers for took in found.get(timeout=seconds + 30)]
    for worker in workers:
        worker.join(5)
    return Run(len(times) / seconds, percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000)


def _hash(seconds: float, barrier: Barrier, found: multiprocessing.Queue[list[float]]) -> None:
    barrier.wait(30)
    times: list[float] = []
    before = time.monotonic()
    end = before + seconds
    while before < end:
        hash_secret_raw(
            b"Lantern42harbour", secrets.token_bytes(16), time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES,
            hash_len=32, type=Type.ID,
        )  # fmt: skip
        after = time.monotonic()
        times.append(after - before)
        before = after
    found.put(times)
