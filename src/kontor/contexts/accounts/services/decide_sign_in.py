"""A person of the operator lets a sign-in in, or refuses it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.device_list import SignInUndecidable
from kontor.contexts.accounts.events import SignInDecided
from kontor.contexts.accounts.models import WaitingSignIn
from kontor.contexts.accounts.policy import SIGN_IN_ANSWER_HOLDS
from kontor.contexts.accounts.rules.device_list import State
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.events import record


def decide_sign_in(*, by: Operator, waiting_id: UUID, let_in: bool, reason: str) -> WaitingSignIn:
    """The owner reads `reason`. Let in, this browser comes in by its next sign-in and is a trusted device (SEL-05).

    Raises:
        SignInUndecidable: it does not wait for a person; nothing has changed.
    """
    moment = now()
    with transaction.atomic():
        waiting = WaitingSignIn.objects.select_for_update().filter(pk=waiting_id, state=State.REVIEW).first()
        if waiting is None:
            raise SignInUndecidable
        waiting.state = State.LET_IN if let_in else State.REFUSED
        waiting.decided_at, waiting.decided_by, waiting.reason = moment, by.account_id, reason
        waiting.holds_until = moment + timedelta(hours=SIGN_IN_ANSWER_HOLDS.int())
        waiting.save(update_fields=["state", "decided_at", "decided_by", "reason", "holds_until"])
        record(SignInDecided(key=waiting.account_id, account_id=waiting.account_id, waiting_id=waiting.pk))
    return waiting
