"""Queued and timed work of privacy."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.contexts.privacy.services.drop_old import drop_old
from kontor.contexts.privacy.services.erase_account import erase_account
from kontor.contexts.privacy.services.make_archive import make_archive
from kontor.contexts.privacy.services.sweep_erased import sweep_erased
from kontor.kernel.clock import now
from kontor.platform.jobs import job

_BATCH = 200


@job(name="privacy.make_archive")
def make(*, request_id: UUID) -> None:
    """An export becomes a file (ACC-42)."""
    make_archive(request_id=request_id)


@job(name="privacy.erase_due", schedule="*/10 * * * *")
def erase_due() -> None:
    """Deletions whose time has come; those that wait for an order's end are tried again each time (ACC-42)."""
    due = PrivacyRequest.objects.filter(kind=RequestKind.ERASURE, state=RequestState.WAITING, acts_at__lte=now())
    for request_id in due.order_by("acts_at", "id").values_list("id", flat=True)[:_BATCH]:
        erase_account(request_id=request_id)
    sweep_erased()


@job(name="privacy.drop_old", schedule="17 * * * *")
def drop() -> None:
    """Expired archives go, and old lists of reads."""
    drop_old()
