"""A person downloads the own archive."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.privacy import queries
from kontor.contexts.privacy.models import Archive
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def take_archive(*, viewer: Buyer, request_id: UUID) -> bytes:
    """The ZIP, for its owner alone; that it was taken is noted.

    Raises:
        ArchiveNotFound: none, somebody else's, or too old.
    """
    content = queries.archive(viewer, request_id)
    Archive.objects.filter(account_id=viewer.buyer_id, request_id=request_id).update(taken_at=now())
    return content
