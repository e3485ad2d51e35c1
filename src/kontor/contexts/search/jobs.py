"""Queued and timed work of the search."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.search.services.index_category import index_category
from kontor.contexts.search.services.index_store import index_store
from kontor.contexts.search.services.refresh_ranks import refresh_ranks
from kontor.contexts.search.services.watch_wishes import watch_wishes
from kontor.platform.jobs import job


@job(name="search.index_store", lock="store_id")
def index_store_job(*, store_id: UUID) -> None:
    index_store(store_id=store_id)


@job(name="search.index_category", lock="category_id")
def index_category_job(*, category_id: int) -> None:
    index_category(category_id=category_id)


@job(name="search.refresh_ranks", schedule="* * * * *")
def refresh_ranks_job() -> None:
    """Looks every minute whether the day or a weight has changed; mostly it has not."""
    refresh_ranks()


@job(name="search.refresh_ranks_now")
def refresh_ranks_now_job() -> None:
    refresh_ranks(force=True)


@job(name="search.watch_wishes", schedule="*/10 * * * *")
def watch_wishes_job() -> None:
    """Tells people what has become cheaper, or is back (BUY-06)."""
    watch_wishes()
