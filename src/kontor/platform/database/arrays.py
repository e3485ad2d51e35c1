"""Arrays as PostgreSQL writes them, for statements that many people walk.

The driver looks at each element of a list to find how to send it, which takes longer than many a statement.
"""

from __future__ import annotations

from collections.abc import Iterable


def of_numbers(numbers: Iterable[int]) -> str:
    """A value for a placeholder that is cast to `smallint[]`, `int[]` or `bigint[]`."""
    return "{" + ",".join(map(str, map(int, numbers))) + "}"
