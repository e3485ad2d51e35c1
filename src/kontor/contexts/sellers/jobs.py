"""Timed work of sellers."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.sellers.errors import NotHidden
from kontor.contexts.sellers.models import StoreHiding
from kontor.contexts.sellers.services.show_store import show_store
from kontor.contexts.sellers.services.tell_followers import tell_followers
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import job

_BATCH = 500
_CLOCK = System("clock")


@job(name="sellers.show_due", schedule="*/10 * * * *")
def show_due() -> None:
    """Stores whose time out of sight is over come back (ACC-41)."""
    due = StoreHiding.objects.filter(ended_at__isnull=True, until__lte=now()).order_by("until", "id")
    for store_id in list(due.values_list("store_id", flat=True)[:_BATCH]):
        try:
            show_store(viewer=_CLOCK, store_id=store_id)
        except NotHidden:
            continue  # somebody was quicker


@job(name="sellers.tell_followers", lock="news_id")
def tell_followers_job(*, news_id: UUID) -> None:
    """Those who follow a store hear its news (BUY-07)."""
    tell_followers(news_id=news_id)
