"""A store's own templates of rights."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.sellers.errors import NoRights, RoleNameWrong
from kontor.contexts.sellers.granting import checked, may_change, own_role
from kontor.contexts.sellers.models import StoreRole
from kontor.kernel.viewer import Seat
from kontor.platform.audit.noting import note

_LONGEST = 40


def save_role(*, seat: Seat, name: str, rights: Collection[str], role_id: UUID | None = None) -> UUID:
    """Make a role, or change one; seats that were made by it keep their rights.

    Raises:
        RightMissing, BeyondOwnRights, UnknownRight, NoRights, RoleNameWrong, RoleUnknown: nothing is saved.
    """
    held, name = checked(rights), " ".join(name.split())
    may_change(seat, seat.store_id, held)
    if not name or len(name) > _LONGEST:
        raise RoleNameWrong(field="name")
    if not held:
        raise NoRights(field="rights")
    try:
        with transaction.atomic():
            role = StoreRole(store_id=seat.store_id) if role_id is None else own_role(seat, role_id)
            role.name, role.rights = name, held
            role.save()
            note(kind="sellers.role", store_id=seat.store_id, row_id=str(role.id), after={"name": name, "rights": held})
    except IntegrityError:
        raise RoleNameWrong(field="name") from None
    return role.id
