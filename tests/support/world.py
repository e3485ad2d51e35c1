"""Letting the world come to rest: all facts delivered, all due jobs done."""

from __future__ import annotations

from kontor.platform import events, jobs

ROUNDS = 200


def settle() -> None:
    """Deliver events and run due jobs until nothing is left to do now."""
    for _ in range(ROUNDS):
        if events.drain() + jobs.drain() == 0:
            return
    raise AssertionError("the world does not come to rest")
