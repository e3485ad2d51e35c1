"""Send the code that confirms a new device."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.device_list import SignInOver
from kontor.contexts.accounts.models import Account, Purpose, Verification, WaitingSignIn
from kontor.contexts.accounts.policy import CODES_SENT_A_DAY
from kontor.contexts.accounts.rules.device_list import State
from kontor.contexts.accounts.services.send_code import send_code
from kontor.platform import limits
from kontor.platform.http.device import digest


def send_device_code(*, account_id: UUID, device: str) -> Verification:
    """Have six digits sent to the account's own address, by mail where it has one (SEL-05).

    Raises:
        SignInOver: no sign-in of this browser waits for a code.
        ResendTooSoon: with the seconds left.
        Refusal: of kind LIMIT, after too many in a day.
    """
    limits.hit(scope="accounts.codes_sent", key=str(account_id), limit=CODES_SENT_A_DAY.int(), window=timedelta(days=1))
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        waits = WaitingSignIn.objects.filter(account=account, device_hash=digest(device), state=State.CONFIRM)
        if not waits.exists():
            raise SignInOver
        return send_code(account=account, purpose=Purpose.DEVICE, address=account.email or str(account.phone))
