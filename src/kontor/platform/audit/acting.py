"""Who acts now: of the request, the job or the command that this thread works on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody or something at work.

    Attributes:
        kind: buyer | seller | operator | visitor | program | job | command | system.
        account_id: the person's; of a program, of whoever allowed it.
        name: of a program, a job or a command.
        reason: why, in words.
    """

    kind: str = "system"
    account_id: UUID | None = None
    name: str = ""
    request_id: str = ""
    reason: str = ""


_acting: ContextVar[Callable[[], Acting]] = ContextVar("kontor_acting", default=Acting)


def now_acting() -> Acting:
    """Who acts at this moment."""
    return _acting.get()()


@contextmanager
def acting(who: Acting | Callable[[], Acting]) -> Iterator[None]:
    """Within the block `who` acts; a function is asked only when something is written down."""
    token = _acting.set(who if callable(who) else lambda: who)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Within the block whatever is written down says why."""
    asked = _acting.get()
    with acting(lambda: replace(asked(), reason=reason[:1000])):
        yield
