"""The owner says of a sign-in that waits: this was not me."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import device_list
from kontor.contexts.accounts.errors.device_list import DeviceUnknown
from kontor.contexts.accounts.models import WaitingSignIn
from kontor.contexts.accounts.policy import SIGN_IN_ANSWER_HOLDS
from kontor.contexts.accounts.rules.device_list import UNDER_WAY, State
from kontor.kernel.clock import now
from kontor.kernel.text import mark as _
from kontor.platform import reviews

NOT_ME = _("The owner of the account says: this was not me.")


def disown_sign_in(*, account_id: UUID, waiting_id: UUID) -> None:
    """Refuse it; no reviewer looks at it any more. The caller advises a new password (SEL-05).

    Raises:
        DeviceUnknown: it does not wait, or it is another account's.
    """
    moment = now()
    with transaction.atomic():
        waiting = (
            WaitingSignIn.objects.select_for_update()
            .filter(pk=waiting_id, account_id=account_id, state__in=UNDER_WAY)
            .first()
        )
        if waiting is None:
            raise DeviceUnknown
        waiting.state, waiting.decided_at, waiting.reason = State.REFUSED, moment, NOT_ME
        waiting.holds_until = moment + timedelta(hours=SIGN_IN_ANSWER_HOLDS.int())
        waiting.save(update_fields=["state", "decided_at", "reason", "holds_until"])
        reviews.withdraw(kind=device_list.QUEUE, subject_id=waiting.pk)
