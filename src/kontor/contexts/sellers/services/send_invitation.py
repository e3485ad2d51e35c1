"""The mail with the link."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.services.write_to_address import write_to_address
from kontor.contexts.sellers.models import Invitation
from kontor.kernel.clock import now


def send_invitation(*, invitation_id: UUID, language: str) -> bool:
    """Write to the invited address, once, unless the invitation is over.

    Returns:
        Whether it was written.
    """
    found = Invitation.objects.select_related("store").filter(
        id=invitation_id, ended_at__isnull=True, expires_at__gt=now()
    )
    invitation = found.first()
    if invitation is None:
        return False
    who = Account.objects.filter(pk=invitation.by_id).first()
    return write_to_address(
        subject_id=invitation.id, kind="store_invitation", address=invitation.email, language=language,
        values={
            "store": invitation.store.name, "inviter": who.full_name if who else "", "invitation": str(invitation.id),
            "day": invitation.expires_at.date().isoformat(),
        },
        cause=f"sellers.invitation:{invitation.id}",
    )  # fmt: skip
