"""Tell several people something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications import kinds
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.rules import MAIL, PAGE, PUSH
from kontor.contexts.notifications.services.queue_notices import queue_notices
from kontor.contexts.notifications.wishes import NOTHING_SAID, Wishes, preferences_of
from kontor.kernel.clock import now
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class News:
    """What one person is to be told.

    Attributes:
        kind: a folder under `texts/`.
        values: what the texts fill in: numbers, words, `Money`; no secrets.
        cause: names the fact (`orders.paid:<order id>`); the same cause is told once per channel.
        by_language: values that stand in place of those for readers of a language: names of goods.
        channel: `email` or `sms`; left out, the one by which the account was registered, and its browsers.
    """

    account_id: UUID
    kind: str
    values: Mapping[str, object]
    cause: str
    channel: str | None = None
    by_language: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def notify_many(*, news: Sequence[News]) -> list[Notice]:
    """Write a notice for each, as each wants it, and queue their sending, in the caller's transaction (BUY-13).

    Returns:
        The notices; without what was told before, and without accounts that cannot be written to.
    """
    if not news:
        return []
    people = accounts.recipients(told.account_id for told in news)
    wishes = preferences_of(people)
    drafts = [notice for told in news for notice in _drafts(told, people.get(told.account_id), wishes)]
    with transaction.atomic(savepoint=False):
        return queue_notices(notices=drafts)


def _drafts(told: News, person: accounts.Recipient | None, wishes: Mapping[UUID, Wishes]) -> list[Notice]:
    """The notices of one person: one to read on the page or in a mail, and one for the person's browsers."""
    own = told.by_language.get(person.language, {}) if person else {}
    plain = {name: _plain(value) for name, value in {**told.values, **own}.items()}
    kinds.check(told.kind, plain)
    if person is None:
        return []
    kind, wish = kinds.KINDS[told.kind], wishes.get(told.account_id, NOTHING_SAID)
    moment = now()
    held = None if kind.required else wish.held_until(moment)
    found = []
    channel, address = _way(told, person, wish)
    if told.channel and not address:
        return []
    shown = not kind.secret and wish.wants(told.kind, PAGE)
    if channel != PAGE or shown:
        found.append((channel, address, shown, held if channel != PAGE else None))
    if wish.browsers and told.channel is None and not kind.secret and kind.pushed and wish.wants(told.kind, PUSH):
        found.append((PUSH, "", False, held))
    return [
        Notice(
            account_id=told.account_id,
            kind=told.kind,
            channel=way,
            address=to,
            language=person.language,
            values=plain,
            cause=told.cause,
            created_at=moment,
            shown=visible,
            held_until=until,
        )
        for way, to, visible, until in found
    ]


def _way(told: News, person: accounts.Recipient, wish: Wishes) -> tuple[str, str]:
    """By mail or text message, and to which address; else it is only shown."""
    chosen = told.channel or ("email" if person.email else "sms")
    if chosen == "sms" and not kinds.KINDS[told.kind].pushed:
        return PAGE, ""
    address = person.email if chosen == "email" else person.phone
    if address and wish.wants(told.kind, MAIL):
        return chosen, address
    return PAGE, ""


def _plain(value: object) -> object:
    """JSON's form of a value; money keeps its currency."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return value if isinstance(value, (int, str, bool)) or value is None else str(value)
