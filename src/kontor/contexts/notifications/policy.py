"""Every figure of the notices."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

QUIET_FROM = Policy(
    name="notifications.quiet_from", default=22, unit=Unit.HOURS, low=0, high=23,
    sentence=_("The hour of the day at which quiet hours begin, unless the person chooses another."), rule="BUY-13",
)  # fmt: skip
QUIET_UNTIL = Policy(
    name="notifications.quiet_until", default=8, unit=Unit.HOURS, low=0, high=23,
    sentence=_("The hour of the day at which quiet hours end, unless the person chooses another."), rule="BUY-13",
)  # fmt: skip
MOST_DEVICES = Policy(
    name="notifications.most_devices", default=10, unit=Unit.COUNT, low=1, high=50,
    sentence=_("At most this many browsers of one person get push messages; the oldest gives way."), rule="BUY-13",
)  # fmt: skip
PUSH_LASTS = Policy(
    name="notifications.push_lasts", default=24, unit=Unit.HOURS, low=1, high=672,
    sentence=_("A push message that could not be delivered for so long is dropped by the push service."), rule="BUY-13",
)  # fmt: skip
