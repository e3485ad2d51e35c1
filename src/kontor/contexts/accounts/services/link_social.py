"""The owner of an account connects an account elsewhere with it (ACC-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors import AccountClosed, SocialVisitUnknown
from kontor.contexts.accounts.models import Account, AccountState, Audience, SocialIdentity
from kontor.contexts.accounts.social import SocialProof, connect, taken


def link_social(*, account_id: UUID, proof: SocialProof) -> SocialIdentity:
    """Connect the person who came back with the signed-in account; again is the same.

    Args:
        account_id: who is signed in; the caller is that person, and has agreed on a page of ours.

    Raises:
        SocialVisitUnknown: the visit is another browser's or account's, too old, or has served.
        SocialTaken, SocialProviderUsed: nothing has changed, and the visit is still there.
        AccountClosed: the account is not an active buyer's.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id, audience=Audience.BUYER).first()
        if account is None or account.state != AccountState.ACTIVE:
            raise AccountClosed
        visit = taken(proof)
        if visit.account_id not in {None, account.pk}:
            raise SocialVisitUnknown
        return connect(account, visit, tell=True)
