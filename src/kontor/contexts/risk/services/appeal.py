"""A closed account's person asks to look again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.risk import models
from kontor.contexts.risk.errors import AppealMissing, AppealOpen, AppealTooLong, NotBanned
from kontor.contexts.risk.policy import APPEALS_PER_DAY
from kontor.platform import limits, reviews

LONGEST = 2000


def appeal(*, account_id: UUID, text: str) -> models.Appeal:
    """Keep the appeal against the ban in force and put it into the operator's queue (ACC-31).

    Args:
        account_id: of a person who has proven to be its owner.

    Raises:
        AppealMissing, AppealTooLong: at the field `text`.
        NotBanned, AppealOpen, TooMany: nothing has changed.
    """
    text = text.strip()
    if not text:
        raise AppealMissing(field="text")
    if len(text) > LONGEST:
        raise AppealTooLong(field="text", most=LONGEST)
    day = timedelta(days=1)
    limits.hit(scope="risk.appeal", key=str(account_id), limit=APPEALS_PER_DAY.int(), window=day)
    try:
        with transaction.atomic():
            ban = models.Ban.objects.filter(account_id=account_id, lifted_at__isnull=True).first()
            if ban is None:
                raise NotBanned
            made = models.Appeal.objects.create(ban=ban, account_id=account_id, text=text)
            reviews.open_item(kind="risk.appeal", subject_id=made.id)
    except IntegrityError as error:
        raise AppealOpen from error
    return made
