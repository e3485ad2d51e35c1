"""A person has corrected own data."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.privacy.asking import log_done
from kontor.contexts.privacy.models import RequestKind


def log_correction(*, account_id: UUID, about: str) -> None:
    """Log what was corrected on a page, as asked and done at once (ACC-42)."""
    with transaction.atomic(savepoint=False):
        log_done(account_id, RequestKind.CORRECTION, about=about)
