"""Automatic replies: the switch, the hours in which they are sent, and their texts (MSG-11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.audited_change import note_change
from kontor.contexts.messaging.errors import (
    LanguageUnknown,
    ParametersNotYet,
    PlaceholderUnknown,
    TextBlocked,
    TimesAlike,
)
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import AutoReplyText, Desk
from kontor.contexts.messaging.opening import opening_of
from kontor.contexts.messaging.rules.clock import DAY
from kontor.contexts.messaging.rules.phrases import filled, unknown
from kontor.contexts.messaging.sending import text_of
from kontor.contexts.messaging.words import Template
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat

Texts = Mapping[tuple[Template, str], str]


def change_auto_reply(
    *, viewer: Seat, on: bool | None = None, hours: tuple[int, int] | None = None, texts: Texts | None = None
) -> None:
    """Save what is given for the seat's store; what changed is written down (OPR-06).

    Args:
        hours: from and to in minutes of the day, in the zone of the message settings; `from` after `to` goes over
            midnight.
        texts: by template and language; "" goes back to the house's text.

    Raises:
        RightMissing, TimesAlike, LanguageUnknown: nothing has changed.
        TextTooLong, PlaceholderUnknown: of a text, at the field `welcome.en` (its template and language).
        TextBlocked: a text leads out of the market; no violation is counted, for nobody has received it.
        ParametersNotYet: a text states what a product is like, and the store is not verified (MSG-05).
    """
    require(viewer, "settings.store")
    if hours is not None and not (0 <= hours[0] < DAY and 0 < hours[1] <= DAY and hours[0] != hours[1]):
        raise TimesAlike(field="from")
    cleaned = {key: _text(*key, text) for key, text in (texts or {}).items()}
    if cleaned and not opening_of(viewer.store_id).verified:
        _without_parameters(cleaned)
    with transaction.atomic():
        desk = hold_desk(viewer.store_id, alone=True)
        before = _said(desk, cleaned)
        if on is not None:
            desk.auto_on = on
        if hours is not None:
            desk.auto_from, desk.auto_to = hours
        desk.save(update_fields=["auto_on", "auto_from", "auto_to"])
        for (template, language), text in cleaned.items():
            row: dict[str, Any] = {"store_id": viewer.store_id, "template": template, "language": language}
            if text:
                AutoReplyText.objects.update_or_create(**row, defaults={"text": text})
            else:
                AutoReplyText.objects.filter(**row).delete()
        note_change(viewer.store_id, before, _said(desk, cleaned))


def _said(desk: Desk, texts: Texts) -> dict[str, Any]:
    """The switch, the hours, and the texts that are touched, as they stand now."""
    rows = AutoReplyText.objects.filter(store_id=desk.store_id).values_list("template", "language", "text")
    own = {(template, language): text for template, language, text in rows} if texts else {}
    told = {f"{template}.{language}": own.get((template, language), "") for template, language in texts}
    return {"auto_on": desk.auto_on, "auto_from": desk.auto_from, "auto_to": desk.auto_to, **told}


def _without_parameters(texts: Texts) -> None:
    for (template, language), text in texts.items():
        told = judging.language_of(text, language)
        if text and any(judging.states_parameters(text, one) for one in {language, told}):
            raise ParametersNotYet(field=f"{template.value}.{language}")


def _text(template: Template, language: str, typed: str) -> str:
    field = f"{template.value}.{language}"
    if language not in dict(settings.LANGUAGES):
        raise LanguageUnknown(field="texts")
    text = text_of(typed, field=field) if typed.strip() else ""
    if strange := unknown(text):
        raise PlaceholderUnknown(field=field, found=strange[0])
    for said in dict.fromkeys((text, filled(text, {}))):  # what a place parts is read as one where it stays empty
        verdict = judging.judge(said)
        if verdict.blocked:
            first = verdict.passages[0]
            raise TextBlocked(field=field, passage=said[first.start : first.end], reason=gettext(first.sentence))
    return text
