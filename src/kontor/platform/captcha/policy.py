"""Figures of the captcha (ACC-07)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

LENGTH = Policy(
    name="captcha.length", default=5, unit=Unit.CHARACTERS, low=4, high=8,
    sentence=_("The picture of a captcha shows this many characters."), rule="ACC-07", article="004",
)  # fmt: skip
LIFE = Policy(
    name="captcha.life", default=30, unit=Unit.MINUTES, low=5, high=240,
    sentence=_("A captcha can be solved within this time; after it the page shows a new one."), rule="ACC-07",
)  # fmt: skip
WORK = Policy(
    name="captcha.work", default=10_000, unit=Unit.COUNT, low=500, high=2_000_000,
    sentence=_(
        "The proof of work, done instead of reading the picture, tries at most this many numbers. "
        "A slow phone tries some 10,000 in a second."
    ),
    rule="ACC-07",
)  # fmt: skip
