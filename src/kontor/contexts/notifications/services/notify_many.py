"""Tell several people something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications import kinds
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notices import queue_notices
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class News:
    """What one person is to be told.

    Attributes:
        kind: a folder under `texts/`.
        values: what the texts fill in: numbers, words, `Money`; no secrets.
        cause: names the fact (`orders.paid:<order id>`); the same cause is told once per channel.
        channel: `email` or `sms`; left out, the one by which the account was registered.
    """

    account_id: UUID
    kind: str
    values: Mapping[str, object]
    cause: str
    channel: str | None = None


def notify_many(*, news: Sequence[News]) -> list[Notice]:
    """Write a notice for each and queue their sending, in the caller's transaction.

    Returns:
        The notices; without what was told before, and without accounts that cannot be written to.
    """
    if not news:
        return []
    people = accounts.recipients(told.account_id for told in news)
    drafts = [_draft(told, people.get(told.account_id)) for told in news]
    with transaction.atomic(savepoint=False):
        return queue_notices(notices=[notice for notice in drafts if notice is not None])


def _draft(told: News, person: accounts.Recipient | None) -> Notice | None:
    plain = {name: _plain(value) for name, value in told.values.items()}
    kinds.check(told.kind, plain)
    if person is None:
        return None
    chosen = told.channel or ("email" if person.email else "sms")
    address = person.email if chosen == "email" else person.phone
    if not address:
        return None
    return Notice(
        account_id=told.account_id,
        kind=told.kind,
        channel=chosen,
        address=address,
        language=person.language,
        values=plain,
        cause=told.cause,
    )


def _plain(value: object) -> object:
    """JSON's form of a value; money keeps its currency."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return value if isinstance(value, (int, str, bool)) or value is None else str(value)
