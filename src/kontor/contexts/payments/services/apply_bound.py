"""What a provider told us about an agreement takes effect: once, whatever way and however often it came."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.payments.events import MethodBound
from kontor.contexts.payments.masking import masked_login
from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.contexts.payments.providers.binding import BoundStatus, BoundTold
from kontor.contexts.payments.services.end_agreement import end_agreement
from kontor.contexts.payments.tokens import fingerprint, seal
from kontor.contexts.risk.services.note_payment import note_payment
from kontor.kernel.clock import now
from kontor.platform import events
from kontor.platform.jobs import enqueue


def apply_bound(*, provider: str, told: BoundTold) -> str:
    """Bring our side in line with what the provider said of an agreement, in one transaction (BUY-10).

    Signed: the token is sealed, the first one becomes the default, and risk keeps a digest of the card or wallet.
    Withdrawn: it can no longer be used. Signed after its owner removed it here: it is ended at the provider.
    Repeated, or out of order: nothing.

    Returns:
        The outcome in a word: `bound`, `ended`, `unwanted`, `known`, `open`, `unknown`.
    """
    with transaction.atomic():
        row = _find(provider, told)
        if row is None:
            return "unknown"
        if told.status is BoundStatus.ACTIVE:
            return _active(row, told)
        if told.status in (BoundStatus.REFUSED, BoundStatus.ENDED):
            if row.state == AgreementState.ENDED:
                return "known"
            refused = told.status is BoundStatus.REFUSED or row.state == AgreementState.PENDING
            end_agreement(agreement_id=row.id, why="refused" if refused else "withdrawn")
            return "ended"
        return "open"


def _find(provider: str, told: BoundTold) -> Agreement | None:
    held = Agreement.objects.select_for_update().filter(provider=provider)
    if told.reference:
        try:
            return held.filter(id=UUID(told.reference)).first()
        except ValueError:
            return None
    if not told.found_by:
        return None
    key = fingerprint(told.found_by)
    return held.filter(token_key=key, state=AgreementState.ACTIVE).first()


def _active(row: Agreement, told: BoundTold) -> str:
    if row.state == AgreementState.ACTIVE:
        return "known"
    row.token = seal(row.id, told.token)
    if row.state == AgreementState.ENDED:
        if row.ended_why == "removed" or not row.bound_at:
            Agreement.objects.filter(id=row.id).update(token=row.token)
            enqueue("payments.unbind", key=str(row.id), agreement_id=row.id)
            return "unwanted"
        return "known"
    mine = Agreement.objects.filter(buyer_id=row.buyer_id, state=AgreementState.ACTIVE)
    row.token_key = fingerprint(told.found_by)
    row.state, row.bound_at, row.redirect_url = AgreementState.ACTIVE, now(), ""
    row.brand, row.label, row.last_day = told.brand[:40], masked_login(told.label)[:120], told.last_day
    row.is_default = not mine.filter(is_default=True).exists()
    row.save()
    if told.instrument:
        note_payment(account_id=row.buyer_id, instrument=f"{row.provider}:{told.instrument}")
    events.record(MethodBound(key=row.buyer_id, buyer_id=row.buyer_id, agreement_id=row.id))
    return "bound"
