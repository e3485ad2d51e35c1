"""Asking a colleague to work for the store (SEL-03)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.addresses import MailAddress, parse
from kontor.contexts.sellers import models
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.errors import AddressUnusable, AlreadyMember, NoRights
from kontor.contexts.sellers.granting import checked, may_change
from kontor.contexts.sellers.policy import INVITATION_LASTS, INVITATIONS_A_DAY
from kontor.contexts.sellers.rules.forms import Deed
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.viewer import Seat
from kontor.platform import limits
from kontor.platform.audit.noting import note
from kontor.platform.jobs import enqueue


def invite_member(*, seat: Seat, email: str, role: str, rights: Collection[str], language: str) -> UUID:
    """Send a mail with a link that gives these rights once; an earlier invitation to the same address ends.

    Raises:
        RightMissing, BeyondOwnRights, UnknownRight, NoRights, AddressUnusable, AlreadyMember, TooManyMembers, TooMany:
            nothing is sent.
    """
    held = checked(rights)
    may_change(seat, seat.store_id, held)
    address = _address(email)
    wrong = [*([] if address else [AddressUnusable(field="email")]), *([] if held else [NoRights(field="rights")])]
    if address is None or wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    limits.hit(
        scope="sellers.invitations", key=str(seat.store_id), limit=INVITATIONS_A_DAY.int(), window=timedelta(days=1)
    )
    with transaction.atomic():
        store = models.Store.objects.select_for_update().get(id=seat.store_id)
        known = Account.objects.filter(audience="seller", email_key=address.key)
        if models.Seat.objects.filter(store=store, account__in=known).exists():
            raise AlreadyMember(field="email")
        open_ones = models.Invitation.objects.filter(store=store, ended_at__isnull=True)
        open_ones.filter(email_key=address.key).update(ended_at=now())
        waiting = open_ones.filter(expires_at__gt=now()).count()
        require_form(
            deed=Deed.MEMBER, store_id=store.id, have=models.Seat.objects.filter(store=store).count() + waiting
        )
        made = models.Invitation.objects.create(
            store=store, email=address.text, email_key=address.key, role=role, rights=held, by_id=seat.account_id,
            expires_at=now() + timedelta(days=INVITATION_LASTS.int()),
        )  # fmt: skip
        note(kind="sellers.invitation", store_id=store.id, row_id=str(made.id), after={"rights": held, "role": role})
        enqueue("sellers.send_invitation", invitation_id=made.id, language=language)
    return made.id


def _address(typed: str) -> MailAddress | None:
    try:
        found = parse(typed, "")
    except Refusal:
        return None
    return found if isinstance(found, MailAddress) else None
