"""The coin account of a seat's store, held. Within the services."""

from __future__ import annotations

from kontor.contexts.coins.errors import AccountMissing
from kontor.contexts.coins.models import CoinAccount
from kontor.kernel.viewer import Seat


def own_account(seat: Seat) -> CoinAccount:
    """The store's account, held until the transaction ends.

    Raises:
        AccountMissing: when it has none.
    """
    account = CoinAccount.objects.select_for_update(of=("self",)).filter(store_id=seat.store_id).first()
    if account is None:
        raise AccountMissing
    return account
