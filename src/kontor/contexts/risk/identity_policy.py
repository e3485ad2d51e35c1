"""The times of a check of identity (ACC-33). When a picture is good enough stands in `documents/policy.py`."""

from __future__ import annotations

from kontor.contexts.risk.documents import policy as pictures
from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ANSWER_WITHIN = Policy(
    name="risk.identity_answer_within", default=7, unit=Unit.DAYS, low=1, high=60,
    sentence=_("Pictures of an identity document are to be sent within this time; else a registration ends."),
    rule="ACC-33", article="000",
)  # fmt: skip
REMIND_BEFORE = Policy(
    name="risk.identity_remind_before", default=48, unit=Unit.HOURS, low=1, high=720,
    sentence=_("Whoever has sent no acceptable pictures is reminded this long before the time is over."),
    rule="ACC-33",
)  # fmt: skip
REVIEW_WITHIN = Policy(
    name="risk.identity_review_within", default=48, unit=Unit.HOURS, low=1, high=720,
    sentence=_("A reviewer should have looked at the pictures within this time."), rule="ACC-33",
)  # fmt: skip
PICTURES_KEPT = Policy(
    name="risk.identity_pictures_kept", default=30, unit=Unit.DAYS, low=0, high=365,
    sentence=_("Pictures of identity documents are deleted this long after the check was closed."), rule="ACC-33",
    article="000",
)  # fmt: skip
TRIES = Policy(
    name="risk.identity_tries_per_hour", default=30, unit=Unit.COUNT, low=4, high=1000,
    sentence=_("Pictures of documents that one account can send within an hour."), rule="ACC-33",
)  # fmt: skip

__all__ = ["ANSWER_WITHIN", "PICTURES_KEPT", "REMIND_BEFORE", "REVIEW_WITHIN", "TRIES", "pictures"]
