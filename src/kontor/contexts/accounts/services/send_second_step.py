"""Send a code for the second step to the phone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.second_step import PhoneMissing
from kontor.contexts.accounts.models import Account, Factor, FactorKind, Purpose, Verification
from kontor.contexts.accounts.policy import CODES_SENT_A_DAY
from kontor.contexts.accounts.services.send_code import send_code
from kontor.platform import limits


def send_second_step(*, account_id: UUID) -> Verification:
    """Have six digits sent to the phone of the account's SMS factor, or of the one that is being set up.

    Raises:
        PhoneMissing: it has none.
        ResendTooSoon: with the seconds left.
        Refusal: of kind LIMIT, after too many in a day.
    """
    limits.hit(scope="accounts.codes_sent", key=str(account_id), limit=CODES_SENT_A_DAY.int(), window=timedelta(days=1))
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        ways = Factor.objects.filter(account_id=account_id, kind=FactorKind.SMS)
        phone = ways.order_by("-created_at", "-id").values_list("phone", flat=True).first()
        if not phone:
            raise PhoneMissing
        return send_code(account=account, purpose=Purpose.SECOND_STEP, address=phone)
