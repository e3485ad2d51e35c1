"""What the processor's time went to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.servers import children, command

_PARTS = {
    "kontor.config.wsgi": "web",
    "kontor.platform.jobs": "jobs",
    "kontor.platform.stream": "stream",
    "postgres": "database",
}
_TICK = os.sysconf("SC_CLK_TCK")


def spent(supervisor: int) -> dict[str, float]:
    """Seconds of processor time since the start, by part of the market."""
    found = dict.fromkeys(_PARTS.values(), 0.0)
    for child in children(supervisor):
        said = command(child)
        part = next((name for word, name in _PARTS.items() if word in said), "")
        if part:
            found[part] += sum(_seconds(process) for process in _family(child))
    return found


def whole() -> float:
    """Seconds of processor time of all that this run has started: market, database, limits, visitors; and its own."""
    return sum(_seconds(process) for process in _family(os.getpid()))


def each(before: Mapping[str, float], now: Mapping[str, float], done: float) -> dict[str, float]:
    """Milliseconds that one of `done` took between two moments; parts that did next to nothing are left out."""
    taken = {part: round((now[part] - before.get(part, 0.0)) * 1000 / max(done, 1), 2) for part in now}
    return {part: spent for part, spent in taken.items() if spent >= 0.05}


def _family(process: int) -> Iterator[int]:
    yield process
    for child in children(process):
        yield from _family(child)


def _seconds(process: int) -> float:
    """Its own, and that of children that are gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICK
