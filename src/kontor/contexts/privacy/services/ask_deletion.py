"""A person asks to be deleted."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.hashing import matches
from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.privacy import queries
from kontor.contexts.privacy.asking import answer_days, request_of
from kontor.contexts.privacy.errors import DeletionAskedAlready, PasswordWrong, SignInAgain, StillOpen
from kontor.contexts.privacy.models import PrivacyRequest, RequestKind
from kontor.contexts.privacy.policy import COOLING_OFF, PASSWORD_TRIES
from kontor.contexts.privacy.rules import acts
from kontor.kernel.clock import now
from kontor.platform import limits
from kontor.platform.http.sign_in import sign_out_everywhere


def ask_deletion(
    *, account_id: UUID, password: str, proved: bool = False, when_finished: bool = False
) -> PrivacyRequest:
    """Log the request; the account goes after the time to think it over, unless somebody signs in before (ACC-42).

    All sessions of the account end.

    Args:
        proved: the person has just signed in; enough where the account has no password.
        when_finished: where something is open, wait until it has ended instead of refusing.

    Raises:
        PasswordWrong, SignInAgain, TooMany: it is not sure that the person asks.
        StillOpen: orders, money or disputes are under way; nothing has changed.
        DeletionAskedAlready: it waits already.
    """
    account = Account.objects.get(pk=account_id)
    _prove(account, password, proved=proved)
    left = queries.still_open(account_id)
    if left and not when_finished:
        raise StillOpen
    moment = now()
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if queries.deletion(account_id) is not None:
            raise DeletionAskedAlready
        request = request_of(account, RequestKind.ERASURE, moment)
        request.acts_at = acts(moment, COOLING_OFF.int(), answer_days(request.law))
        request.open = [obstacle.code for obstacle in left]
        request.save(force_insert=True)
        notify(
            account_id=account_id,
            kind="deletion_asked",
            values={"day": request.acts_at.date().isoformat()},
            cause=f"privacy.deletion:{request.id}",
        )
        sign_out_everywhere(account_id)
    return request


def _prove(account: Account, password: str, *, proved: bool) -> None:
    if not account.has_usable_password():
        if not proved:
            raise SignInAgain
        return
    limits.hit(scope="privacy.password", key=str(account.pk), limit=PASSWORD_TRIES.int(), window=timedelta(hours=1))
    if not matches(password, account.password):
        raise PasswordWrong(field="password")
