"""The second step of signing in: a code."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import codes, tries
from kontor.contexts.accounts.errors.second_step import SecondStepOver, SecondStepWrong
from kontor.contexts.accounts.models import Account, AccountState
from kontor.kernel.errors import Refusal


def pass_second_step(*, account_id: UUID, code: str, place: str = "", device: str = "") -> Account:
    """The account, if `code` is one of its app, of the SMS sent last, or for recovery, and was not used before.

    The caller has seen the right password a moment ago, or knows the person by the session.

    Args:
        place, device: who asks, for the limits.

    Raises:
        SecondStepWrong: at the field `code`, whatever was wrong with it (no oracle).
        SecondStepOver: the account cannot be signed in to any more.
        Refusal: of kind LIMIT, after too many wrong ones.
    """
    counted = tries.count_second_step(account_id, place=place, device=device)
    refusal: Refusal | None = None
    with transaction.atomic():
        account = Account.objects.filter(pk=account_id, state=AccountState.ACTIVE).first()
        if account is None:
            raise SecondStepOver
        if not codes.take(account_id, code):
            refusal = SecondStepWrong(field="code")
    if refusal is not None:
        raise refusal
    counted.forgive()
    return account
