"""The figures of messaging."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

TEXT_AT_MOST = Policy(
    name="messaging.text_at_most", default=2000, unit=Unit.CHARACTERS, low=100, high=10_000,
    sentence=_("A message is at most this long."), rule="MSG-04", article="003",
)  # fmt: skip
REPLY_WITHIN = Policy(
    name="messaging.reply_within", default=120, unit=Unit.MINUTES, low=1, high=2880,
    sentence=_("A store answers a buyer within so much of its working time; later is a slow response."),
    rule="MSG-06", article="003",
)  # fmt: skip
UNANSWERED_AFTER = Policy(
    name="messaging.unanswered_after", default=24, unit=Unit.HOURS, low=1, high=240,
    sentence=_("After this time without an answer of a person a conversation counts as unanswered."),
    rule="MSG-07", article="003",
)  # fmt: skip
WEEK = Policy(
    name="messaging.week", default="mon-fri 09:00-22:00", unit=Unit.TEXT,
    sentence=_("Working hours of stores that have not said others, such as “mon-fri 09:00-12:00 13:00-22:00”."),
    rule="MSG-06", article="003",
)  # fmt: skip
WEEK_ZONE = Policy(
    name="messaging.week_zone", default="Asia/Shanghai", unit=Unit.TEXT,
    sentence=_("The time zone of these working hours."), rule="MSG-06", article="003",
)  # fmt: skip
WEEK_AT_LEAST = Policy(
    name="messaging.week_at_least", default=40, unit=Unit.HOURS, low=1, high=168,
    sentence=_("A store that sets its own working hours works at least so long a week."), rule="MSG-06",
)  # fmt: skip
NOTES_WAIT = Policy(
    name="messaging.notes_wait", default=False, unit=Unit.SWITCH,
    sentence=_("A note that a buyer writes at checkout starts the response clock as any other message does."),
    rule="MSG-06",
)  # fmt: skip
VIOLATIONS_FREEZE = Policy(
    name="messaging.violations_freeze", default=3, unit=Unit.COUNT, low=1, high=100,
    sentence=_("With this many policy violations a store's sending is frozen."), rule="MSG-10", article="003",
)  # fmt: skip
FROZEN_FOR = Policy(
    name="messaging.frozen_for", default=72, unit=Unit.HOURS, low=1, high=720,
    sentence=_("Sending is frozen for this time."), rule="MSG-10", article="003",
)  # fmt: skip
VIOLATIONS_COUNT = Policy(
    name="messaging.violations_count", default=365, unit=Unit.DAYS, low=1, high=1095,
    sentence=_("A policy violation counts towards a freeze for this time."), rule="MSG-10",
)  # fmt: skip
COLD_A_DAY = Policy(
    name="messaging.cold_a_day", default=100, unit=Unit.COUNT, low=0, high=100_000,
    sentence=_("A store sends at most so many messages a day to buyers who did not write first."), rule="MSG-19",
)  # fmt: skip
COPIES_AT_MOST = Policy(
    name="messaging.copies_at_most", default=10, unit=Unit.COUNT, low=1, high=10_000,
    sentence=_("The same words go to at most so many such buyers a day before somebody looks at them."), rule="MSG-19",
)  # fmt: skip
SENT_A_MINUTE = Policy(
    name="messaging.sent_a_minute", default=30, unit=Unit.COUNT, low=1, high=10_000,
    sentence=_("A person sends at most so many messages a minute."), rule="MSG-19",
)  # fmt: skip
RETRIES = Policy(
    name="messaging.retries", default=5, unit=Unit.COUNT, low=1, high=50,
    sentence=_("A message that could not be delivered is tried so often by itself."), rule="MSG-13", article="003",
)  # fmt: skip
KEPT = Policy(
    name="messaging.kept", default=1095, unit=Unit.DAYS, low=180, high=3650,
    sentence=_("The words of messages are kept as evidence for this time, and then go."), rule="MSG-15",
)  # fmt: skip
PHRASES_AT_MOST = Policy(
    name="messaging.phrases_at_most", default=200, unit=Unit.COUNT, low=1, high=2000,
    sentence=_("A store keeps at most so many quick phrases."), rule="MSG-08",
)  # fmt: skip
LIABILITY = Policy(
    name="messaging.liability", default=200, unit=Unit.PERCENT, low=0, high=1000,
    sentence=_("For a broken promise a store is liable with at most this share of the order's amount."),
    rule="MSG-16", article="003",
)  # fmt: skip
SEARCHED_AT_MOST = Policy(
    name="messaging.searched_at_most", default=1000, unit=Unit.COUNT, low=10, high=10_000,
    sentence=_("Words that stand in more messages than this are looked for along the list, in its order."),
    rule="MSG-08",
)  # fmt: skip
EXPORTED_AT_MOST = Policy(
    name="messaging.exported_at_most", default=100_000, unit=Unit.COUNT, low=100, high=1_000_000,
    sentence=_("An export of the message log holds at most so many rows."), rule="MSG-13",
)  # fmt: skip
