"""Tell a person something."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications import kinds
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notice import queue_notice
from kontor.kernel.money import Money


def notify(
    *, account_id: UUID, kind: str, values: Mapping[str, object], cause: str, channel: str | None = None
) -> Notice | None:
    """Write a notice and queue its sending, in the caller's transaction.

    Args:
        kind: a folder under `texts/`.
        values: what the texts fill in: numbers, words, `Money`; no secrets.
        cause: names the fact (`orders.paid:<order id>`); the same cause is told once per channel.
        channel: `email` or `sms`; left out, the one by which the account was registered.

    Returns:
        The notice; None when it was told before, or the account cannot be written to.
    """
    plain = {name: _plain(value) for name, value in values.items()}
    kinds.check(kind, plain)
    person = accounts.recipient(account_id)
    if person is None:
        return None
    chosen = channel or ("email" if person.email else "sms")
    address = person.email if chosen == "email" else person.phone
    if not address:
        return None
    with transaction.atomic(savepoint=False):
        return queue_notice(
            notice=Notice(
                account_id=account_id,
                kind=kind,
                channel=chosen,
                address=address,
                language=person.language,
                values=plain,
                cause=cause,
            )
        )


def _plain(value: object) -> object:
    """JSON's form of a value; money keeps its currency."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return value if isinstance(value, (int, str, bool)) or value is None else str(value)
