"""Reads of sellers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from kontor.contexts.accounts.models import Account
from kontor.contexts.sellers import models
from kontor.contexts.sellers.errors import RightMissing, StoreNotFound
from kontor.contexts.sellers.pages import (
    Hiding,
    HolidaySpan,
    Section,
    SectionDraft,
    StoreCard,
    StoreChange,
    StorePage,
    StoreWords,
)
from kontor.contexts.sellers.permissions import RIGHTS
from kontor.contexts.sellers.rules import in_language
from kontor.kernel import viewer
from kontor.kernel.clock import now
from kontor.platform.reference import Reference

_OPEN = (models.StoreState.OPEN, models.StoreState.HOLIDAY)


def seat(account_id: UUID, store_id: UUID | None) -> viewer.Seat | None:
    """The seat of an account in a store, or None; without a store, its first one. For that account itself."""
    seats = models.Seat.objects.filter(account_id=account_id)
    found = (seats.filter(store_id=store_id) if store_id is not None else seats.order_by("created_at", "id")).first()
    return viewer.Seat(account_id, found.store_id, frozenset(found.rights)) if found else None


def require(seat: viewer.Seat, right: str) -> None:
    """Let the seat pass when it holds `right`.

    Raises:
        RightMissing: names the right and the people who can grant it (SEL-03).
    """
    if seat.may(right):
        return
    granters = Account.objects.filter(id__in=members_with(seat.store_id, "settings.members"))
    names = ", ".join(account.full_name or account.email for account in granters[:3])
    raise RightMissing(right=right, name=gettext_lazy(RIGHTS[right]), granters=names)


def names_of(seat: viewer.Seat, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of sellers, for the history of the seat's store; buyers and staff are left out."""
    people = Account.objects.filter(pk__in=set(account_ids), audience="seller")
    return {one.pk: one.full_name or one.email for one in people.only("given_name", "family_name", "email")}


def stores_of(account_id: UUID) -> list[StoreCard]:
    """The stores in which an account has a seat, oldest seat first. For that account itself."""
    seats = models.Seat.objects.filter(account_id=account_id).select_related("store").order_by("created_at", "id")
    return [_card(found.store) for found in seats]


def names(seat: viewer.Seat, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of people who have, or had, a seat in the seat's store and changed something there. For its own people."""
    accounts = Account.objects.filter(id__in=list(account_ids))
    return {account.pk: account.full_name or account.email for account in accounts}


def at_work(account_id: UUID) -> list[tuple[StoreCard, viewer.Seat]]:
    """The stores where an account has a seat, with it, oldest first. One statement. For that account itself."""
    seats = models.Seat.objects.filter(account_id=account_id).select_related("store").order_by("created_at", "id")
    return [(_card(found.store), viewer.Seat(account_id, found.store_id, frozenset(found.rights))) for found in seats]


def members_with(store_id: UUID, right: str) -> list[UUID]:
    """Accounts that hold `right` in a store. For the system: who is to be told."""
    seats = models.Seat.objects.filter(store_id=store_id, rights__contains=[right]).order_by("created_at", "id")
    return list(seats.values_list("account_id", flat=True))


def store_cards(ids: Iterable[UUID]) -> dict[UUID, StoreCard]:
    """Stores by id, whatever their state. Public."""
    return {store.id: _card(store) for store in models.Store.objects.filter(id__in=list(ids))}


def open_stores(limit: int) -> list[StoreCard]:
    """The best rated open stores. Public."""
    stores = models.Store.objects.filter(state__in=_OPEN).order_by("-rating_hundredths", "-rating_count", "id")
    return [_card(store) for store in stores[:limit]]


def store_page(slug: str, language: str) -> StorePage:
    """An open store's page. Public.

    Raises:
        StoreNotFound: for an unknown, hidden or closed store.
    """
    return _page(models.Store.objects.filter(slug=slug, state__in=_OPEN), language)


def hiding(store_id: UUID) -> Hiding | None:
    """Why the store is out of sight, when it is. For its own people and the operator."""
    row = models.StoreHiding.objects.filter(store_id=store_id, ended_at__isnull=True).select_related("store").first()
    return Hiding(row.store.name, row.reason, row.at, row.until) if row else None


def away(slug: str) -> str | None:
    """The name of a store that is out of sight for a time; None for any other. Public: it says no more than that."""
    found = models.Store.objects.filter(slug=slug, state=models.StoreState.HIDDEN)
    return found.values_list("name", flat=True).first()


_WORDS = """
SELECT t.language, t.about, t.return_policy, t.shipping_policy, s.language
FROM sellers_storetext t JOIN sellers_store s ON s.id = t.store_id WHERE t.store_id = %s
"""


def _read_words(store_id: UUID, language: str) -> StoreWords:
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [store_id])
        rows = cursor.fetchall()
    home = rows[0][4] if rows else ""
    about, returns, shipping = (in_language({row[0]: row[part] for row in rows}, language, home) for part in (1, 2, 3))
    return StoreWords(about, returns, shipping)


