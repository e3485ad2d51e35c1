"""A store's own template of rights goes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.granting import may_change, own_role
from kontor.kernel.viewer import Seat
from kontor.platform.audit.noting import note


def remove_role(*, seat: Seat, role_id: UUID) -> None:
    """Seats keep their rights.

    Raises:
        RightMissing, RoleUnknown: nothing went.
    """
    may_change(seat, seat.store_id, ())
    with transaction.atomic():
        role = own_role(seat, role_id)
        note(kind="sellers.role", store_id=seat.store_id, row_id=str(role.id), reason="removed")
        role.delete()
