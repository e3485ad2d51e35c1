"""Have six digits sent to an address of somebody who has an account."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.errors import ResendTooSoon
from kontor.contexts.accounts.events import VerificationRequested
from kontor.contexts.accounts.models import Account, Channel, Verification
from kontor.contexts.accounts.policy import RESEND_AFTER, SECOND_STEP_CODE_VALID
from kontor.contexts.accounts.rules import secrets
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform import sms
from kontor.platform.events import record


def send_code(
    *, account: Account, purpose: str, address: str, replaces: str = "", silent: bool = False
) -> Verification:
    """Note a code for `address`; earlier ones of the same purpose end. Whoever reacts to the event sends it.

    Args:
        account: locked by the caller.
        replaces: the address that this one is to replace, which is told when it has.
        silent: nothing is sent: the address belongs to somebody else, and whoever asked must not learn that.

    Raises:
        ResendTooSoon: the last one is too young; with the seconds left.
        TooMany: the number, or its country code, has had enough codes by text message.
    """
    moment, identity = now(), new_id()
    with transaction.atomic(savepoint=False):
        sent = Verification.objects.filter(account=account, purpose=purpose)
        last = sent.order_by("-created_at", "-id").values_list("created_at", "used_at").first()
        if last is not None and last[1] is None:
            wait = last[0] + timedelta(seconds=RESEND_AFTER.int()) - moment
            if wait > timedelta(0):
                seconds = int(wait.total_seconds()) + 1
                raise ResendTooSoon(seconds=seconds, retry_after=seconds)
        by_mail = "@" in address
        if not by_mail:  # also where nothing is sent: whoever asks must not learn that
            sms.spend_on_number(address)
        sent.filter(used_at__isnull=True).delete()
        verification = Verification.objects.create(
            id=identity,
            account=account,
            purpose=purpose,
            channel=Channel.EMAIL if by_mail else Channel.SMS,
            address=address,
            replaces=replaces,
            secret_hash=secrets.stored(secrets.code(identity, settings.SECRET_KEY), identity, settings.SECRET_KEY),
            created_at=moment,
            expires_at=moment + timedelta(minutes=SECOND_STEP_CODE_VALID.int()),
        )
        if not silent:
            record(VerificationRequested(key=account.id, account_id=account.id, verification_id=identity))
    return verification
