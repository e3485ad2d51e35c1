"""What must end before a person can be erased: each context says what is open in its rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kontor.platform.privacy.person import Person


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something open.

    Attributes:
        code: stable: `orders.unfinished`.
        sentence: says what it is and when it ends, with `%(count)s`; marked for translation.
        count: how many.
        href: where the person sees it, or "".
    """

    code: str
    sentence: str
    count: int
    href: str = ""


Check = Callable[[Person], Iterable[Obstacle]]
_checks: list[Check] = []


def obstacle(check: Check) -> Check:
    """Register a check in a context's `personal.py`; it yields what is open of the person's."""
    _checks.append(check)
    return check


def obstacles(person: Person) -> Iterator[Obstacle]:
    """Everything that is open of the person's."""
    for check in _checks:
        yield from check(person)
