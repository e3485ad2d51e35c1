"""Somebody shows a passkey: in place of the password, or as the second step."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import passkeys, tries
from kontor.contexts.accounts.errors.second_step import PasskeyRefused
from kontor.contexts.accounts.models import Account, AccountState, Factor, FactorKind
from kontor.kernel.clock import now


def use_passkey(
    *,
    audience: str,
    answer: str,
    party: passkeys.Party,
    challenge: bytes,
    account_id: UUID | None = None,
    place: str = "",
    device: str = "",
) -> Account:
    """The account that the passkey belongs to.

    Args:
        answer: the browser's, as JSON; `challenge` is what it was asked, for this once.
        account_id: whose passkey it must be at the second step; None when nobody is known yet. Then the key itself
            must say whose it is.
        place, device: who asks, for the limits.

    Raises:
        PasskeyRefused: whatever is wrong with it, also for an account that cannot be signed in to.
        Refusal: of kind LIMIT, after too many tries from one place or browser.
    """
    tries.count_visitor(place=place, device=device)
    credential, owner = passkeys.named(answer)
    whose = account_id or owner
    if whose is None:
        raise PasskeyRefused
    with transaction.atomic():
        factor = (
            Factor.objects.select_for_update(of=("self",))
            .select_related("account")
            .filter(
                kind=FactorKind.PASSKEY,
                credential=credential,
                confirmed_at__isnull=False,
                account__audience=audience,
                account__state=AccountState.ACTIVE,
                account_id=whose,
            )
            .first()
        )
        if factor is None or (owner is not None and owner != factor.account_id):
            raise PasskeyRefused
        uses = passkeys.used(answer, party, challenge, public_key=bytes(factor.public_key or b""), uses=factor.uses)
        Factor.objects.filter(pk=factor.pk).update(uses=uses, used_at=now())
    return factor.account
