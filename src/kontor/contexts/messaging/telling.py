"""What people are told of messages, and how notices name a conversation, so that reading it reads them too (MSG-14)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import translation

from kontor.contexts.messaging.errors import MessageBlocked, ParametersNotYet
from kontor.contexts.messaging.words import TEMPLATE_NAMES, WHY_NAMES, Template, Why
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.clock import now


def cause_of(conversation_id: UUID) -> str:
    """The beginning of the cause of every notice of a conversation."""
    return f"message:{conversation_id}:"


def tell_stopped(store_id: UUID, template: Template, refusal: MessageBlocked | ParametersNotYet) -> None:
    """Whoever may change automatic replies hears that one was not delivered, and why; once a day for each (MSG-11)."""
    store = Store.objects.values_list("name", flat=True).get(id=store_id)
    reason = refusal.passages[0][3] if isinstance(refusal, MessageBlocked) else WHY_NAMES[Why.PARAMETERS]
    by_language = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            title, why = translation.gettext(TEMPLATE_NAMES[template]), translation.gettext(reason)
            by_language[code] = {"title": title, "reason": why}
    values = {"store": store, **by_language[settings.LANGUAGE_CODE]}
    cause = f"auto_stopped:{store_id}:{template.value}:{now():%Y-%m-%d}"
    people = members_with(store_id, "settings.store")
    notify_many(news=[News(who, "auto_reply_stopped", values, cause, by_language=by_language) for who in people])
