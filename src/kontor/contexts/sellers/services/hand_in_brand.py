"""A store's right to a brand is handed in (OPR-02)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext

from kontor.contexts.sellers.business_errors import NotReady
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.lifecycle import STAGE_NAMES, Stage, StageState
from kontor.contexts.sellers.models import BusinessStep
from kontor.contexts.sellers.policy import REVIEW_WITHIN
from kontor.contexts.sellers.rules.forms import Deed
from kontor.contexts.sellers.stages import business_of, move_stage, rows_of, settle
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform import reviews

QUEUE = "sellers.store"


def hand_in_brand(*, seat: Seat) -> None:
    """Have a reviewer look at what the store may sell under its name.

    Raises:
        NotReady: something is missing, or it is with a reviewer already.
        NoBrands: the business is no enterprise (SEL-02).
        RightMissing
    """
    with transaction.atomic():
        business = business_of(seat, lock=True)
        require_form(deed=Deed.BRAND, business_id=business.id)
        rows = rows_of(business, store_id=seat.store_id)
        settle(business, rows, store_id=seat.store_id)
        row = rows.get(Stage.BRAND)
        if row is None or row.state != StageState.READY:
            raise NotReady(stages=gettext(STAGE_NAMES[Stage.BRAND]))
        move_stage(row, "hand_in", Actor.SELLER)
        BusinessStep.objects.create(
            business=business, store_id=seat.store_id, move="hand_in", stage=Stage.BRAND, by_id=seat.account_id
        )
        reviews.open_item(
            kind=QUEUE, subject_id=seat.store_id, facts={"country": business.country},
            due_at=now() + timedelta(hours=REVIEW_WITHIN.int()),
        )  # fmt: skip
