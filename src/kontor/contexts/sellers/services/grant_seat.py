"""Giving and taking rights in a store (SEL-03)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers import models
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.errors import LastKeeper
from kontor.contexts.sellers.events import SeatGranted
from kontor.contexts.sellers.granting import checked, may_change
from kontor.contexts.sellers.permissions import ROLES
from kontor.contexts.sellers.rules.forms import Deed
from kontor.kernel.viewer import Seat, System
from kontor.platform.events import record
from kontor.platform.http.sign_in import sign_out_everywhere


def grant_seat(
    *, by: Seat | System, store_id: UUID, account_id: UUID, role: str = "clerk", rights: Sequence[str] | None = None
) -> None:
    """Give an account `rights` (those of the template `role` when left out) and what these need; none end the seat.

    It counts at once: every page and every service asks for the seat anew. Where a seat ends, its person's sessions
    at the Seller Center end with it.

    Raises:
        RightMissing: when a seat without `settings.members` in this store tries.
        UnknownRight: for a right that does not exist.
        BeyondOwnRights, OwnersSeat: it gives or takes what the seat does not hold, or changes the owner's.
        LastKeeper: when nobody would be left who can give rights.
        TooManyMembers: the type of the business does not allow one more person (SEL-02).
    """
    held = checked(ROLES[role] if rights is None else rights)
    with transaction.atomic():
        models.Store.objects.select_for_update().get(id=store_id)
        before = models.Seat.objects.filter(store_id=store_id, account_id=account_id).first()
        if isinstance(by, Seat):
            may_change(by, store_id, set(held) ^ set(before.rights if before else ()), account_id)
        others = models.Seat.objects.filter(store_id=store_id).exclude(account_id=account_id)
        if "settings.members" not in held and not others.filter(rights__contains=["settings.members"]).exists():
            raise LastKeeper
        if held:
            if before is None:
                require_form(deed=Deed.MEMBER, store_id=store_id, have=others.count())
            models.Seat.objects.update_or_create(
                store_id=store_id, account_id=account_id, defaults={"role": role, "rights": held}
            )
        elif before is not None:
            before.delete()
            sign_out_everywhere(account_id)
        record(
            SeatGranted(
                key=store_id, store_id=store_id, account_id=account_id, rights=",".join(held),
                by_account_id=by.account_id if isinstance(by, Seat) else None,
            )
        )  # fmt: skip
