"""How long what was done stays written."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

FLOOR_DAYS = 365  # the database itself refuses to delete what is younger; the migration holds the same figure

KEPT = Policy(
    name="audit.kept",
    default=2555,
    unit=Unit.DAYS,
    low=FLOOR_DAYS,
    high=7300,
    sentence=_("What people and programs did is kept for this time."),
    rule="OPR-06",
)
EXPORTED = Policy(
    name="audit.exported",
    default=20_000,
    unit=Unit.COUNT,
    low=100,
    high=200_000,
    sentence=_("At most so many lines go into one file of the history."),
    rule="OPR-06",
)
