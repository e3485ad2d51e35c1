"""The figures of sellers."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

HIDDEN_AT_MOST = Policy(
    name="sellers.hidden_at_most", default=30, unit=Unit.DAYS, low=1, high=30,
    sentence=_("The operator can hide a store for this time at most; it is shown again by itself."),
    rule="ACC-41", article="000",
)  # fmt: skip
NEWS_A_DAY = Policy(
    name="sellers.news_a_day", default=3, unit=Unit.COUNT, low=1, high=20,
    sentence=_("A store publishes at most this many items of news within 24 hours."), rule="BUY-07",
)  # fmt: skip
