"""Programs as the people of stores and the operator see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.integrations import presets
from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.models import Application, Grant
from kontor.contexts.sellers.models import Seat as SeatRow
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """One registered program. `stores`: how many grants are in force; `made_by`: the store that keeps it."""

    id: UUID
    client_id: str
    confidential: bool
    name: str
    about: str
    website: str
    contact: str
    logo: str
    redirect_uris: Sequence[str]
    scopes: Sequence[str]
    preset: str
    made_by: str
    state: str
    certification: str
    verdict: str
    stores: int
    created_at: datetime

    @property
    def needs_certification(self) -> list[str]:
        """The scopes that it gets with a certification only."""
        return table.certified_only(self.scopes)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantView:
    """A program that works for the store. `resting`: allowed scopes that the person's own rights do not cover now."""

    id: UUID
    name: str
    logo: str
    website: str
    certified: bool
    on: bool
    by: str
    scopes: Sequence[str]
    resting: Sequence[str]
    since: datetime
    until: datetime
    last_used_at: datetime | None


def programs_of(seat: Seat) -> list[ProgramView]:
    """The programs that the people of the seat's store registered, newest first; a policy bounds how many there are.

    Raises:
        RightMissing: without `settings.programs`.
    """
    require(seat, "settings.programs")
    return [_program(row) for row in _rows(Q(store_id=seat.store_id))]


def program(seat: Seat, application_id: UUID) -> ProgramView:
    """One of them.

    Raises:
        RightMissing: without `settings.programs`.
        ProgramNotFound: the store has none of this id.
    """
    require(seat, "settings.programs")
    row = next(iter(_rows(Q(store_id=seat.store_id, id=application_id))), None)
    if row is None:
        raise ProgramNotFound
    return _program(row)


def connected(seat: Seat, *, before: UUID | None = None, size: int = PAGE) -> list[GrantView]:
    """The programs that work for the seat's store, newest consent first, paged by key.

    Raises:
        RightMissing: without `settings.programs`.
    """
    require(seat, "settings.programs")
    rows = Grant.objects.select_related("application", "account").filter(
        store_id=seat.store_id, ended_at__isnull=True, opened_at__isnull=False, expires_at__gt=now()
    )
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[:size])
    seats = SeatRow.objects.filter(store_id=seat.store_id, account__state=AccountState.ACTIVE)
    rights = dict(seats.filter(account_id__in={row.account_id for row in found}).values_list("account_id", "rights"))
    return [_grant(row, frozenset(rights.get(row.account_id, ())), row.account_id in rights) for row in found]


def known_programs(
    viewer: Operator, *, text: str = "", before: UUID | None = None, size: int = PAGE
) -> list[ProgramView]:
    """All programs of all stores and the operator's own, newest first, paged by key."""
    wanted = Q(name__icontains=text) | Q(client_id=text) if text else Q()
    if before is not None:
        wanted &= Q(id__lt=before)
    return [_program(row) for row in _rows(wanted)[:size]]


def known_program(viewer: Operator, application_id: UUID) -> ProgramView:
    """Any of them.

    Raises:
        ProgramNotFound: there is none of this id.
    """
    row = next(iter(_rows(Q(id=application_id))), None)
    if row is None:
        raise ProgramNotFound
    return _program(row)


def switched_on(viewer: Operator) -> dict[str, ProgramView]:
    """Preset → its program, for those that were switched on; there are no more than presets."""
    return {row.preset: _program(row) for row in _rows(Q(preset__in=list(presets.PRESETS)))}


def _rows(wanted: Q) -> QuerySet[Any, Any]:
    living = Count("grants", filter=Q(grants__ended_at__isnull=True, grants__opened_at__isnull=False))
    return Application.objects.select_related("store").filter(wanted).annotate(living=living).order_by("-id")


def _program(row: Application) -> ProgramView:
    return ProgramView(
        id=row.id, client_id=row.client_id, confidential=bool(row.secret_hash), name=row.name, about=row.about,
        website=row.website, contact=row.contact, logo=row.logo, redirect_uris=tuple(row.redirect_uris),
        scopes=tuple(row.scopes), preset=row.preset, made_by=row.store.name if row.store else "", state=row.state,
        certification=row.certification, verdict=row.verdict, stores=getattr(row, "living", 0),
        created_at=row.created_at,
    )  # fmt: skip


def _grant(row: Grant, rights: frozenset[str], seated: bool) -> GrantView:
    person: Account = row.account
    held = table.held(row.scopes, rights) if seated else []
    return GrantView(
        id=row.id, name=row.application.name, logo=row.application.logo, website=row.application.website,
        certified=row.application.certification == "certified", on=row.application.state == "active",
        by=person.full_name or person.email, scopes=tuple(table.known(row.scopes)),
        resting=tuple(each for each in table.known(row.scopes) if each not in held), since=row.created_at,
        until=row.expires_at, last_used_at=row.last_used_at,
    )  # fmt: skip
