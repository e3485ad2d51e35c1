"""A business is handed in: a reviewer looks at it (SEL-01, OPR-02)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from kontor.contexts.sellers.business_errors import NotReady
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, STAGE_NAMES, StageState
from kontor.contexts.sellers.models import Business
from kontor.contexts.sellers.policy import REVIEW_WITHIN
from kontor.contexts.sellers.services.advance_business import advance_business
from kontor.contexts.sellers.stages import By, business_of, left_open, move_stage, rows_of, settle
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.platform import reviews

QUEUE = "sellers.business"


def hand_in_business(*, by: By) -> Business:
    """Hand in every stage that is ready; accepted ones stay accepted.

    Raises:
        NotReady: names the stages in which something is missing.
        MoveRefused: it is with a reviewer already, or decided.
        RightMissing, BusinessUnknown.
    """
    with transaction.atomic():
        business = business_of(by, lock=True)
        rows = rows_of(business)
        settle(business, rows)
        missing = left_open(rows)
        if missing:
            raise NotReady(stages=", ".join(str(gettext_lazy(STAGE_NAMES[stage])) for stage in missing))
        again = business.handed_in_at is not None
        advance_business(business=business, move="hand_in", actor=Actor.SELLER, by_id=by.account_id)
        for stage in OF_BUSINESS:
            if rows[stage].state == StageState.READY:
                move_stage(rows[stage], "hand_in", Actor.SELLER)
        moment = now()
        Business.objects.filter(pk=business.pk).update(handed_in_at=moment)
        reviews.open_item(
            kind=QUEUE, subject_id=business.id,
            facts={"country": business.country, "form": business.form, "again": again},
            due_at=moment + timedelta(hours=REVIEW_WITHIN.int()),
        )  # fmt: skip
    return business
