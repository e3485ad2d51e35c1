"""A store stops giving and taking coins for a while; it cannot close the account (COI-03)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.events import AccountPaused
from kontor.contexts.coins.lifecycle import ACCOUNT, AccountState
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform import events


def pause_account(*, seat: Seat) -> None:
    """From now on no new coins and no deductions on the store's goods; what buyers hold can be used elsewhere.

    Raises:
        AccountMissing: when the store has none.
        MoveRefused: when it is paused.
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    with transaction.atomic():
        account = own_account(seat)
        ACCOUNT.check("pause", account.state, Actor.SELLER)
        CoinAccount.objects.filter(store_id=seat.store_id).update(state=AccountState.PAUSED, paused_at=now())
        events.record(AccountPaused(key=seat.store_id, store_id=seat.store_id))
