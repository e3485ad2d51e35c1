"""Figures of bulk actions."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ROWS_MAX = Policy(
    name="bulk.rows_max",
    default=10_000,
    unit=Unit.COUNT,
    low=100,
    high=200_000,
    sentence=_("At most so many rows are changed by one bulk action."),
    rule="TRD-02",
)
ROWS_AT_ONCE = Policy(
    name="bulk.rows_at_once",
    default=50,
    unit=Unit.COUNT,
    low=1,
    high=1000,
    sentence=_("A bulk action does so many rows in one transaction; then its progress is seen."),
    rule="TRD-02",
)
UNDO_FOR = Policy(
    name="bulk.undo_for",
    default=60,
    unit=Unit.MINUTES,
    low=1,
    high=10_080,
    sentence=_("A bulk action can be undone for this time after it is done."),
    rule="TRD-02",
)
KEPT = Policy(
    name="bulk.kept",
    default=30,
    unit=Unit.DAYS,
    low=1,
    high=400,
    sentence=_("What became of each row of a bulk action is known for this time."),
    rule="TRD-02",
)
FILES_KEPT = Policy(
    name="bulk.files_kept",
    default=24,
    unit=Unit.HOURS,
    low=1,
    high=168,
    sentence=_("A file that a bulk action made, such as packing slips, can be fetched for this time."),
    rule="ACC-42",
)
