"""Where a row's time goes: its journey in this process, over Django's handler, with profiler and every statement."""

from __future__ import annotations

import cProfile
import itertools
import logging
import pstats
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from bench import preparing, supply, templates
from bench.figures import median
from bench.measure import Report
from bench.rows import Row
from bench.supply import Supply
from bench.transport import Transport, in_process, play
from bench.wire import Journey, Request, Response, Unexpected

HOTTEST = 25
WARM = 6  # journeys before anything is counted


@dataclass(slots=True)
class Visit:
    """One request: how long it took in all, and each of its statements with its milliseconds and parameters."""

    request: Request
    milliseconds: float = 0.0
    cpu: float = 0.0  # milliseconds of this process alone, whatever else the machine does
    size: int = 0
    statements: list[tuple[str, float, Any]] = field(default_factory=list)


class Watch:
    """Counts statements of the requests it carries."""

    def __init__(self, transport: Transport) -> None:
        self.visits: list[Visit] = []
        self._transport = transport

    def __call__(self, request: Request) -> Response:
        visit = Visit(request)
        self.visits.append(visit)
        began, spent = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(self._execute):
            response = self._transport(request)
        visit.milliseconds, visit.cpu = (time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000
        visit.size = len(response.body)
        return response

    def _execute(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.visits[-1].statements.append((sql, (time.perf_counter() - began) * 1000, params))


def application() -> Transport:
    """The market in this process, imported as a web worker would."""
    from kontor.config.wsgi import application as market

    logging.disable(logging.CRITICAL)  # our database may go before the last thread does
    return in_process(market)


def count(rows: Sequence[Row], supplied: Supply, report: Report) -> dict[str, list[int]]:
    """Statements of each request of one warm journey, row by row."""
    carry, found = application(), dict[str, list[int]]()
    for row in rows:
        if report.rows[row].problem:
            continue
        watch, journeys = Watch(carry), supplied.journeys(row)
        for journey in itertools.islice(journeys, WARM):  # they come from many countries, each with something to keep
            watch.visits.clear()
            play(journey, watch)
        found[row.name] = [len(visit.statements) for visit in watch.visits]
    return found


def run(row: Row, *, times: int, plan: bool, fresh: bool, keep: bool) -> int:
    """Profile `row` and print what was found; the process's exit code."""
    preparing.fill(fresh=fresh, keep=keep)
    with preparing.database():
        carry, journeys = application(), supply.of([row]).journeys(row)
        try:
            for journey in itertools.islice(journeys, WARM):
                play(journey, _ok(carry))
        except Unexpected as problem:
            print(f"{row.name} cannot be profiled: {problem}")
            return 1
        seen = [_watched(carry, journey) for journey in itertools.islice(journeys, times)]
        _print_visits(seen, plan=plan)
        with templates.watched() as gallery:
            for journey in itertools.islice(journeys, times):
                play(journey, carry)
        if gallery.drawn:
            print("", *gallery.lines(times), "", sep="\n")
        _print_profile(carry, journeys, times)
    return 0


def _ok(carry: Transport) -> Transport:
    def checked(request: Request) -> Response:
        response = carry(request)
        if response.status >= 400:
            raise Unexpected(f"{request.method} {request.path} answered {response.status}: {response.body[:300]!r}")
        return response

    return checked


def _watched(carry: Transport, journey: Journey) -> list[Visit]:
    watch = Watch(carry)
    play(journey, watch)
    return watch.visits


def _print_visits(seen: Sequence[Sequence[Visit]], *, plan: bool) -> None:
    """Each step of the journey: the mean of all, and the statements of the last."""
    whole = [sum(visit.cpu for visit in visits) for visits in seen]
    print(f"A journey takes {median(whole):.1f} ms of this process, the middle one of {len(seen)}.")
    for step in zip(*seen, strict=True):
        last = step[-1]
        print(
            f"\n{last.request.method} {last.request.path}: {median([visit.milliseconds for visit in step]):.1f} ms, "
            f"{median([visit.cpu for visit in step]):.1f} ms of them in this process; {len(last.statements)} "
            f"statements took {sum(took for _, took, _ in last.statements):.1f} ms; {last.size:,} bytes"
        )
        for number, (sql, took, params) in enumerate(last.statements, 1):
            flat = " ".join(sql.split())
            print(f"  {number:>2}. {took:6.2f} ms  {flat}")
            if plan:
                _print_plan(sql, params)


def _print_plan(sql: str, params: Any) -> None:
    if not re.match(r"\s*(SELECT|WITH)", sql) or "FOR UPDATE" in sql or re.search(r"\b(UPDATE|INSERT)\b", sql):
        return
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF) {sql}", params)
        for (line,) in cursor.fetchall():
            print(f"        {line}")


def _print_profile(carry: Transport, journeys: Any, times: int) -> None:
    profiler = cProfile.Profile(
        time.process_time
    )  # not the wall: waiting, and whatever else the machine does, is left out

    def profiled(request: Request) -> Response:
        profiler.enable()
        try:
            return carry(request)
        finally:
            profiler.disable()

    for journey in itertools.islice(journeys, times):
        play(journey, profiled)
    stats = pstats.Stats(profiler)
    print(f"The {HOTTEST} hottest functions by their own time (of {times} journeys):")
    stats.sort_stats("tottime").print_stats(HOTTEST)
    print(f"The {HOTTEST} of ours that cost most with everything they call:")
    stats.sort_stats("cumulative").print_stats("kontor|cotton", HOTTEST)
