"""Figures of support."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ANSWER_WITHIN = Policy(
    name="support.answer_within", default=24, unit=Unit.HOURS, low=1, high=240,
    sentence=_("A buyer who writes to support is answered within this time."), rule="BUY-03",
)  # fmt: skip
OPEN_AT_MOST = Policy(
    name="support.open_at_most", default=10, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A buyer has at most so many requests to support open at a time."), rule="BUY-03",
)  # fmt: skip
SENT_A_MINUTE = Policy(
    name="support.sent_a_minute", default=10, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A buyer sends support at most so many messages a minute."), rule="BUY-03",
)  # fmt: skip
