"""Send the link or the code again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.accounts.errors import ResendTooSoon
from kontor.contexts.accounts.locks import locked
from kontor.contexts.accounts.models import Account, AccountState, Audience, Verification, VerificationLock
from kontor.contexts.accounts.policy import RESEND_AFTER
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.services.request_verification import request_verification
from kontor.kernel.clock import now


def resend_verification(*, address: str, country: str = "", audience: str = Audience.BUYER) -> Verification | None:
    """Send a new message to an account that still waits for its first verification (ACC-11, ACC-13).

    Args:
        address: as registered; a phone number without country code is read by `country`.
        audience: whose account waits: a buyer's or a seller's.

    Returns:
        The new verification; None where no account waits at this address, which the page does not tell apart.

    Raises:
        AddressMissing, AddressInvalid: at the field `address`.
        ResendTooSoon: with the seconds left (ACC-11).
        VerificationLocked: too many failures in a row (ACC-12).
    """
    parsed = addresses.parse(address, country)
    by_mail = isinstance(parsed, addresses.MailAddress)
    with transaction.atomic():
        if refusal := locked(VerificationLock.objects.filter(address_key=parsed.key).first()):
            raise refusal
        waiting = Account.objects.select_for_update().filter(audience=audience, state=AccountState.PENDING)
        account = (waiting.filter(email_key=parsed.key) if by_mail else waiting.filter(phone=parsed.key)).first()
        if account is None:
            return None
        last = Verification.objects.filter(account=account).order_by("-created_at").first()
        if last is not None:
            wait = last.created_at + timedelta(seconds=RESEND_AFTER.int()) - now()
            if wait > timedelta(0):
                seconds = int(wait.total_seconds()) + 1
                raise ResendTooSoon(seconds=seconds, retry_after=seconds)
        return request_verification(account=account, next_page=last.next_page if last else "")
