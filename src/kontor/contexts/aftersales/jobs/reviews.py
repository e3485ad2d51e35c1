"""Queued and timed work of reviews."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.aftersales.services.review_read import review_read
from kontor.contexts.aftersales.services.review_uncount_linked import review_uncount_linked
from kontor.platform.jobs import job


@job(name="aftersales.read_review")
def read_review(*, store_id: UUID, review_id: UUID, likely: str) -> None:
    """The language is found out by the jobs process, which alone holds the model."""
    review_read(store_id=store_id, review_id=review_id, likely=likely)


@job(name="aftersales.uncount_linked", schedule="*/10 * * * *")
def uncount_linked() -> None:
    """What was flagged since (ACC-35) counts no more."""
    review_uncount_linked()
