"""A store read more of its buyers than work needs: somebody of the operator's staff has to look."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.platform import reviews

KIND = "sellers.overread"


def open_overread(*, store_id: UUID, whole_store: bool, most: int) -> bool:
    """Put the store into the review queue (ACC-41); nothing happens while it waits there.

    Returns:
        Whether it was put there now.
    """
    with transaction.atomic(savepoint=False):
        return reviews.open_item(kind=KIND, subject_id=store_id, facts={"whole_store": whole_store, "limit": most})
