"""What is written down where: declared by contexts in a room `audited.py`, read by one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WATCHED: dict[str, frozenset[str]] = {}
"""Table → the columns that its trigger watches."""


@dataclass(frozen=True, slots=True)
class Log:
    """One kind of deed, and where it stands.

    Attributes:
        kind: its name, permanent.
        title: for people, marked for translation.
        table: a log of the context's own; "" for what stands in the platform's.
        by, person, store, what, reason: SQL expressions over its columns; "" where it has none.
        kept: SQL text with the value before and after; "" for none.
        reads: it tells who saw something, not who changed it.
        told: people of the store may read it in their own history.
    """

    kind: str
    title: str
    table: str = ""
    by: str = ""
    person: str = ""
    store: str = ""
    what: str = ""
    reason: str = ""
    kept: tuple[str, str] = ("", "")
    reads: bool = False
    told: bool = False


_logs: dict[str, Log] = {}


def log(kind: str, title: str, table: str = "", **given: object) -> None:
    """Declare a log; see `Log`. Without `table`: a kind that is written with `note`."""
    if kind in _logs:
        raise ValueError(f"two logs are called {kind}")
    _logs[kind] = Log(kind, title, table, **given)  # type: ignore[arg-type]


def watched(kind: str, title: str, table: str, columns: Iterable[str], *, told: bool = False) -> None:
    """Declare a table under watch, as its migration has put it there; a test holds the two together."""
    log(kind, title, told=told)
    WATCHED[table] = frozenset(columns)


def kinds() -> Mapping[str, Log]:
    """All kinds, by name."""
    return dict(sorted(_logs.items()))
