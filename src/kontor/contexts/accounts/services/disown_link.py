"""The owner of a mailbox says: this was not me."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.errors import LinkUnknown, LinkUsed
from kontor.contexts.accounts.models import Failure, Purpose, Verification
from kontor.contexts.accounts.rules import secrets
from kontor.contexts.accounts.services.erase_pending import erase_pending


def disown_link(*, token: str) -> None:
    """Erase the registration that somebody else made with the address of the link's reader.

    A link whose time is over serves as well: it came to that mailbox alone.

    Raises:
        LinkUnknown: it is not one of ours, or the registration is gone already.
        LinkUsed: the address was confirmed; the account stays.
    """
    with transaction.atomic():
        account_id = (
            Verification.objects.filter(
                secret_hash=secrets.stored(token, None, settings.SECRET_KEY), purpose=Purpose.ACTIVATE
            )
            .values_list("account_id", flat=True)
            .first()
        )
        if account_id is None:
            raise LinkUnknown
        if not erase_pending(account_ids=[account_id], why=Failure.DISOWNED):
            raise LinkUsed
