"""A new password is set by the link that was sent."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts import new_passwords
from kontor.contexts.accounts.errors import LinkExpired, LinkUnknown, LinkUsed
from kontor.contexts.accounts.hashing import hashed
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, AccountDevice, AccountState, Purpose, Verification
from kontor.contexts.accounts.rules import secrets
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusals


def reset_password(*, token: str, password: str, password_again: str) -> Account:
    """Set the password of the account to which the link was sent: once, within its time.

    All other links for a new password of this account end with it, and browsers are trusted no more.
    The caller ends the account's sessions.

    Raises:
        Refusals: the password does not hold (ACC-03); the link can still be used.
        LinkUnknown, LinkUsed, LinkExpired: nothing has changed.
    """
    if problems := new_passwords.problems(password, password_again):
        raise Refusals(problems)
    kept = secrets.stored(token, None, settings.SECRET_KEY)
    links = Verification.objects.filter(purpose=Purpose.RESET)
    if not links.filter(secret_hash=kept).exists():
        raise LinkUnknown
    secret = hashed(password)  # before the transaction: it takes its time
    with transaction.atomic():
        link = links.select_related("account").select_for_update(of=("self",)).filter(secret_hash=kept).first()
        if link is None:
            raise LinkUnknown
        if link.used_at is not None:
            raise LinkUsed
        moment = now()
        if link.expires_at <= moment:
            raise LinkExpired
        active = Account.objects.filter(pk=link.account_id, state=AccountState.ACTIVE)
        if not active.update(password=secret.encoded):
            raise LinkUnknown
        links.filter(account_id=link.account_id, used_at__isnull=True).update(used_at=moment)
        AccountDevice.objects.filter(account_id=link.account_id).update(trusted_until=None)
        note(link.account_id, Word.PASSWORD)
    link.account.password = secret.encoded
    return link.account
