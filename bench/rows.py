"""What is measured: each row, the limit of the machine it is held against, its floor and its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Limit(StrEnum):
    """What this machine can do at most, measured in the same run."""

    HELLO = "hello"  # the same server with an application that says hello
    SQL = "sql"  # a hand-written transaction with the least that a checkout must write
    ARGON2 = "argon2"  # password hashes, on as many processes as there are web workers


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.

    Attributes:
        floor: least share of the limit's rate; 0 where none is asked for.
        peer: what the best peer did in a second on the machine of `REFERENCE`; the goal is ten times as much.
    """

    name: str
    title: str
    limit: Limit
    floor: float
    peer: float | None = None

    @property
    def is_plain(self) -> bool:
        """Whether a row is nothing but GET requests without a past."""
        return self.limit is Limit.HELLO


ROWS: Sequence[Row] = (
    Row("listing.html", "Listing of 24, page", Limit.HELLO, 0.0035, 78),
    Row("listing.json", "Listing of 24, API", Limit.HELLO, 0.01, 78),
    Row("product.html", "Product, page", Limit.HELLO, 0.0035, 99),
    Row("product.json", "Product, API", Limit.HELLO, 0.01, 99),
    Row("search.html", "Search with 24 hits, page", Limit.HELLO, 0, 15),
    Row("search.json", "Search with 24 hits, API", Limit.HELLO, 0.005, 15),
    Row("registration.html", "Registration, form", Limit.ARGON2, 0.6),
    Row("checkout.html", "Checkout step by step, pages", Limit.SQL, 0.02, 16.5),
    Row("checkout.json", "Checkout in one call, API", Limit.SQL, 0.05, 16.5),
)
BY_NAME = {row.name: row for row in ROWS}

LIMIT_TITLES = {
    Limit.HELLO: "Hello world on the same server",
    Limit.SQL: "Least SQL of a checkout",
    Limit.ARGON2: "Argon2id (19 MiB, 2 passes)",
}

REFERENCE = {Limit.HELLO: 53_000.0, Limit.SQL: 2_240.0}
"""What the machine could do on which the peers were measured: goals are carried over to this one by it."""


def goal(row: Row, limit_rate: float) -> float | None:
    """Ten times the best peer, carried over to a machine whose limit is `limit_rate`."""
    if row.peer is None or not limit_rate:
        return None
    return 10 * row.peer * limit_rate / REFERENCE[row.limit]


def chosen(names: Sequence[str]) -> list[Row]:
    """The rows that `names` mean: a full name, or what stands before or after its dot; all for none.

    Raises:
        LookupError: when a name means no row.
    """
    for name in names:
        if not any(name in (row.name, *row.name.split(".")) for row in ROWS):
            raise LookupError(f"No row is called {name}. There are: {', '.join(BY_NAME)}.")
    return [row for row in ROWS if not names or {row.name, *row.name.split(".")} & set(names)]
