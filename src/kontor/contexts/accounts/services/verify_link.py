"""The link of a verification mail was confirmed."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.errors import LinkExpired, LinkUnknown, LinkUsed
from kontor.contexts.accounts.locks import locked
from kontor.contexts.accounts.models import AccountState, Failure, Purpose, Verification, VerificationLock
from kontor.contexts.accounts.rules import addresses, secrets
from kontor.contexts.accounts.services.activate import activate
from kontor.contexts.accounts.services.count_failure import count_failure
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal


def verify_link(*, token: str, opened_at: datetime | None = None) -> Verification:
    """Prove the address by its link: once, within its time (ACC-10).

    Args:
        opened_at: when the page behind the link was opened (ACC-50).

    Returns:
        The verification, with its account, now active, and its `next_page`.

    Raises:
        LinkUnknown, LinkUsed, LinkExpired: nothing has changed but the count of failures.
        VerificationLocked: too many failures before (ACC-12).
    """
    refusal: Refusal | None = None
    with transaction.atomic():
        verification = (
            Verification.objects.select_related("account")
            .select_for_update(of=("self",))
            .filter(secret_hash=secrets.stored(token, None, settings.SECRET_KEY), purpose=Purpose.ACTIVATE)
            .first()
        )
        if verification is None:
            raise LinkUnknown
        key = addresses.mail(verification.address).key
        if verification.used_at is not None or verification.account.state != AccountState.PENDING:
            raise LinkUsed
        if refusal := locked(VerificationLock.objects.filter(address_key=key).first()):
            raise refusal
        if verification.expires_at <= now():
            refusal = count_failure(address_key=key, verification=verification, why=Failure.EXPIRED) or LinkExpired()
        elif not activate(verification=verification, address_key=key, opened_at=opened_at):
            raise LinkUsed
    if refusal is not None:  # raised after the commit, so that the count stays
        raise refusal
    return verification
