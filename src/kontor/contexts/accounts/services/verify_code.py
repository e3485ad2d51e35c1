"""The six digits of a verification SMS were typed."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.errors import CodeWrong
from kontor.contexts.accounts.locks import locked
from kontor.contexts.accounts.models import AccountState, Audience, Verification, VerificationLock
from kontor.contexts.accounts.rules import addresses, secrets
from kontor.contexts.accounts.services.activate import activate
from kontor.contexts.accounts.services.count_failure import count_failure
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal


def verify_code(*, phone: str, code: str) -> Verification:
    """Prove the phone number by the code that was sent last (ACC-10).

    Args:
        phone: E.164, as the page keeps it from the form before.
        code: as typed; blanks and full-width digits are put right.

    Returns:
        The verification, with its account, now active, and its `next_page`.

    Raises:
        CodeWrong: wrong or too old, at the field `code`; the failure is counted. An unknown number looks the same.
        VerificationLocked: too many failures in a row (ACC-12).
    """
    typed = "".join(addresses.visible(code).split())
    refusal: Refusal | None
    with transaction.atomic():
        if refusal := locked(VerificationLock.objects.filter(address_key=phone).first()):
            raise refusal
        verification = (
            Verification.objects.select_related("account")
            .select_for_update(of=("self",))
            .filter(account__phone=phone, account__audience=Audience.BUYER, account__state=AccountState.PENDING)
            .order_by("-created_at")
            .first()
        )
        if verification is None or not _is_right(verification, typed):
            refusal = count_failure(address_key=phone, verification=verification) or CodeWrong(field="code")
        elif not activate(verification=verification, address_key=phone):
            raise CodeWrong(field="code")
    if refusal is not None or verification is None:  # raised after the commit, so that the count stays
        raise refusal or CodeWrong(field="code")
    return verification


def _is_right(verification: Verification, typed: str) -> bool:
    kept = secrets.stored(typed, verification.id, settings.SECRET_KEY)
    fresh = verification.used_at is None and verification.expires_at > now()
    return secrets.same(kept, verification.secret_hash) and fresh
