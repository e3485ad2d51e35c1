"""The owner adds a passkey."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.accounts import passkeys
from kontor.contexts.accounts.errors.second_step import PasskeyRefused, TooManyPasskeys
from kontor.contexts.accounts.models import Account, Factor, FactorKind
from kontor.contexts.accounts.policy import PASSKEYS_MOST
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.services.switch_on import switch_on
from kontor.kernel.clock import now

_LONGEST = 60


def add_passkey(*, account_id: UUID, answer: str, party: passkeys.Party, challenge: bytes, name: str) -> list[str]:
    """Keep the passkey that the browser has just made.

    Args:
        answer: the browser's, as JSON; `challenge` is what it was asked, for this once.
        name: what its owner will know it by.

    Returns:
        Recovery codes to show once, when it is the account's first factor; else [].

    Raises:
        PasskeyRefused: the answer does not hold, or the key is somebody's already.
        TooManyPasskeys: nothing has changed.
    """
    made = passkeys.made(answer, party, challenge)
    try:
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=account_id)
            mine = Factor.objects.filter(account_id=account_id, kind=FactorKind.PASSKEY)
            if mine.count() >= PASSKEYS_MOST.int():
                raise TooManyPasskeys(most=PASSKEYS_MOST.int())
            factor = Factor.objects.create(
                account_id=account_id,
                kind=FactorKind.PASSKEY,
                name=name.strip()[:_LONGEST],
                credential=made.credential,
                public_key=made.public_key,
                uses=made.uses,
                synced=made.synced,
                confirmed_at=now(),
            )
            return switch_on(factor=factor, word=Word.PASSKEY_ON)
    except IntegrityError:
        raise PasskeyRefused from None
