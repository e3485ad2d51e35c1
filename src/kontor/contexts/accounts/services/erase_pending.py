"""Registrations that nobody verified are erased, so that their addresses are free again."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.accounts.events import RegistrationErased
from kontor.contexts.accounts.models import Account, AccountState, Verification, VerificationLock
from kontor.kernel.clock import now
from kontor.platform.events import record

# What the figures need of a registration that goes (ACC-50), in one statement for all of them.
_LEFT = """
INSERT INTO accounts_lostregistration (id, audience, country, channel, domain, cause, messages, at)
SELECT gen_random_uuid(), a.audience, a.country, v.channel,
    CASE WHEN v.channel = 'email' THEN v.domain ELSE '' END,
    coalesce(nullif(%(why)s, ''), nullif(v.failure, ''), 'silent'), v.messages, a.created_at
FROM accounts_account a CROSS JOIN LATERAL (
    SELECT count(*) AS messages, max(channel) AS channel, split_part(lower(max(address)), '@', 2) AS domain,
        coalesce((array_agg(last_failure ORDER BY created_at DESC))[1], '') AS failure
    FROM accounts_verification WHERE account_id = a.id AND purpose = 'activate'
) AS v
WHERE a.id = ANY(%(ids)s) AND v.messages > 0
"""


def erase_pending(*, account_ids: Sequence[UUID], why: str = "") -> int:
    """Erase those of the accounts that still wait for their verification, with their links and codes.

    A lock on an address stays until its time is over (ACC-12).

    Args:
        why: a `Failure` where it is known; else what is noted with the latest link or code says it (ACC-50).

    Returns:
        How many were erased; an account that was verified meanwhile is left alone.
    """
    with transaction.atomic(savepoint=False):
        # Verifications first, then accounts: the order in which a verification takes them.
        list(Verification.objects.select_for_update().filter(account_id__in=account_ids).order_by("id"))
        still = Account.objects.select_for_update().filter(pk__in=account_ids, state=AccountState.PENDING)
        going = list(still.order_by("id"))
        if not going:
            return 0
        keys = [key for account in going for key in (account.email_key, account.phone) if key]
        VerificationLock.objects.filter(address_key__in=keys).exclude(locked_until__gt=now()).delete()
        gone = [account.pk for account in going]
        with connection.cursor() as cursor:
            cursor.execute(_LEFT, {"ids": gone, "why": why})
        Account.objects.filter(pk__in=gone).delete()
        record(*(RegistrationErased(key=account.pk, account_id=account.pk) for account in going))
    return len(going)
