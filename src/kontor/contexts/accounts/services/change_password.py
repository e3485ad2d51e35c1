"""Somebody who is signed in chooses a new password."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import new_passwords, tries
from kontor.contexts.accounts.errors.second_step import PasswordWrong
from kontor.contexts.accounts.hashing import hashed, matches
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, AccountDevice
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.errors import Refusals


def change_password(
    *, account_id: UUID, old: str, password: str, password_again: str, place: str = "", device: str = ""
) -> Account:
    """Set a new password; browsers are trusted no more. The caller ends the other sessions.

    Raises:
        Refusals: the new one does not hold (ACC-03).
        PasswordWrong: at the field `old`; nothing has changed.
        Refusal: of kind LIMIT, after too many wrong ones.
    """
    if problems := new_passwords.problems(password, password_again):
        raise Refusals(problems)
    counted = tries.count_second_step(account_id, place=place, device=device)
    if not matches(old, Account.objects.values_list("password", flat=True).get(pk=account_id)):
        raise PasswordWrong(field="old")
    secret = hashed(password)  # before the transaction: it takes its time
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        account.password = secret.encoded
        account.save(update_fields=["password"])
        AccountDevice.objects.filter(account_id=account_id).update(trusted_until=None)
        note(account_id, Word.PASSWORD)
    counted.forgive()
    return account
