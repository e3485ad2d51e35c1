"""Conversations as they went, message by message, with the chain, the clock and the log: rows to be copied."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.delivering import message_of
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.house_texts import house_text
from kontor.contexts.messaging.marking import misses_of, next_check
from kontor.contexts.messaging.models import ClockMiss, Conversation, Delivery, Message, Promise
from kontor.contexts.messaging.promising import promises_of
from kontor.contexts.messaging.turns import after_buyer, after_store
from kontor.contexts.messaging.words import PERSONS, Author, Status, Template
from kontor.demo.content.paces import pace_of
from kontor.demo.content.talks import Said, Talk
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.demo.load.shops import Shop

_BUYER_WAITS = (3, 6, 18, 25, 37, 55)  # minutes


class Writer:
    """Conversations as they went, message by message."""

    def __init__(self, seed: int, today: datetime) -> None:
        self.chance, self.ids, self.today = Random(f"{seed}:messages"), Ids(f"{seed}:messages"), today
        people = Account.objects.filter(audience="buyer", state="active").order_by("id")
        self.languages: dict[UUID, str] = dict(people.values_list("id", "language"))
        self.since: dict[UUID, datetime] = dict(people.values_list("id", "created_at"))
        self.conversations: list[Conversation] = []
        self.messages: list[Message] = []
        self.deliveries: list[Delivery] = []
        self.misses: list[ClockMiss] = []
        self.promises: list[Promise] = []

    def begin(self, shop: Shop, buyer_id: UUID, at: datetime, **about: object) -> Conversation:
        """A conversation in which nothing is written yet."""
        made = Conversation(
            id=self.ids.at(at), store_id=shop.store_id, buyer_id=buyer_id, begun_at=at, last_at=at,
            language=self.languages.get(buyer_id, "en"),
            device=self.chance.choice(("mobile", "mobile", "desktop")), **about,
        )  # fmt: skip
        self.conversations.append(made)
        return made

    def when(self, number: int, most: timedelta) -> datetime:
        """When a conversation begins: the first ones today, the rest at most so long ago."""
        back = timedelta(minutes=20 + 35 * number) if number < 5 else most * self.chance.random()
        return self.today - back - timedelta(minutes=5)

    def say(self, row: Conversation, author: Author, text: str, at: datetime, who: UUID | None, **more: str) -> None:
        """One message, with everything that a real one brings about."""
        client_id = more.get("client", f"demo-{self.ids.number()}")
        draft = Draft(
            author=author, author_id=who, text=text, client_id=client_id, template=more.get("template", "")
        )  # fmt: skip
        self._mark(row, at)
        message = message_of(draft, row, at, row.language)
        if author is Author.BUYER:
            after_buyer(row, message, quiet="client" in more)
        else:
            if author in PERSONS:
                self.promises += promises_of(row, message)
                if row.waiting_since is not None:
                    message.waited_s = int((at - row.waiting_since).total_seconds())
            after_store(row, message)
        self.messages.append(message)
        self.deliveries.append(
            Delivery(
                id=self.ids.at(at), store_id=row.store_id, conversation_id=row.id, message_id=message.id,
                author=author.value, author_id=who, client_id=message.client_id, status=Status.DELIVERED, at=at,
            )
        )  # fmt: skip

    def _mark(self, row: Conversation, at: datetime) -> None:
        marks, _facts = misses_of(row, at)
        for mark in marks:
            mark.at = mark.due_at + timedelta(seconds=30)
        self.misses += marks
        if row.check_at is not None:
            row.check_at = next_check(row, at)

    def talk(
        self, row: Conversation, lines: Talk, shop: Shop, *, automatic: bool = False, first: int | None = None
    ) -> None:
        """A talk to a chance end: some wait for an answer, some are read, some are done.

        Args:
            first: minutes until the store's first answer, which then comes; else it is as slow as the store is.
        """
        pace, moment = pace_of(shop.draft.index), row.begun_at
        left = self.chance.choice((1, len(lines), len(lines), 2, 2))
        old_and_answered = self.today - moment > timedelta(days=1) and self.chance.random() > pace.forgotten
        if left == 1 and (first is not None or old_and_answered):
            left = 2
        for place, line in enumerate(lines[:left]):
            if moment >= self.today:
                break
            text = in_language(line, row.language)
            if place % 2 == 0:
                self.say(row, Author.BUYER, text, moment, row.buyer_id)
                if automatic and place == 0:
                    moment += timedelta(seconds=2)
                    welcome = house_text(Template.WELCOME, row.language)
                    self.say(row, Author.AUTOMATIC, welcome, moment, None, template=Template.WELCOME)
                wait = first if first is not None and place == 0 else self.chance.choice(pace.waits)
            else:
                self.say(row, Author.SEAT, text, moment, shop.owner_id)
                wait = self.chance.choice(_BUYER_WAITS)
            moment += timedelta(minutes=wait)
        if self.chance.random() < 0.7 and row.last_author != Author.BUYER:
            row.unread_buyer = 0
        if self.chance.random() < 0.4:
            row.unread_store = 0

    def write(self) -> None:
        """All rows, table by table."""
        for row in self.conversations:
            self._mark(row, self.today)
        for rows in (
            self.conversations,
            self.messages,
            self.deliveries,
            self.misses,
            self.promises,
        ):
            copy_instances(rows)


def in_language(said: Said, language: str) -> str:
    """The words in a language, or in English where there are none."""
    return said.get(language) or said.get("en") or next(iter(said.values()), "")
