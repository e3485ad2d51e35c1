"""Reconciling: what the contexts promise about their rows, checked on the rows themselves (`kontor verify`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is off: the row that shows it, and a sentence that says how."""

    row: str
    sentence: str


Verifier = Callable[[], Iterable[Finding]]
_verifiers: dict[str, Verifier] = {}


def verifier(name: str) -> Callable[[Verifier], Verifier]:
    """Register a check in a context's `verifiers.py`; it yields a `Finding` for each row that is off."""

    def register(check: Verifier) -> Verifier:
        if name in _verifiers:
            raise ValueError(f"two verifiers are called {name}")
        _verifiers[name] = check
        return check

    return register


def names() -> list[str]:
    """All verifiers, by name."""
    return sorted(_verifiers)


def run(name: str) -> Iterator[Finding]:
    """The findings of one verifier."""
    return iter(_verifiers[name]())
