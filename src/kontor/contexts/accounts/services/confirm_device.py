"""The code that was sent to the owner of a new device was typed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts import codes, tries
from kontor.contexts.accounts.errors.device_list import DeviceCodeWrong, SignInOver
from kontor.contexts.accounts.models import Account, AccountState, Purpose, Verification, WaitingSignIn
from kontor.contexts.accounts.policy import SIGN_IN_ANSWER_HOLDS
from kontor.contexts.accounts.rules import secrets
from kontor.contexts.accounts.rules.device_list import State
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.device import digest


def confirm_device(*, account_id: UUID, device: str, code: str, place: str = "") -> Account:
    """The sign-in of this browser may go on: its owner reads the account's mailbox (SEL-05).

    Raises:
        DeviceCodeWrong: at the field `code`.
        SignInOver: none waits for a code in this browser.
        Refusal: of kind LIMIT, after too many wrong codes.
    """
    counted = tries.count_second_step(account_id, place=place, device=device)
    moment = now()
    refusal: Refusal | None = None
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id, state=AccountState.ACTIVE).first()
        waiting = WaitingSignIn.objects.filter(
            account_id=account_id, device_hash=digest(device), state=State.CONFIRM
        ).first()
        if account is None or waiting is None:
            raise SignInOver
        sent = Verification.objects.filter(account=account, purpose=Purpose.DEVICE, used_at__isnull=True)
        last = sent.order_by("-created_at", "-id").first()
        if last is None or last.expires_at <= moment or not _same(code, last):
            refusal = DeviceCodeWrong(field="code")
        else:
            sent.update(used_at=moment)
            waiting.state, waiting.decided_at = State.LET_IN, moment
            waiting.holds_until = moment + timedelta(hours=SIGN_IN_ANSWER_HOLDS.int())
            waiting.save(update_fields=["state", "decided_at", "holds_until"])
    if refusal is not None:
        raise refusal
    counted.forgive()
    return account


def _same(code: str, sent: Verification) -> bool:
    return secrets.same(secrets.stored(codes.plain(code), sent.id, settings.SECRET_KEY), sent.secret_hash)
