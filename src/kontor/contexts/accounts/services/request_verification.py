"""Have a link or a code sent to an account's address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.events import VerificationRequested
from kontor.contexts.accounts.models import Account, Channel, Verification
from kontor.contexts.accounts.policy import CODE_VALID, LINK_VALID
from kontor.contexts.accounts.rules import secrets
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform import sms
from kontor.platform.database import rows
from kontor.platform.database.alone import alone
from kontor.platform.database.rows import Beside
from kontor.platform.events import record


def request_verification(
    *, account: Account, next_page: str = "", after: Sequence[Event] = (), beside: Sequence[Beside] = ()
) -> Verification:
    """Note a new verification; the message is sent by whoever reacts to `VerificationRequested` (ACC-10, ACC-15).

    A mail carries a link, a phone gets six digits. Only a digest of either is stored.

    Args:
        next_page: where to go on afterwards, a path of the site that asks.
        after: facts that came before it, to be recorded with it.
        beside: rows that it belongs to and that are not stored yet, and other changes; one statement makes them all.

    Raises:
        TooMany: the number, or its country code, has had enough codes by text message.
    """
    moment, identity = now(), new_id()
    if account.email_key:
        channel, address, valid = Channel.EMAIL, account.email, timedelta(hours=LINK_VALID.int())
        kept = secrets.stored(secrets.token(identity, settings.SECRET_KEY), None, settings.SECRET_KEY)
    else:
        channel, address, valid = Channel.SMS, str(account.phone), timedelta(minutes=CODE_VALID.int())
        kept = secrets.stored(secrets.code(identity, settings.SECRET_KEY), identity, settings.SECRET_KEY)
    verification = rows.new(
        Verification,
        id=identity,
        account_id=account.id,
        channel=channel,
        address=address,
        secret_hash=kept,
        created_at=moment,
        expires_at=moment + valid,
        next_page=next_page,
    )
    requested = VerificationRequested(key=account.id, account_id=account.id, verification_id=identity)
    with transaction.atomic(savepoint=False) if channel == Channel.SMS else alone():
        if channel == Channel.SMS:
            sms.spend_on_number(address)
        record(*after, requested, beside=[*beside, verification])
    return verification
