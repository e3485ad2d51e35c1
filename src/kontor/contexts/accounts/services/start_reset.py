"""Have a link for a new password sent to an account."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.events import VerificationRequested
from kontor.contexts.accounts.models import Account, AccountState, Channel, Purpose, Verification
from kontor.contexts.accounts.policy import RESEND_AFTER, RESET_VALID
from kontor.contexts.accounts.rules import secrets
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.events import record


def start_reset(*, account_id: UUID) -> Verification | None:
    """Note a link for a new password; whoever reacts to `VerificationRequested` sends it by mail or SMS.

    Returns:
        The verification; None for nobody, for an account that cannot sign in, and right after another one.
    """
    moment, identity = now(), new_id()
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id, state=AccountState.ACTIVE).first()
        if account is None:
            return None
        just_now = moment - timedelta(seconds=RESEND_AFTER.int())
        resets = Verification.objects.filter(account=account, purpose=Purpose.RESET)
        if resets.filter(used_at__isnull=True, created_at__gt=just_now).exists():
            return None
        verification = Verification.objects.create(
            id=identity,
            account=account,
            purpose=Purpose.RESET,
            channel=Channel.EMAIL if account.email_key else Channel.SMS,
            address=account.email or str(account.phone),
            secret_hash=secrets.stored(secrets.token(identity, settings.SECRET_KEY), None, settings.SECRET_KEY),
            created_at=moment,
            expires_at=moment + timedelta(minutes=RESET_VALID.int()),
        )
        record(VerificationRequested(key=account.id, account_id=account.id, verification_id=identity))
    return verification
