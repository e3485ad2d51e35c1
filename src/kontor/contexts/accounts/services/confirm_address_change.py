"""The code that was sent to the new address was typed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from kontor.contexts.accounts import codes, tries
from kontor.contexts.accounts.errors import CodeWrong
from kontor.contexts.accounts.events import AddressChanged
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, Channel, Factor, FactorKind, Purpose, Verification
from kontor.contexts.accounts.rules import addresses, secrets
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.clock import now
from kontor.platform.events import record


def confirm_address_change(*, account_id: UUID, code: str, place: str = "", device: str = "") -> Account:
    """Put the new address in place of the old one, which is told (ACC-20). Codes by SMS go to the new number.

    Raises:
        CodeWrong: at the field `code`: wrong, too old, or somebody else has the address by now.
        Refusal: of kind LIMIT, after too many wrong codes.
    """
    counted = tries.count_second_step(account_id, place=place, device=device)
    try:
        with transaction.atomic():
            account = Account.objects.select_for_update().get(pk=account_id)
            change = (
                Verification.objects.filter(account=account, purpose=Purpose.CHANGE, used_at__isnull=True)
                .order_by("-created_at", "-id")
                .first()
            )
            if change is None or change.expires_at <= now():
                raise CodeWrong(field="code")
            typed = secrets.stored(codes.plain(code), change.id, settings.SECRET_KEY)
            if not secrets.same(typed, change.secret_hash):
                raise CodeWrong(field="code")
            Verification.objects.filter(pk=change.pk).update(used_at=now())
            _replace(account, change)
    except IntegrityError:
        raise CodeWrong(field="code") from None
    counted.forgive()
    return account


def _replace(account: Account, change: Verification) -> None:
    if change.channel == Channel.EMAIL:
        account.email, account.email_key = change.address, addresses.mail(change.address).key
        account.save(update_fields=["email", "email_key"])
        note(account.id, Word.EMAIL)
    else:
        account.phone = change.address
        account.save(update_fields=["phone"])
        Factor.objects.filter(account=account, kind=FactorKind.SMS).update(phone=change.address)
        note(account.id, Word.PHONE)
    record(AddressChanged(key=account.id, account_id=account.id, verification_id=change.id))
