"""Many visitors at once: journeys over kept connections, several to a process, as cheap as Python is."""

from __future__ import annotations

import itertools
import multiprocessing
import queue
import random
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier

from bench.figures import Run, percentile
from bench.journeys import Buyer, Goods, checkout_by_call, checkout_by_pages, registration
from bench.wire import Journey, Reader, Unexpected

PROCESSES = 2
MOST_ERRORS = 5  # a process gives up after so many
RAMP = 2.0  # seconds before counting begins, so that it begins in the middle of journeys
NOTHING = "nothing was done in time"
FINISH = 15.0  # seconds that begun journeys may take after the end


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process does: a connection for each share of the buyers."""

    row: str
    port: int
    seconds: float
    seed: int
    shares: Sequence[Sequence[Buyer]]  # buyers of each connection; empty shares for strangers
    goods: Goods


@dataclass(slots=True)
class Story:
    """What one process saw. Times are of the monotonic clock, which all processes share."""

    began: float = 0.0  # of what counts: visitors have been at it for `RAMP` seconds by then
    ended: float = 0.0
    done: list[tuple[float, float, str]] = field(default_factory=list)  # end, seconds, receipt
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run, with what was acknowledged to the visitors."""

    run: Run
    receipts: Sequence[str]


def drive(plan: Plan, connections: int) -> Outcome:
    """Run `plan` on `connections` connections, spread over the processes."""
    context = multiprocessing.get_context("spawn")
    barrier, stories = context.Barrier(PROCESSES), context.Queue()
    processes = []
    for number in range(PROCESSES):
        mine = list(plan.shares[number::PROCESSES]) or [()] * (connections // PROCESSES)
        part = Plan(plan.row, plan.port, plan.seconds, plan.seed * PROCESSES + number, mine, plan.goods)
        processes.append(context.Process(target=_visit, args=(part, barrier, stories), daemon=True))
    for process in processes:
        process.start()
    told: list[Story] = []
    try:
        told.extend(stories.get(timeout=RAMP + plan.seconds + FINISH + 30) for _ in processes)
    except queue.Empty:
        told.append(Story(errors=["a process of visitors did not come back"]))
    finally:
        for process in processes:
            process.join(5)
            if process.is_alive():
                process.kill()
    return _outcome(told)


def _outcome(told: Sequence[Story]) -> Outcome:
    end = min((story.ended for story in told if story.ended), default=0.0)
    begin = max((story.began for story in told), default=0.0)
    counted = [seconds for story in told for at, seconds, _ in story.done if begin <= at <= end]
    errors = [error for story in told for error in story.errors]
    problem = f"{len(errors)} journeys failed: {errors[0]}" if errors else "" if counted else NOTHING
    rate = len(counted) / (end - begin) if end > begin else 0.0
    run = Run(rate, percentile(counted, 0.5) * 1000, percentile(counted, 0.99) * 1000, problem)
    return Outcome(run, [receipt for story in told for _, _, receipt in story.done])


def journeys(plan: Plan, share: Sequence[Buyer], chance: random.Random) -> Iterator[Journey]:
    """Endless journeys of one connection."""
    origin = f"http://127.0.0.1:{plan.port}"
    if plan.row == "registration.html":
        while True:
            yield registration(origin)
    begin = checkout_by_pages if plan.row == "checkout.html" else checkout_by_call
    for buyer in itertools.cycle(share):
        yield begin(origin, buyer, chance.choice(plan.goods))


@dataclass(slots=True)
class _Visitor:
    """One connection and the journey that is under way on it."""

    socket: socket.socket
    supply: Iterator[Journey]
    reader: Reader = field(default_factory=Reader)
    journey: Journey | None = None
    began: float = 0.0

    def begin(self) -> None:
        self.journey = next(self.supply)
        self.began = time.monotonic()
        self.socket.sendall(next(self.journey).wire())

    def receive(self) -> str | None:
        """Take what has arrived, go on; the receipt when the journey is over."""
        assert self.journey is not None
        piece = self.socket.recv(262_144)
        if not piece:
            raise Unexpected("the connection was closed")
        response = self.reader.feed(piece)
        if response is None:
            return None
        try:
            self.socket.sendall(self.journey.send(response).wire())
        except StopIteration as end:
            return str(end.value)
        return None


def _visit(plan: Plan, barrier: Barrier, stories: multiprocessing.Queue[Story]) -> None:
    chance, story = random.Random(plan.seed), Story()
    random.seed()
    selector = selectors.DefaultSelector()
    for share in plan.shares:
        line = socket.create_connection(("127.0.0.1", plan.port), timeout=10)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(line, selectors.EVENT_READ, _Visitor(line, journeys(plan, share, chance)))
    barrier.wait(30)
    story.began = time.monotonic() + RAMP
    story.ended = story.began + plan.seconds
    for key in list(selector.get_map().values()):
        key.data.begin()
    while selector.get_map() and time.monotonic() < story.ended + FINISH:
        for key, _ in selector.select(0.5):
            _attend(key.data, selector, story)
    stories.put(story)


def _attend(visitor: _Visitor, selector: selectors.BaseSelector, story: Story) -> None:
    try:
        receipt = visitor.receive()
    except (Unexpected, OSError, ValueError) as error:
        story.errors.append(str(error))
        selector.unregister(visitor.socket)
        visitor.socket.close()
        return
    if receipt is None:
        return
    now = time.monotonic()
    story.done.append((now, now - visitor.began, receipt))
    if now < story.ended and len(story.errors) < MOST_ERRORS:
        visitor.begin()
    else:
        selector.unregister(visitor.socket)
        visitor.socket.close()
