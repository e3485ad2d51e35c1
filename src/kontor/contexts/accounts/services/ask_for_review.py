"""The owner cannot confirm a new device, or the list is off: a person of the operator is asked."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.device_list import SignInOver
from kontor.contexts.accounts.events import SignInWaits
from kontor.contexts.accounts.models import WaitingSignIn
from kontor.contexts.accounts.rules.device_list import UNDER_WAY, State
from kontor.contexts.accounts.services.open_sign_in_review import open_sign_in_review
from kontor.platform.events import record
from kontor.platform.http.device import digest


def ask_for_review(*, account_id: UUID, device: str) -> WaitingSignIn:
    """Have a person look at the sign-in of this browser that waits; once more changes nothing (SEL-05).

    Raises:
        SignInOver: none waits in this browser.
    """
    with transaction.atomic():
        mine = WaitingSignIn.objects.select_for_update().filter(
            account_id=account_id, device_hash=digest(device),
            state__in=UNDER_WAY,
        )  # fmt: skip
        waiting = mine.first()
        if waiting is None:
            raise SignInOver
        if waiting.state != State.REVIEW:
            waiting.state = State.REVIEW
            waiting.save(update_fields=["state"])
            open_sign_in_review(waiting=waiting)
            record(SignInWaits(key=account_id, account_id=account_id, waiting_id=waiting.pk))
    return waiting
