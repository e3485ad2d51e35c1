"""A person signs in by an account elsewhere (ACC-08)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.accounts.closed import closed
from kontor.contexts.accounts.errors import NotActivated, SocialNotKnown
from kontor.contexts.accounts.models import Account, AccountState, SocialIdentity
from kontor.contexts.accounts.providers.register import LABELS
from kontor.contexts.accounts.social import SocialProof, taken
from kontor.kernel.clock import now


def sign_in_by_social(*, proof: SocialProof) -> Account:
    """The account to which the returned person belongs; the caller opens the session, after a second step if any.

    Raises:
        SocialVisitUnknown: the visit is another browser's, too old, or has served.
        SocialNotKnown: nobody here has connected this person; the visit is still good for joining or connecting.
        NotActivated, AccountClosed: there is no session to open.
    """
    with transaction.atomic():
        visit = taken(proof)
        identity = (
            SocialIdentity.objects.select_related("account")
            .filter(provider=visit.provider, subject=visit.subject)
            .first()
        )
        if identity is None:
            raise SocialNotKnown(provider=LABELS[visit.provider])
        account = identity.account
        if account.state == AccountState.PENDING:
            raise NotActivated
        if not account.is_active:
            raise closed(account)
        SocialIdentity.objects.filter(pk=identity.pk).update(last_used_at=now())
        visit.delete()
    return account
