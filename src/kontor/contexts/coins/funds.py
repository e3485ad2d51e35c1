"""What the funds of stores hold, kept beside the ledger. Within the services."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection

from kontor.contexts.coins import policy
from kontor.contexts.coins.events import FundMoved
from kontor.contexts.coins.models import CoinAccount
from kontor.kernel.events import Event
from kontor.platform import events
from kontor.platform.database.rows import Rows

_HOLD = Rows(CoinAccount, "WHERE t.store_id = ANY(%s::uuid[]) ORDER BY t.store_id FOR UPDATE")
_CHANGE = "UPDATE coins_coinaccount SET fund_minor = %s WHERE store_id = %s"


def mark_passed(before: int, after: int, *, low: int, least: int) -> str:
    """Which mark a fund passed: `off` below the least, `low` below the warning, `on` at the least again, or ""."""
    if before >= least > after:
        return "off"
    if after >= least > before:
        return "on"
    return "low" if before >= low > after else ""


def change_funds(changes: Mapping[UUID | None, int]) -> None:
    """Add fen to funds, in the transaction that posts them, and record which marks they passed (COI-05)."""
    wanted = {store: minor for store, minor in changes.items() if store is not None and minor}
    if not wanted:
        return
    low, least = policy.FUND_WARNED_AT.int(), policy.FUND_AT_LEAST.int()
    facts: list[Event] = []
    for account in _HOLD(sorted(wanted)):
        after = account.fund_minor + wanted[account.store_id]
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [after, account.store_id])
        if mark := mark_passed(account.fund_minor, after, low=low, least=least):
            facts.append(FundMoved(key=account.store_id, store_id=account.store_id, mark=mark, fund_minor=after))
    if facts:
        events.record(*facts)
