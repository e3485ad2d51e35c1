"""Tell the owner about a sign-in with a browser that was not known."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts import safety
from kontor.contexts.notifications import place_names
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.notify import notify
from kontor.ui.formats import moment


def tell_new_device(*, account_id: UUID, device_id: UUID) -> Notice | None:
    """Name the browser, the system, the coarse place and the moment; the page of devices is one click away (ACC-20)."""
    seen = safety.new_device(account_id, device_id)
    owner = accounts.recipients([account_id]).get(account_id)
    if seen is None or owner is None:
        return None
    return notify(
        account_id=account_id,
        kind="new_device",
        values={
            "browser": seen.browser,
            "system": seen.system,
            "place": place_names.country(seen.country, owner.language) or seen.network,
            "at": moment(seen.at, owner.language),
            "page": safety.devices_page(owner.audience),
        },
        cause=f"accounts.new_device:{device_id}",
    )
