"""Taking an invitation back."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.sellers.errors import InvitationOver
from kontor.contexts.sellers.models import Invitation
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform.audit.noting import note


def withdraw_invitation(*, seat: Seat, invitation_id: UUID) -> None:
    """Its link opens nothing any more.

    Raises:
        RightMissing, InvitationOver: nothing was open.
    """
    require(seat, "settings.members")
    mine = Invitation.objects.filter(store_id=seat.store_id, id=invitation_id, ended_at__isnull=True)
    if not mine.update(ended_at=now()):
        raise InvitationOver
    note(kind="sellers.invitation_withdrawn", store_id=seat.store_id, row_id=str(invitation_id))
