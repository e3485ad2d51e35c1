"""What is known of a store: plain frozen values that queries hand out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Hiding:
    """Why and until when a store is out of sight; `name` is the store's."""

    name: str
    reason: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class StoreCard:
    """A store as chips and lists show it."""

    id: UUID
    slug: str
    name: str
    country: str
    currency: str
    language: str
    state: str
    logo: str
    banner: str
    handling_days: int
    rating_hundredths: int
    rating_count: int
    verified: bool = False  # a reviewer has seen what it may sell under its name


@dataclass(frozen=True, slots=True)
class HolidaySpan:
    first_day: date
    last_day: date
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of a store's navigation, its title in the reader's language."""

    id: int
    title: str
    category_id: int | None
    featured: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class StorePage:
    """A store's own page in one language (TRD-01)."""

    card: StoreCard
    about: str
    return_policy: str
    shipping_policy: str
    sections: tuple[Section, ...]
    holidays: tuple[HolidaySpan, ...]
    today: date

    @property
    def featured(self) -> tuple[UUID, ...]:
        """Product ids featured anywhere, in order, each once."""
        return tuple(dict.fromkeys(product for section in self.sections for product in section.featured))

    @property
    def on_holiday(self) -> HolidaySpan | None:
        """The holiday that today lies in."""
        return next((span for span in self.holidays if span.first_day <= self.today <= span.last_day), None)


@dataclass(frozen=True, slots=True)
class StoreWords:
    """What a store says in one language, as its people edit it."""

    about: str = ""
    return_policy: str = ""
    shipping_policy: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    titles: Mapping[str, str]
    category_id: int | None = None
    featured: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class StoreChange:
    """A change of a store; None leaves a part as it is. The same value previews and saves."""

    name: str | None = None
    handling_days: int | None = None
    banner: str | None = None
    logo: str | None = None
    texts: Mapping[str, StoreWords] | None = None  # language → words; others stay
    sections: tuple[SectionDraft, ...] | None = None  # replaces the navigation
    holidays: tuple[HolidaySpan, ...] | None = None  # replaces the calendar
