"""What contexts do when somebody signs in: a room `arrivals.py` with `@arrival` functions."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

Arrival = Callable[[UUID], str]
_arrivals: list[Arrival] = []


def arrival(call: Arrival) -> Arrival:
    """Call the decorated function with the account's id at each sign-in.

    It returns a sentence for the person, marked for translation, or "".
    """
    _arrivals.append(call)
    return call


def greet(account_id: UUID) -> list[str]:
    """Run all of them.

    Returns:
        What the person is to be told.
    """
    return [sentence for call in _arrivals if (sentence := call(account_id))]
