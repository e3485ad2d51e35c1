"""Billing that is queued or that time decides."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.billing.services import issue_documents as documents
from kontor.contexts.billing.services.drop_prints import drop_prints
from kontor.contexts.billing.services.forget_recipients import forget_recipients
from kontor.contexts.billing.services.make_print import make_print
from kontor.platform.jobs import job

_BATCH = 200


@job(name="billing.issue_documents", retry=12, schedule="*/10 * * * *")
def issue_documents() -> None:
    """Issue all that is due; by the clock too, in case a run has given up."""
    while documents.issue_documents(limit=_BATCH):
        pass


@job(name="billing.print", lock="print_id")
def print_file(*, store_id: UUID, print_id: UUID) -> None:
    """Make one file."""
    make_print(store_id=store_id, print_id=print_id)


@job(name="billing.sweep", schedule="41 3 * * *")
def sweep() -> None:
    """Old files go, and recipients whom no law wants any more."""
    while drop_prints(limit=_BATCH):
        pass
    while forget_recipients(limit=_BATCH):
        pass
