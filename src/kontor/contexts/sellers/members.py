"""Reads of a store's people: seats, invitations, roles (SEL-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.sellers import models
from kontor.contexts.sellers.errors import InvitationOver, MemberUnknown, RoleUnknown
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import links

PURPOSE = "sellers.invitation"


@dataclass(frozen=True, slots=True)
class Member:
    """A person at work for a store."""

    account_id: UUID
    name: str
    email: str
    role: str
    rights: frozenset[str]
    since: datetime
    owner: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that waits; `expired` ones can be sent again."""

    id: UUID
    email: str
    role: str
    rights: Sequence[str]
    expires_at: datetime
    expired: bool
    store: str = ""
    inviter: str = ""


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A template of the store's own."""

    id: UUID
    name: str
    rights: Sequence[str]


def members(seat: Seat) -> list[Member]:
    """Everybody at work for the store, the first one first.

    Raises:
        RightMissing: without `settings.members`.
    """
    require(seat, "settings.members")
    owner_id = models.Store.objects.values_list("business__owner_id", flat=True).get(id=seat.store_id)
    rows = models.Seat.objects.filter(store_id=seat.store_id).select_related("account").order_by("created_at", "id")
    return [
        Member(
            row.account_id, row.account.full_name or row.account.email, row.account.email, row.role,
            frozenset(row.rights), row.created_at, row.account_id == owner_id,
        )
        for row in rows
    ]  # fmt: skip


def is_owner(seat: Seat) -> bool:
    """Whether the store is this person's own: whoever owns it may give every right."""
    return models.Store.objects.filter(id=seat.store_id, business__owner_id=seat.account_id).exists()


def member(seat: Seat, account_id: UUID) -> Member:
    """One of them.

    Raises:
        RightMissing: without `settings.members`.
        MemberUnknown: nobody of this store.
    """
    found = [one for one in members(seat) if one.account_id == account_id]
    if not found:
        raise MemberUnknown
    return found[0]


def invited(seat: Seat) -> list[Invited]:
    """Invitations that were neither taken up nor withdrawn, the latest first.

    Raises:
        RightMissing: without `settings.members`.
    """
    require(seat, "settings.members")
    rows = models.Invitation.objects.filter(store_id=seat.store_id, ended_at__isnull=True).order_by("-id")
    return [_invited(row) for row in rows]


def roles(seat: Seat) -> list[OwnRole]:
    """The store's own templates, by name.

    Raises:
        RightMissing: without `settings.members`.
    """
    require(seat, "settings.members")
    rows = models.StoreRole.objects.filter(store_id=seat.store_id).order_by("name")
    return [OwnRole(row.id, row.name, row.rights) for row in rows]


def role(seat: Seat, role_id: UUID) -> OwnRole:
    """One of them.

    Raises:
        RightMissing: without `settings.members`.
        RoleUnknown: none of this store.
    """
    found = [one for one in roles(seat) if one.id == role_id]
    if not found:
        raise RoleUnknown
    return found[0]


def invitation(invitation_id: UUID, secret: str) -> Invited:
    """What a link invites to. For whoever shows its secret; looking uses nothing up.

    Raises:
        InvitationOver: it opens nothing.
    """
    open_ones = models.Invitation.objects.filter(id=invitation_id, ended_at__isnull=True, expires_at__gt=now())
    found = open_ones.select_related("store").first() if links.opens(PURPOSE, invitation_id, secret) else None
    if found is None:
        raise InvitationOver
    return _invited(found, names=True)


def waiting_for(account: Account) -> list[Invited]:
    """Invitations to the account's own proven address. For that account itself."""
    if account.verified_at is None or not account.email_key:
        return []
    rows = models.Invitation.objects.filter(
        email_key=account.email_key, ended_at__isnull=True, expires_at__gt=now()
    ).select_related("store")
    return [_invited(row, names=True) for row in rows.order_by("-id")]


def _invited(row: models.Invitation, *, names: bool = False) -> Invited:
    who = Account.objects.filter(pk=row.by_id).first() if names else None
    return Invited(
        row.id, row.email, row.role, row.rights, row.expires_at, row.expires_at <= now(),
        row.store.name if names else "", who.full_name if who else "",
    )  # fmt: skip
