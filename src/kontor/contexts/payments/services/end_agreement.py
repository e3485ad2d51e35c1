"""A saved way to pay ends."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.payments.events import MethodEnded
from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.kernel.clock import now
from kontor.platform import events
from kontor.platform.jobs import enqueue

TOLD = ("withdrawn", "expired", "unreadable")  # its owner did not do it here, and hears of it


def end_agreement(*, agreement_id: UUID, why: str) -> bool:
    """End an agreement; the latest other one becomes the default where it was it (BUY-10).

    What was ended here is ended at the provider by a job; what ended there loses its token at once.

    Args:
        why: `removed`, `withdrawn`, `expired`, `refused`, `abandoned` or `unreadable`.

    Returns:
        Whether it had not ended before.
    """
    with transaction.atomic():
        row = Agreement.objects.select_for_update().get(id=agreement_id)
        if row.state == AgreementState.ENDED:
            return False
        was_default, was_active = row.is_default, row.state == AgreementState.ACTIVE
        row.state, row.ended_at, row.ended_why, row.is_default = AgreementState.ENDED, now(), why, False
        row.redirect_url = ""
        here = why in ("removed", "expired", "abandoned", "unreadable")
        if not here:
            row.token = b""
        row.save()
        if here:
            enqueue("payments.unbind", key=str(row.id), agreement_id=row.id)
        if was_default:
            others = Agreement.objects.filter(buyer_id=row.buyer_id, state=AgreementState.ACTIVE)
            heir = others.order_by("-bound_at").values_list("id", flat=True).first()
            if heir is not None:
                Agreement.objects.filter(id=heir).update(is_default=True)
        if was_active and why in TOLD:
            events.record(MethodEnded(key=row.buyer_id, buyer_id=row.buyer_id, agreement_id=row.id, why=why))
        return True
