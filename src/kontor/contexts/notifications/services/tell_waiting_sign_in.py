"""Tell the owner about a sign-in that has to wait, and about what was decided."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import device_list, safety
from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications import place_names
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.notify import notify
from kontor.ui.formats import moment


def tell_waiting_sign_in(*, account_id: UUID, waiting_id: UUID, decided: bool) -> Notice | None:
    """One notice when it begins to wait in each state, one when it is decided (SEL-05)."""
    waits = device_list.waits(account_id, waiting_id)
    owner = accounts.recipients([account_id]).get(account_id)
    if waits is None or owner is None:
        return None
    if decided:
        kind = "sign_in_let_in" if waits.kind == "let_in" else "sign_in_refused"
        values: dict[str, object] = {"reason": waits.reason}
    else:
        kind = "sign_in_waits"
        values = {
            "state": waits.kind,
            "browser": waits.browser,
            "system": waits.system,
            "place": place_names.country(waits.country, owner.language) or waits.network,
            "at": moment(waits.at, owner.language),
            "page": safety.trusted_page(owner.audience),
        }
    return notify(account_id=account_id, kind=kind, values=values, cause=f"accounts.{kind}:{waiting_id}:{waits.kind}")
