"""A colleague comes (SEL-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.sellers import models
from kontor.contexts.sellers.errors import InvitationOver
from kontor.contexts.sellers.granting import may_change
from kontor.contexts.sellers.members import PURPOSE
from kontor.contexts.sellers.queries import seat
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat, System
from kontor.platform import audit, links


def accept_invitation(*, account_id: UUID, invitation_id: UUID, secret: str = "") -> UUID:
    """Give the account the rights of the invitation, once.

    Whoever shows the link's secret has the mailbox; without it the account's own proven address must be the invited
    one. The rights are those that the inviter may give at this moment.

    Returns:
        The store's id.

    Raises:
        InvitationOver: it is not for this account, or cannot be used any more.
        TooManyMembers: the type of the business does not allow one more person.
    """
    with transaction.atomic():
        found = models.Invitation.objects.select_for_update().filter(
            id=invitation_id, ended_at__isnull=True, expires_at__gt=now()
        )
        invitation = found.first()
        account = Account.objects.filter(pk=account_id, audience="seller", state="active").first()
        if invitation is None or account is None or not _for(invitation, account, secret):
            raise InvitationOver
        before = seat(account_id, invitation.store_id)
        try:
            may_change(Seat(invitation.by_id, invitation.store_id, frozenset()), invitation.store_id, invitation.rights)
        except Refusal:
            raise InvitationOver from None
        rights = {*invitation.rights, *(before.rights if before else ())}
        with audit.because(f"Invitation {invitation.id} of {invitation.by_id}"):
            grant_seat(
                by=System("invitation"), store_id=invitation.store_id, account_id=account_id, role=invitation.role,
                rights=sorted(rights),
            )  # fmt: skip
        models.Invitation.objects.filter(pk=invitation.pk).update(ended_at=now(), account_id=account_id)
    return invitation.store_id


def _for(invitation: models.Invitation, account: Account, secret: str) -> bool:
    if secret:
        return links.opens(PURPOSE, invitation.id, secret)
    return account.verified_at is not None and account.email_key == invitation.email_key
