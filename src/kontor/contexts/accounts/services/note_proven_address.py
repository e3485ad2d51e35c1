"""An address that somebody trustworthy has proven already: no message, the account is active at once (ACC-08)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kontor.contexts.accounts.events import AddressVerified
from kontor.contexts.accounts.models import Account, AccountState, Channel, Verification
from kontor.contexts.accounts.rules import visits
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform.events import record


def note_proven_address(*, account: Account, next_page: str = "", after: Sequence[Event] = ()) -> Verification:
    """Make the new account active, with a verification that is used already.

    Args:
        after: facts that came before it, to be recorded with it.
    """
    moment, identity = now(), new_id()
    with transaction.atomic(savepoint=False):
        account.state, account.verified_at = AccountState.ACTIVE, moment
        account.save(update_fields=["state", "verified_at"])
        verification = Verification(
            id=identity,
            account=account,
            channel=Channel.EMAIL,
            address=account.email,
            secret_hash=visits.digest(visits.fresh()),  # no link has it
            created_at=moment,
            expires_at=moment,
            used_at=moment,
            next_page=next_page,
        )
        verification.save(force_insert=True)
        record(*after, AddressVerified(key=account.id, account_id=account.id, verification_id=identity))
    return verification
