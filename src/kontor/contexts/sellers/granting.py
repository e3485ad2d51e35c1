"""What somebody may give and take: nobody more than they hold, but the owner all (SEL-03)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy

from kontor.contexts.sellers import models
from kontor.contexts.sellers.errors import BeyondOwnRights, OwnersSeat, RoleUnknown, UnknownRight
from kontor.contexts.sellers.permissions import RIGHTS, unknown_rights, with_needed
from kontor.contexts.sellers.queries import require, seat
from kontor.kernel.viewer import Seat


def checked(rights: Iterable[str]) -> list[str]:
    """`rights` with those that they need, sorted.

    Raises:
        UnknownRight: one does not exist.
    """
    held = sorted(with_needed(rights))
    if wrong := unknown_rights(held):
        raise UnknownRight(rights=", ".join(wrong))
    return held


def may_change(by: Seat, store_id: UUID, rights: Iterable[str], account_id: UUID | None = None) -> None:
    """Let the change pass by what `by` holds at this moment, whatever the seat said when it was handed out.

    Args:
        rights: what shall be given, or what becomes different.
        account_id: whose seat it is; None for somebody who has none yet.

    Raises:
        RightMissing: without `settings.members` in this store.
        OwnersSeat, BeyondOwnRights: nothing may change.
    """
    here = seat(by.account_id, store_id)
    require(here or Seat(by.account_id, store_id, frozenset()), "settings.members")
    owner_id = models.Store.objects.values_list("business__owner_id", flat=True).get(id=store_id)
    if by.account_id == owner_id:
        return
    if account_id == owner_id:
        raise OwnersSeat
    held = here.rights if here else frozenset()
    if beyond := sorted(set(rights) - held):
        raise BeyondOwnRights(rights=", ".join(str(gettext_lazy(RIGHTS[right])) for right in beyond))


def own_role(seat: Seat, role_id: UUID) -> models.StoreRole:
    """A template of the seat's store, locked; in the caller's transaction.

    Raises:
        RoleUnknown: none of this store.
    """
    role = models.StoreRole.objects.select_for_update().filter(store_id=seat.store_id, id=role_id).first()
    if role is None:
        raise RoleUnknown
    return role
