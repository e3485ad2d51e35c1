"""Why an account cannot be used: said only to somebody who has proven to be its owner."""

from __future__ import annotations

from kontor.contexts.accounts.errors import AccountClosed, AccountIsBanned, AccountWaits
from kontor.contexts.accounts.models import Account, AccountState


def closed(account: Account) -> AccountClosed:
    """The refusal for an account that is neither pending nor active."""
    if account.state == AccountState.HELD:
        return AccountWaits()
    if account.state == AccountState.SUSPENDED:
        refusal = AccountIsBanned()
        refusal.account_id = account.pk
        return refusal
    return AccountClosed()
