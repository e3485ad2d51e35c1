"""Message settings, quick phrases, automatic replies, and whether a store may send."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import connection
from django.utils.translation import gettext

from kontor.contexts.messaging.calendars import calendar_of
from kontor.contexts.messaging.gates import frozen
from kontor.contexts.messaging.house_texts import house_text, languages
from kontor.contexts.messaging.models import AutoReplyText, Conversation, Desk, Phrase
from kontor.contexts.messaging.opening import opening_of
from kontor.contexts.messaging.placeholders import values_of
from kontor.contexts.messaging.policy import VIOLATIONS_FREEZE
from kontor.contexts.messaging.queries.shapes import AutoReply, PhraseView, Settings, Standing
from kontor.contexts.messaging.rules.hours import write_day
from kontor.contexts.messaging.rules.phrases import best, filled
from kontor.contexts.messaging.violating import counts_since
from kontor.contexts.messaging.words import Status, Template
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat

UNCHOSEN = "UTC"  # GMT+0, until a store's people have chosen (MSG-12)
_STANDING = """
SELECT d.time_zone, coalesce(d.contact_seller, true), d.frozen_until,
    (SELECT count(*) FROM messaging_policyviolation WHERE store_id = %(store)s AND lifted_at IS NULL
        AND freeze_id IS NULL AND at > %(since)s),
    (SELECT count(*) FROM messaging_delivery WHERE store_id = %(store)s AND status = %(failed)s AND author <> 'buyer')
FROM (SELECT %(store)s::uuid AS id) s LEFT JOIN messaging_desk d ON d.store_id = s.id
"""


def settings(viewer: Seat) -> Settings:
    """The store's message settings.

    Raises:
        RightMissing: without `messages.view` or `settings.store`.
    """
    _readable(viewer)
    desk = _desk(viewer.store_id)
    calendar = calendar_of(viewer.store_id)
    currency = Store.objects.values_list("currency", flat=True).get(id=viewer.store_id)
    return Settings(
        time_zone=desk.time_zone, zone=desk.time_zone or UNCHOSEN, contact_seller=desk.contact_seller,
        hours=[write_day(day) for day in calendar.week], own_hours=bool(desk.hours), calendar_zone=calendar.zone,
        cost_minor=desk.cost_minor, currency=currency,
    )  # fmt: skip


@cache
def time_zones() -> tuple[str, ...]:
    """Zones to choose from, by name. Public."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def zone_of(viewer: Seat) -> ZoneInfo:
    """The zone in which the store's people read times (MSG-12)."""
    return ZoneInfo(_desk(viewer.store_id).time_zone or UNCHOSEN)


def auto_reply(viewer: Seat) -> AutoReply:
    """Automatic replies of the store, every template in every language, with the house's texts where it has none.

    Raises:
        RightMissing: without `messages.view` or `settings.store`.
    """
    _readable(viewer)
    desk = _desk(viewer.store_id)
    rows = AutoReplyText.objects.filter(store_id=viewer.store_id).values_list("template", "language", "text")
    own = {(template, language): text for template, language, text in rows}
    texts = {
        (template.value, language): (own.get((template, language)) or house_text(template, language),
                                     (template, language) in own)
        for template in Template
        for language in languages()
    }  # fmt: skip
    return AutoReply(
        on=desk.auto_on, from_minute=desk.auto_from, to_minute=desk.auto_to, zone=desk.time_zone or UNCHOSEN,
        zone_chosen=bool(desk.time_zone), texts=texts,
    )  # fmt: skip


def phrases(viewer: Seat) -> list[PhraseView]:
    """The store's quick phrases, in their order.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    rows = Phrase.objects.filter(store_id=viewer.store_id).order_by("position", "id")
    return [PhraseView(id=row.id, title=row.title, texts=row.texts) for row in rows]


def phrases_for(viewer: Seat, conversation_id: UUID) -> list[tuple[UUID, str, str]]:
    """Quick phrases for a conversation, ready to send: (id, title, text in the buyer's language, placeholders filled).

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    row = Conversation.objects.filter(id=conversation_id, store_id=viewer.store_id).first()
    if row is None:
        return []
    values = values_of(row)
    return [(one.id, one.title, filled(best(one.texts, row.language), values)) for one in phrases(viewer)]


def standing(viewer: Seat) -> Standing:
    """Whether the store may send, and what its people are to be warned of; one statement."""
    opening = opening_of(viewer.store_id)
    values: dict[str, Any] = {"store": viewer.store_id, "failed": Status.FAILED, "since": counts_since()}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        zone, contact, until, violations, failed = cursor.fetchone()
    return Standing(
        frozen_until=until if until is not None and until > now() else None, counting=violations,
        freeze_at=VIOLATIONS_FREEZE.int(), missing=[(gettext(one.what), one.href) for one in opening.missing],
        verified=opening.verified, zone=zone or UNCHOSEN, zone_chosen=bool(zone), contact_seller=contact, failed=failed,
    )  # fmt: skip


def zone_unchosen(viewer: Seat) -> bool:
    """Whether the warning about the time zone has to be shown (MSG-12)."""
    return not _desk(viewer.store_id).time_zone


def contact_open(viewer: Buyer | None, store_id: UUID) -> bool:
    """Whether "Contact Seller" is there for a store: it has not switched it off, and messaging is open. Public."""
    off = Desk.objects.filter(store_id=store_id, contact_seller=False).exists()
    return not off and opening_of(store_id).open


def frozen_until(store_id: UUID) -> datetime | None:
    """Until when a store may not send. For the system and the operator."""
    return frozen(_desk(store_id))


def _readable(viewer: Seat) -> None:
    """Whoever may change the settings may see them."""
    if not viewer.may("settings.store"):
        require(viewer, "messages.view")


def _desk(store_id: UUID) -> Desk:
    return Desk.objects.filter(store_id=store_id).first() or Desk(store_id=store_id)
