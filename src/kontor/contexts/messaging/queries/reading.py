"""Rows of conversations and messages as the sides see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.names import masked
from kontor.contexts.messaging.models import Message
from kontor.contexts.messaging.queries.shapes import MessageView, Row
from kontor.contexts.messaging.words import OF_STORE, Author
from kontor.kernel.clock import now

EXCERPT = 140
COLUMNS = f"""c.id, c.store_id, c.buyer_id, c.stream, c.about, s.name, s.slug, c.subject_number, c.subject_title,
  c.language, c.state, c.assigned_to, left(m.text, {EXCERPT}), c.last_author, c.last_at, c.message_count,
  c.unread_store, c.unread_buyer, c.waiting_since, c.due_at, c.late_at, c.urgency"""
FROM = """FROM messaging_conversation c JOIN sellers_store s ON s.id = c.store_id
  LEFT JOIN messaging_message m ON m.conversation_id = c.id AND m.id = c.last_id"""
_START = datetime(1970, 1, 1, tzinfo=UTC)


def row_of(row: Sequence[Any], *, of_store: bool) -> Row:
    """A row of `COLUMNS`; for a store, names of people are filled in by `rows_for_seat`."""
    moment = now()
    (identity, store_id, buyer_id, stream, about, store, slug, number, title, language, state, assigned, excerpt,
     author, last_at, many, unread_store, unread_buyer, waiting, due_at, late_at, urgency) = row  # fmt: skip
    place = urgency if of_store else (last_at - _START) // timedelta(microseconds=1)
    return Row(
        id=identity, store_id=store_id, buyer_id=buyer_id, stream=stream, about=about, other=store, store_slug=slug,
        subject_number=number, subject_title=title, language=language, state=state,
        assigned_to=assigned if of_store else None, assignee="", excerpt=" ".join((excerpt or "").split()),
        last_author=author, last_at=last_at, message_count=many, unread=unread_store if of_store else unread_buyer,
        waiting_since=waiting, due_at=due_at, late_at=late_at, overdue=due_at is not None and due_at <= moment,
        unanswered=late_at is not None and late_at <= moment, key=f"{place}_{identity}",
    )  # fmt: skip


def rows_for_seat(rows: Iterable[Sequence[Any]]) -> list[Row]:
    """The rows as a store sees them: buyers by their masked nicknames (ACC-40), colleagues by their names."""
    made = [row_of(row, of_store=True) for row in rows]
    buyers = {one.buyer_id for one in made}
    shown, names = people(buyers | {one.assigned_to for one in made if one.assigned_to is not None})
    return [
        replace(one, other=shown.get(one.buyer_id, masked("", "")),
                assignee=names.get(one.assigned_to, "") if one.assigned_to else "")
        for one in made
    ]  # fmt: skip


def people(ids: Iterable[UUID]) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """Masked nicknames, and full names. One statement; none for nobody."""
    wanted = set(ids)
    if not wanted:
        return {}, {}
    rows = list(Account.objects.filter(id__in=wanted).values_list("id", "given_name", "family_name", "email"))
    shown = {identity: masked(given, family) for identity, given, family, _mail in rows}
    names = {identity: f"{given} {family}".strip() or mail for identity, given, family, mail in rows}
    return shown, names


def messages_of(rows: Sequence[Message], *, side: str, buyer: str, store: str) -> list[MessageView]:
    """Messages as a side sees them.

    Args:
        side: "buyer", "store" or "operator".
        buyer: how the buyer is called here; store: the store. A store and the operator see which colleague wrote.
    """
    writers = {row.author_id for row in rows if row.author in OF_STORE and row.author_id is not None}
    names = people(writers)[1] if side != "buyer" else {}
    return [
        MessageView(
            id=row.id, position=row.position, author=row.author,
            author_id=row.author_id if side != "buyer" or row.author == Author.BUYER else None,
            name=buyer if row.author == Author.BUYER else names.get(row.author_id, store) if row.author_id else store,
            mine=(row.author == Author.BUYER) == (side == "buyer") and side != "operator",
            text=row.text, language=row.language, template=row.template, at=row.at,
            forgotten=row.forgotten_at is not None, waited_s=row.waited_s if side != "buyer" else None,
        )
        for row in rows
    ]  # fmt: skip
