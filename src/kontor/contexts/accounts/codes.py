"""Taking a typed code: of the app, of an SMS, or for recovery. Each is taken once (ACC-21)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Factor, FactorKind, Purpose, RecoveryCode, Verification
from kontor.contexts.accounts.rules import addresses, secrets
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.rules.second_step import is_code, kept_of, step_of
from kontor.kernel.clock import now
from kontor.platform.vault import open_sealed


def plain(typed: str) -> str:
    """As typed, without blanks; full-width digits are put right."""
    return "".join(addresses.visible(typed).split())


def bound(factor_id: UUID) -> str:
    """What an app's sealed secret is bound to."""
    return f"accounts.factor:{factor_id}"


def take(account_id: UUID, typed: str) -> bool:
    """Whether `typed` passes the second step of the account now; it does not pass a second time.

    In the caller's transaction.
    """
    code = plain(typed)
    if not is_code(code):
        return _take_recovery(account_id, code)
    factors = {
        factor.kind: factor
        for factor in Factor.objects.filter(account_id=account_id, confirmed_at__isnull=False).exclude(
            kind=FactorKind.PASSKEY
        )
    }
    app, sms = factors.get(FactorKind.APP), factors.get(FactorKind.SMS)
    return (app is not None and take_of_app(app, code)) or (sms is not None and take_of_sms(sms, code))


def take_of_app(factor: Factor, code: str) -> bool:
    """Whether `code` is the app's of this half minute, one earlier or one later, and later than the last one taken."""
    secret = open_sealed(bytes(factor.sealed or b""), bound_to=bound(factor.id)).decode()
    step = step_of(secret, code, now())
    if step is None:
        return False
    mine = Factor.objects.filter(pk=factor.pk)
    fresh = mine.filter(last_step__isnull=True) | mine.filter(last_step__lt=step)
    return fresh.update(last_step=step, used_at=now()) == 1


def take_of_sms(factor: Factor, code: str) -> bool:
    """Whether `code` is the one that was sent last to the factor's phone, within its time."""
    sent = (
        Verification.objects.filter(
            account_id=factor.account_id, purpose=Purpose.SECOND_STEP, address=factor.phone, used_at__isnull=True
        )
        .order_by("-created_at", "-id")
        .first()
    )
    if sent is None or sent.expires_at <= now():
        return False
    if not secrets.same(secrets.stored(code, sent.id, settings.SECRET_KEY), sent.secret_hash):
        return False
    if not Verification.objects.filter(pk=sent.pk, used_at__isnull=True).update(used_at=now()):
        return False
    Factor.objects.filter(pk=factor.pk).update(used_at=now())
    return True


def _take_recovery(account_id: UUID, code: str) -> bool:
    kept = kept_of(code, account_id, settings.SECRET_KEY)
    unused = RecoveryCode.objects.filter(account_id=account_id, code_hash=kept, used_at__isnull=True)
    if not unused.update(used_at=now()):
        return False
    note(account_id, Word.CODE_USED)
    return True
