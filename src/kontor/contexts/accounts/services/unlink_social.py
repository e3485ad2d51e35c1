"""The owner of an account disconnects an account elsewhere (ACC-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors import LastWayIn
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, SocialIdentity
from kontor.contexts.accounts.rules.safety import Word


def unlink_social(*, account_id: UUID, provider: str) -> bool:
    """Disconnect it, unless it is the last way to sign in.

    Returns:
        False when none of this provider was connected.

    Raises:
        LastWayIn: there is no password and no other connected account; nothing has changed.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)  # two at once must not take both
        connected = list(SocialIdentity.objects.filter(account=account).values_list("provider", flat=True))
        if provider not in connected:
            return False
        if len(connected) == 1 and not account.has_usable_password():
            raise LastWayIn
        SocialIdentity.objects.filter(account=account, provider=provider).delete()
        note(account.pk, Word.SOCIAL_OFF)
    return True
