"""A store opens its coin account: checked by the system, at once (COI-02)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.coins.errors import AccountNotPossible
from kontor.contexts.coins.events import AccountOpened
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.coins.reading import opening_conditions
from kontor.contexts.sellers.queries import require
from kontor.kernel.ids import public_number
from kontor.kernel.viewer import Seat
from kontor.platform import events


def open_account(*, seat: Seat) -> str:
    """Open it, or find it opened before.

    Returns:
        The coin ID.

    Raises:
        AccountNotPossible: when a condition is not met; `queries.store.conditions` lists them with the values found.
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    with transaction.atomic():
        known = CoinAccount.objects.filter(store_id=seat.store_id).first()
        if known is not None:
            return known.number
        if not all(condition.met for condition in opening_conditions(seat.store_id)):
            raise AccountNotPossible
        account, made = CoinAccount.objects.get_or_create(
            store_id=seat.store_id, defaults={"number": f"C{public_number()}", "opened_by": seat.account_id}
        )
        if made:
            events.record(AccountOpened(key=seat.store_id, store_id=seat.store_id))
        return account.number
