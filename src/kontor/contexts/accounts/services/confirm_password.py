"""Somebody who is signed in proves it once more, by the password."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import tries
from kontor.contexts.accounts.errors.second_step import PasswordWrong
from kontor.contexts.accounts.hashing import matches
from kontor.contexts.accounts.models import Account


def confirm_password(*, account_id: UUID, password: str, place: str = "", device: str = "") -> None:
    """Return when the password is right; for accounts without a second step.

    Raises:
        PasswordWrong: at the field `password`.
        Refusal: of kind LIMIT, after too many wrong ones.
    """
    counted = tries.count_second_step(account_id, place=place, device=device)
    if not matches(password, Account.objects.values_list("password", flat=True).get(pk=account_id)):
        raise PasswordWrong(field="password")
    counted.forgive()
