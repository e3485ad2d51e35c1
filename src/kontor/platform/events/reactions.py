"""Who reacts to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kontor.kernel.events import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One reaction. Its name is permanent: it is the proof of delivery.

    Attributes:
        call: takes one event; or several in their order, where `together` says so.
    """

    name: str
    call: Callable[..., object]
    together: bool = False


_subscribers: defaultdict[str, list[Subscriber]] = defaultdict(list)
_classes: dict[str, type[Event]] = {}


def react(*facts: type[E]) -> Callable[[Callable[[E], object]], Callable[[E], object]]:
    """Run the decorated function once for every recorded event of these classes, in its own transaction.

    The function takes the event and calls one service. It is called `context.function` on the job board.
    """

    def register(call: Callable[[E], object]) -> Callable[[E], object]:
        _subscribe(facts, call, together=False)
        return call

    return register


def react_together(*facts: type[E]) -> Callable[[Callable[[Sequence[E]], object]], Callable[[Sequence[E]], object]]:
    """Run the decorated function with all events of these classes that are delivered at one time, in their order.

    For what is cheaper for many at once, such as telling people: one transaction holds all of them. It comes
    after the reactions that take one event each. Where it fails, each event is tried alone, so that one bad
    event holds back nobody else.
    """

    def register(call: Callable[[Sequence[E]], object]) -> Callable[[Sequence[E]], object]:
        _subscribe(facts, call, together=True)
        return call

    return register


def _subscribe(facts: tuple[type[E], ...], call: Callable[..., object], *, together: bool) -> None:
    context = call.__module__.removeprefix("kontor.").removeprefix("contexts.").split(".reactions", maxsplit=1)[0]
    subscriber = Subscriber(f"{context}.{call.__name__}", call, together)
    for fact in facts:
        _classes[fact.name] = fact
        if any(known.name == subscriber.name for known in _subscribers[fact.name]):
            raise ValueError(f"{subscriber.name} reacts to {fact.name} twice")
        _subscribers[fact.name].append(subscriber)


def subscribers(name: str) -> list[Subscriber]:
    """Who reacts to the event called `name`."""
    return _subscribers.get(name, [])


def class_of(name: str) -> type[Event]:
    """The class of the event called `name`; known for every event that somebody reacts to."""
    return _classes[name]


def forget(fact: type[Event]) -> None:
    """Remove all reactions to `fact`. For tests that declare their own facts."""
    _subscribers.pop(fact.name, None)
    _classes.pop(fact.name, None)
