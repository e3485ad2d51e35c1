"""What happens when somebody signs in."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.privacy.services.cancel_deletion import cancel_deletion
from kontor.kernel.text import mark as _
from kontor.platform.arrivals import arrival


@arrival
def keep_the_account(account_id: UUID) -> str:
    """Signing in calls off the deletion (ACC-42)."""
    if cancel_deletion(account_id=account_id):
        return _("You have signed in, so the deletion of your account is called off.")
    return ""
