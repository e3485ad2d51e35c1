"""Figures of text messages: what they may cost when somebody has them sent for money (ACC-10)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

PER_NUMBER = Policy(
    name="sms.per_number", default=12, unit=Unit.COUNT, low=1, high=100,
    sentence=_("Codes by text message to one number within the window before it has to wait."), rule="ACC-10",
)  # fmt: skip
PER_PLACE = Policy(
    name="sms.per_place", default=20, unit=Unit.COUNT, low=1, high=100_000,
    sentence=_("Codes by text message that one internet address has sent within the window before it has to wait."),
    rule="ACC-10",
)  # fmt: skip
PER_COUNTRY = Policy(
    name="sms.per_country", default=2000, unit=Unit.COUNT, low=1, high=10_000_000,
    sentence=_("Codes by text message to numbers of one country code within the window: fraud aims at dear ones."),
    rule="ACC-10",
)  # fmt: skip
WINDOW = Policy(
    name="sms.window", default=12, unit=Unit.HOURS, low=1, high=168,
    sentence=_("The window in which codes by text message are counted."), rule="ACC-10",
)  # fmt: skip
