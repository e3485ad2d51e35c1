"""Changing how a store presents itself (TRD-01)."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from kontor.contexts.sellers.errors import (
    HolidayReversed,
    LanguageUnknown,
    NameMissing,
    PictureUnknown,
    SectionUntitled,
    TooManyFeatured,
)
from kontor.contexts.sellers.events import StoreChanged
from kontor.contexts.sellers.models import Holiday, Store, StoreSection, StoreText
from kontor.contexts.sellers.pages import StoreChange
from kontor.contexts.sellers.policy import FEATURED_AT_MOST
from kontor.contexts.sellers.queries import forget_words, require
from kontor.contexts.sellers.services.open_store import NAME_LENGTH
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def change_store(*, seat: Seat, change: StoreChange) -> None:
    """Save `change` for the seat's store. Its address (slug) stays, so that links go on working.

    Raises:
        RightMissing: without `settings.store`.
        Refusals: for a missing name, an unknown language, a holiday that ends before it begins, a picture that is not
            the store's, goods featured without a title or too many of them; nothing has changed.
    """
    require(seat, "settings.store")
    with transaction.atomic():
        store = Store.objects.select_for_update().get(id=seat.store_id)
        _check(store, change)
        renamed = change.name is not None and change.name != store.name
        for field in ("name", "handling_days", "banner", "logo"):
            value = getattr(change, field)
            if value is not None:
                setattr(store, field, value)
        store.save()
        for language, words in (change.texts or {}).items():
            StoreText.objects.update_or_create(
                store=store,
                language=language,
                defaults={
                    "about": words.about,
                    "return_policy": words.return_policy,
                    "shipping_policy": words.shipping_policy,
                },
            )
        if change.sections is not None:
            store.sections.all().delete()
            StoreSection.objects.bulk_create(
                StoreSection(
                    store=store, position=position, titles=dict(draft.titles), category_id=draft.category_id,
                    featured=list(draft.featured),
                )
                for position, draft in enumerate(change.sections)
            )  # fmt: skip
        if change.holidays is not None:
            store.holidays.all().delete()
            Holiday.objects.bulk_create(
                Holiday(store=store, first_day=span.first_day, last_day=span.last_day, name=span.name)
                for span in change.holidays
            )
        record(StoreChanged(key=store.id, store_id=store.id, renamed=renamed))
        transaction.on_commit(forget_words)
    forget_words()


def _check(store: Store, change: StoreChange) -> None:
    wrong: list[Refusal] = []
    if change.name is not None and not 0 < len(change.name.strip()) <= NAME_LENGTH:
        wrong.append(NameMissing(field="name"))
    known = {code for code, _ in settings.LANGUAGES}
    wrong += [
        LanguageUnknown(field="language", language=language)
        for language in (change.texts or {})
        if language not in known
    ]
    for field, now_shown, asked in (("banner", store.banner, change.banner), ("logo", store.logo, change.logo)):
        if asked and asked != now_shown and not _own(store, asked):
            wrong.append(PictureUnknown(field=field))
    wrong += _sections_wrong(change)
    if any(span.last_day < span.first_day for span in change.holidays or ()):
        wrong.append(HolidayReversed(field="holidays"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)


def _sections_wrong(change: StoreChange) -> list[Refusal]:
    wrong: list[Refusal] = []
    for number, draft in enumerate(change.sections or (), 1):
        if draft.featured and not any(draft.titles.values()):
            wrong.append(SectionUntitled(field=f"section-{number}"))
        if len(draft.featured) > FEATURED_AT_MOST.int():
            wrong.append(TooManyFeatured(field=f"featured-{number}", most=FEATURED_AT_MOST.int()))
    return wrong


def _own(store: Store, path: str) -> bool:
    """Whether the path is of a picture that the store's people uploaded for it, and is kept."""
    return bool(re.fullmatch(rf"stores/{store.id}/[0-9a-f]{{32}}\.webp", path)) and default_storage.exists(path)
