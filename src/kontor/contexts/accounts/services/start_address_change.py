"""Somebody who is signed in wants another e-mail address or phone number."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors import AddressInvalid, MailNeeded
from kontor.contexts.accounts.models import Account, Purpose, Verification
from kontor.contexts.accounts.policy import CODES_SENT_A_DAY
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.services.send_code import send_code
from kontor.platform import limits


def start_address_change(*, account_id: UUID, kind: str, address: str, country: str = "") -> Verification:
    """Have a code sent to the new address. Where it is somebody else's already, the answer is the same and nothing is
    sent: nobody learns here who has an account.

    Args:
        kind: `email` or `phone`.
        country: by which a phone number without country code is read.

    Raises:
        AddressMissing, AddressInvalid, MailNeeded: at the field `address`.
        ResendTooSoon, Refusal of kind LIMIT: after too many.
    """
    parsed = addresses.parse(address, country)
    by_mail = isinstance(parsed, addresses.MailAddress)
    if by_mail != (kind == "email"):
        raise (MailNeeded if kind == "email" else AddressInvalid)(field="address")
    limits.hit(scope="accounts.codes_sent", key=str(account_id), limit=CODES_SENT_A_DAY.int(), window=timedelta(days=1))
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        others = Account.objects.filter(audience=account.audience).exclude(pk=account_id)
        taken = (others.filter(email_key=parsed.key) if by_mail else others.filter(phone=parsed.key)).exists()
        return send_code(
            account=account,
            purpose=Purpose.CHANGE,
            address=parsed.text,
            replaces=(account.email if by_mail else account.phone) or "",
            silent=taken,
        )
