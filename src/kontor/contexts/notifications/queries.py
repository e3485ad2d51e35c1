"""Reads of notices, each for its owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.models import Notice, Preference, PushSubscription
from kontor.contexts.notifications.policy import QUIET_FROM, QUIET_UNTIL
from kontor.contexts.notifications.texts import headline
from kontor.kernel.viewer import Buyer
from kontor.platform.http.sessions import read_beside

MOST_COUNTED = 10  # the bell says 9+; counting on would be the dearest part of a signed-in request
_UNREAD = f"""
SELECT count(*) FROM (
    SELECT 1 FROM notifications_notice WHERE account_id = t.id AND shown AND read_at IS NULL LIMIT {MOST_COUNTED}
) AS unread
"""  # noqa: S608  (a number of ours)
read_beside("unread", _UNREAD)  # every page of a signed-in person has the bell


def latest(viewer: Buyer, *, limit: int = 20) -> list[Notice]:
    """The viewer's own notices, latest first."""
    account_id: UUID = viewer.buyer_id
    return list(Notice.objects.filter(account_id=account_id).order_by("-created_at")[:limit])


def unread(viewer: Buyer) -> int:
    """How many notices the viewer has not read; counted no further than `MOST_COUNTED`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({_UNREAD}) FROM (VALUES (%s::uuid)) AS t (id)", [viewer.buyer_id])  # noqa: S608
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as the page shows it."""

    id: UUID
    kind: str
    words: str
    path: str
    at: datetime
    read: bool


def page(
    viewer: Buyer, language: str, *, only_unread: bool = False, before: UUID | None = None, size: int = 20
) -> list[NoticeView]:
    """The viewer's notices in the language of the page, newest first, paged by key."""
    rows = Notice.objects.filter(account_id=viewer.buyer_id, shown=True)
    if only_unread:
        rows = rows.filter(read_at=None)
    if before is not None:
        rows = rows.filter(id__lt=before)
    views = []
    for row in rows.order_by("-id")[:size]:
        row.language = language
        words, path = headline(row)
        views.append(NoticeView(row.id, row.kind, words, path, row.created_at, row.read_at is not None))
    return views


def opened(viewer: Buyer, notice_id: UUID) -> str:
    """The path that one of the viewer's notices leads to; "" when there is none."""
    row = Notice.objects.filter(account_id=viewer.buyer_id, id=notice_id, shown=True).first()
    return headline(row)[1] if row else ""


@dataclass(frozen=True, slots=True)
class PreferenceView:
    """What the page of preferences shows."""

    off: Collection[str] = field(default_factory=frozenset)
    zone: str = ""
    quiet: bool = False
    quiet_from: int = 0
    quiet_until: int = 0


def preferences(viewer: Buyer) -> PreferenceView:
    """The viewer's choices, with the policy's hours where none were chosen."""
    row = Preference.objects.filter(account_id=viewer.buyer_id).first()
    start, end = QUIET_FROM.int(), QUIET_UNTIL.int()
    if row is None:
        return PreferenceView(quiet_from=start, quiet_until=end)
    return PreferenceView(
        frozenset(row.off), row.zone, row.quiet, start if row.quiet_from is None else row.quiet_from,
        end if row.quiet_until is None else row.quiet_until,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that gets push messages."""

    id: UUID
    device: str
    since: datetime


def browsers(viewer: Buyer) -> list[Browser]:
    """The viewer's browsers, newest first."""
    rows = PushSubscription.objects.filter(account_id=viewer.buyer_id).order_by("-created_at", "-id")
    return [Browser(row.id, row.device, row.created_at) for row in rows]


def choices(audience: str = "buyer") -> list[tuple[str, str]]:
    """Kinds that can be switched off, with what they are called (marked for translation). Public."""
    return [(name, kind.said) for name, kind in KINDS.items() if kind.said and kind.audience == audience]
