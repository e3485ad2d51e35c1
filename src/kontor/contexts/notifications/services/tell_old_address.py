"""Tell an old address that another one has taken its place."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import safety
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notices import queue_notices


def tell_old_address(*, account_id: UUID, verification_id: UUID) -> list[Notice]:
    """Write to the replaced mailbox or phone; the new address is not named there."""
    moved = safety.replaced_address(verification_id)
    if moved is None:
        return []
    return queue_notices(
        notices=[
            Notice(
                account_id=account_id,
                kind="address_replaced",
                channel=moved.channel,
                address=moved.old,
                language=moved.language,
                values={"channel": moved.channel},
                cause=f"accounts.address:{verification_id}",
            )
        ]
    )
