"""Declaring a job: a named function that takes ids and is safe to run twice."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from kontor.platform.audit.acting import Acting, acting

F = TypeVar("F", bound=Callable[..., object])

_jobs: dict[str, Job] = {}


@dataclass(frozen=True)
class Job:
    """One kind of queued work.

    Attributes:
        name: `context.verb`, permanent: queued rows carry it.
        call: the function; keyword arguments only.
        tries: how often it is tried before it counts as failed; the waits grow: 4 s, 16 s, 1 min, 4 min, 17 min …
        schedule: cron expression (five fields, UTC) when it also runs by itself, or "".
        lock: name of an argument: jobs of this kind with an equal value never run at the same time; "" for none.
    """

    name: str
    call: Callable[..., object]
    tries: int
    schedule: str
    lock: str

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return typing.get_type_hints(self.call)

    def run(self, **plain: Any) -> object:
        """Call the function with the stored arguments, given back their types."""
        with acting(Acting("job", name=self.name)):
            return self.call(**{name: self._typed(name, value) for name, value in plain.items()})

    def _typed(self, name: str, value: Any) -> Any:
        hint = self._hints.get(name)
        if isinstance(value, str) and hint is not None:
            if hint is UUID or UUID in typing.get_args(hint):
                return UUID(value)
            if hint is datetime:
                return datetime.fromisoformat(value)
        return value


def job(*, name: str, retry: int = 6, schedule: str = "", lock: str = "") -> Callable[[F], F]:
    """Make the decorated function a job called `name`; see `Job` for the arguments."""

    def register(call: F) -> F:
        wrong = [p.name for p in inspect.signature(call).parameters.values() if p.kind is not p.KEYWORD_ONLY]
        if wrong:
            raise TypeError(f"job {name}: its arguments must be keyword-only ({', '.join(wrong)})")
        if name in _jobs:
            raise ValueError(f"two jobs are called {name}")
        _jobs[name] = Job(name, call, retry, schedule, lock)
        return call

    return register


def find(name_or_call: str | Callable[..., object]) -> Job:
    """The job of that name or of that function.

    Raises:
        LookupError: when there is none.
    """
    if isinstance(name_or_call, str):
        if name_or_call in _jobs:
            return _jobs[name_or_call]
    else:
        for known in _jobs.values():
            if known.call is name_or_call:
                return known
    raise LookupError(f"no job called {name_or_call}")


def declared() -> list[Job]:
    """All jobs, by name."""
    return sorted(_jobs.values(), key=lambda known: known.name)


def forget(name: str) -> None:
    """Remove a job. For tests that declare their own."""
    _jobs.pop(name, None)