_words: Reference[StoreWords] = Reference(_read_words)


def store_words(store_id: UUID, language: str) -> StoreWords:
    """What a store says of itself, its returns and its shipping, each part in the best language there is.

    Public; at most a minute old.
    """
    return _words(store_id, language)


def forget_words() -> None:
    """Read stores' words again on the next call: after a change in this process."""
    _words.forget()


def preview(seat: viewer.Seat, change: StoreChange, language: str) -> StorePage:
    """The store's page as it would be after `change`; nothing is saved. For its own people."""
    page = _page(models.Store.objects.filter(id=seat.store_id), language)
    card = page.card
    card = replace(
        card,
        name=card.name if change.name is None else change.name,
        banner=card.banner if change.banner is None else change.banner,
        logo=card.logo if change.logo is None else change.logo,
        handling_days=card.handling_days if change.handling_days is None else change.handling_days,
    )
    words = (change.texts or {}).get(language)
    if words is not None:
        page = replace(
            page, about=words.about, return_policy=words.return_policy, shipping_policy=words.shipping_policy
        )
    if change.sections is not None:
        sections = tuple(
            Section(-i, in_language(draft.titles, language, card.language), draft.category_id, draft.featured)
            for i, draft in enumerate(change.sections, 1)
        )
        page = replace(page, sections=sections)
    holidays = page.holidays if change.holidays is None else change.holidays
    return replace(page, card=card, holidays=holidays)


def store_settings(seat: viewer.Seat) -> StoreChange:
    """The store as its people edit it: every part given, to be changed and sent back.

    Raises:
        RightMissing: without `settings.store`.
    """
    require(seat, "settings.store")
    store = models.Store.objects.prefetch_related("texts", "sections", "holidays").get(id=seat.store_id)
    return StoreChange(
        name=store.name,
        handling_days=store.handling_days,
        banner=store.banner,
        logo=store.logo,
        texts={t.language: StoreWords(t.about, t.return_policy, t.shipping_policy) for t in store.texts.all()},
        sections=tuple(
            SectionDraft(dict(part.titles), part.category_id, tuple(part.featured))
            for part in sorted(store.sections.all(), key=lambda part: (part.position, part.pk))
        ),
        holidays=tuple(
            HolidaySpan(day.first_day, day.last_day, day.name)
            for day in sorted(store.holidays.all(), key=lambda day: (day.first_day, day.pk))
        ),
    )


def _page(stores: QuerySet[models.Store], language: str) -> StorePage:
    store = stores.prefetch_related("texts", "sections").first()
    if store is None:
        raise StoreNotFound
    texts = list(store.texts.all())
    today = now().date()
    coming = models.Holiday.objects.filter(store=store, last_day__gte=today, first_day__lte=today + timedelta(days=60))

    def told(part: str) -> str:
        return in_language({text.language: getattr(text, part) for text in texts}, language, store.language)

    return StorePage(
        card=_card(store),
        about=told("about"),
        return_policy=told("return_policy"),
        shipping_policy=told("shipping_policy"),
        sections=tuple(
            Section(part.pk, in_language(part.titles, language, store.language), part.category_id, tuple(part.featured))
            for part in sorted(store.sections.all(), key=lambda part: (part.position, part.pk))
        ),
        holidays=tuple(HolidaySpan(day.first_day, day.last_day, day.name) for day in coming.order_by("first_day")),
        today=today,
    )


def _card(store: models.Store) -> StoreCard:
    return StoreCard(
        id=store.id, slug=store.slug, name=store.name, country=store.country, currency=store.currency,
        language=store.language, state=store.state, logo=store.logo, banner=store.banner,
        handling_days=store.handling_days, rating_hundredths=store.rating_hundredths, rating_count=store.rating_count,
        verified=store.verified_at is not None,
    )  # fmt: skip
