"""The figures of the review queues."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

CLAIM_LAPSES_AFTER = Policy(
    name="reviews.claim_lapses_after",
    default=30,
    unit=Unit.MINUTES,
    low=1,
    high=1440,
    sentence=_("After this time a reviewer who took a case and has not decided it loses it to whoever takes it next."),
    rule="OPR-02",
)
MEASURED_OVER = Policy(
    name="reviews.measured_over",
    default=30,
    unit=Unit.DAYS,
    low=1,
    high=366,
    sentence=_("Waiting times of the review queues are measured over so many days."),
    rule="OPR-02",
)
