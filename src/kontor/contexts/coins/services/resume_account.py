"""A store gives and takes coins again (COI-03)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.events import AccountResumed
from kontor.contexts.coins.lifecycle import ACCOUNT, AccountState
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform import events


def resume_account(*, seat: Seat) -> None:
    """End the pause.

    Raises:
        AccountMissing: when the store has none.
        MoveRefused: when it is not paused.
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    with transaction.atomic():
        account = own_account(seat)
        ACCOUNT.check("resume", account.state, Actor.SELLER)
        CoinAccount.objects.filter(store_id=seat.store_id).update(state=AccountState.ACTIVE, paused_at=None)
        events.record(AccountResumed(key=seat.store_id, store_id=seat.store_id))
