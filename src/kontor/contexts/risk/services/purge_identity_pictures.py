"""Pictures that nobody needs any more."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.models import IdentityCheck, IdentityPicture


def purge_identity_pictures(*, check_ids: Sequence[UUID]) -> int:
    """Delete the pictures of closed checks, with what was read from them (ACC-33). That there was a check stays.

    Returns:
        How many pictures are gone.
    """
    with transaction.atomic():
        closed = IdentityCheck.objects.filter(pk__in=check_ids, closed_at__isnull=False)
        return IdentityPicture.objects.filter(check_of__in=closed).delete()[0]
