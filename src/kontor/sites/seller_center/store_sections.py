"""The entries of a store's navigation as its form has them, each with the products featured in it (TRD-01)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict

from kontor.contexts.catalogue.queries import Pick, picks
from kontor.contexts.sellers.pages import SectionDraft
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench

MOST = 20
RIGHT = "settings.store"
_MOST_GOODS = 50  # boxes that are read of one entry; the rule is narrower and says so


@dataclass
class SectionRow:
    """One entry, as typed.

    Attributes:
        goods: numbers of featured products, in their order.
        find: what products are looked for by.
        picks: the products to tick: the featured ones, then those found.
    """

    title: str = ""
    english: str = ""
    category: str = ""
    goods: tuple[int, ...] = ()
    find: str = ""
    picks: Sequence[Pick] = ()
    title_error: str = ""
    goods_error: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is an entry, or a row left empty."""
        return bool(self.title or self.english or self.goods)

    @property
    def found_none(self) -> bool:
        """Whether somebody looked for products and there was no other."""
        return bool(self.find) and all(each.chosen for each in self.picks)


@dataclass(frozen=True)
class Featured:
    """Products of the store that are featured somewhere in a form."""

    by_number: Mapping[int, Pick] = field(default_factory=dict)
    by_id: Mapping[UUID, Pick] = field(default_factory=dict)


def typed(post: QueryDict) -> list[SectionRow]:
    """The rows that were sent: entries first, then those that are none yet; empty ones are left out."""
    names = ("section_title", "section_english", "section_category")
    columns = [post.getlist(name)[:MOST] for name in names]
    rows = [
        SectionRow(
            title, english, category, _numbers(post.getlist(f"featured.{at}")), post.get(f"find.{at}", "").strip()[:80]
        )
        for at, (title, english, category) in enumerate(zip(*columns, strict=False))
    ]
    filled = [row for row in rows if row.counts or row.category or row.find]
    return sorted(filled, key=lambda row: not row.counts)


def kept(sections: Iterable[SectionDraft], home: str, featured: Featured) -> list[SectionRow]:
    """The store's entries as they would be typed."""
    return [
        SectionRow(
            draft.titles.get(home, ""), draft.titles.get("en", ""), str(draft.category_id or ""),
            tuple(featured.by_id[one].number for one in draft.featured if one in featured.by_id),
        )
        for draft in sections
    ]  # fmt: skip


def drafts(rows: Iterable[SectionRow], home: str, featured: Featured) -> tuple[SectionDraft, ...]:
    """What the rows say; a number that is no product of the store's features nothing."""
    return tuple(
        SectionDraft(
            {code: title for code, title in (("en", row.english), (home, row.title)) if title},
            reading.whole(row.category) or None,
            tuple(featured.by_number[number].id for number in row.goods if number in featured.by_number),
        )
        for row in rows
        if row.counts
    )


def featured_of(bench: Bench, rows: Iterable[SectionRow] = (), ids: Iterable[UUID] = ()) -> Featured:
    """The store's own among these products, in one statement; none where none is named."""
    numbers, wanted = {number for row in rows for number in row.goods}, set(ids)
    if not numbers and not wanted:
        return Featured()
    found = picks(bench.seat, RIGHT, numbers, ids=wanted, language=bench.request.place.language)
    return Featured({one.number: one for one in found}, {one.id: one for one in found})


def with_picks(bench: Bench, rows: list[SectionRow], featured: Featured) -> list[SectionRow]:
    """The rows with their products to tick; one statement for each in which somebody looks for more."""
    for row in rows:
        chosen = [featured.by_number[number] for number in row.goods if number in featured.by_number]
        found: list[Pick] = []
        if row.find:
            language = bench.request.place.language
            found = picks(bench.seat, RIGHT, row.goods, find=row.find, language=language)
        row.picks = [*chosen, *(one for one in found if not one.chosen)]
    return rows


def _numbers(values: Iterable[str]) -> tuple[int, ...]:
    whole = (reading.whole(value, high=10**18) for value in values)
    return tuple(dict.fromkeys(number for number in whole if number))[:_MOST_GOODS]
