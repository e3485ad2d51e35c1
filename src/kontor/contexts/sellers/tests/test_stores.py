"""Stores: opening, decorating with preview, reading in a language (TRD-01)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.sellers import queries
from kontor.contexts.sellers.errors import (
    HolidayReversed,
    NameMissing,
    NameTaken,
    PictureUnknown,
    RightMissing,
    SectionUntitled,
    StoreNotFound,
    TooManyFeatured,
)
from kontor.contexts.sellers.models import Business, Store
from kontor.contexts.sellers.pages import HolidaySpan, SectionDraft, StoreChange, StoreWords
from kontor.contexts.sellers.services.change_store import change_store
from kontor.contexts.sellers.services.open_store import open_store
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]


def test_a_store_gets_an_address_from_its_name_in_any_script() -> None:
    assert store(name="深圳 明灯").slug == "shenzhen-mingdeng"
    assert store(name="  Café  Ütopia ").slug == "cafe-utopia"


def test_a_taken_name_is_refused_and_nothing_is_left_behind() -> None:
    store(name="Lamp House")
    before = Business.objects.count()
    with pytest.raises(NameTaken):
        store(name="Lamp-House")
    assert (Store.objects.count(), Business.objects.count()) == (1, before)


@pytest.mark.parametrize("name", ["", "   ", "!!!", "x" * 81])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(NameMissing):
        open_store(owner_id=account().id, name=name, country="CN", currency="CNY", language="en")


def test_the_page_speaks_the_readers_language_then_english_then_the_stores_own() -> None:
    shop = store(language="zh-hans")
    change_store(seat=owner_seat(shop), change=StoreChange(texts={"zh-hans": StoreWords("关于", "退货", "运输")}))
    assert queries.store_page(shop.slug, "bg").about == "关于"
    change_store(seat=owner_seat(shop), change=StoreChange(texts={"en": StoreWords("About", "Returns", "Shipping")}))
    assert queries.store_page(shop.slug, "bg").about == "About"
    assert queries.store_page(shop.slug, "zh-hans").return_policy == "退货"


def test_navigation_and_featured_goods_keep_their_order() -> None:
    shop, first, second = store(), new_id(), new_id()
    sections = (
        SectionDraft({"en": "New in", "zh-hans": "新品"}, featured=(second, first)),
        SectionDraft({"en": "Lamps"}, category_id=7, featured=(first,)),
    )
    change_store(seat=owner_seat(shop), change=StoreChange(sections=sections))
    page = queries.store_page(shop.slug, "zh-hans")
    assert [section.title for section in page.sections] == ["新品", "Lamps"]
    assert page.featured == (second, first)


def test_a_preview_shows_the_change_and_saves_nothing() -> None:
    shop = store(name="Old name")
    change = StoreChange(
        name="New name", texts={"en": StoreWords(about="Soon")}, sections=(SectionDraft({"en": "Sale"}),)
    )
    page = queries.preview(owner_seat(shop), change, "en")
    assert (page.card.name, page.about, page.sections[0].title) == ("New name", "Soon", "Sale")
    saved = queries.store_page(shop.slug, "en")
    assert (saved.card.name, saved.about, saved.sections) == ("Old name", "", ())


def test_a_holiday_is_shown_while_it_lasts() -> None:
    shop, today = store(), now().date()
    span = HolidaySpan(today - timedelta(days=1), today + timedelta(days=2), "Spring Festival")
    change_store(seat=owner_seat(shop), change=StoreChange(holidays=(span,)))
    assert queries.store_page(shop.slug, "en").on_holiday == span
    change_store(
        seat=owner_seat(shop),
        change=StoreChange(holidays=(HolidaySpan(today + timedelta(days=1), today + timedelta(days=2), "Later"),)),
    )
    assert queries.store_page(shop.slug, "en").on_holiday is None


def test_what_cannot_be_is_refused_together_and_nothing_changes() -> None:
    shop, today = store(name="Kept"), now().date()
    change = StoreChange(name=" ", holidays=(HolidaySpan(today, today - timedelta(days=1), ""),))
    with pytest.raises(Refusals) as refused:
        change_store(seat=owner_seat(shop), change=change)
    assert [type(part) for part in refused.value.parts] == [NameMissing, HolidayReversed]
    assert queries.store_page(shop.slug, "en").card.name == "Kept"


def test_a_clerk_cannot_decorate() -> None:
    shop = store(name="Kept")
    with pytest.raises(RightMissing):
        change_store(seat=seat(shop, "clerk"), change=StoreChange(name="Taken over"))
    assert queries.store_page(shop.slug, "en").card.name == "Kept"


@pytest.mark.parametrize("state", ["hidden", "closed"])
def test_a_hidden_or_closed_store_looks_absent(state: str) -> None:
    shop = store()
    Store.objects.filter(id=shop.id).update(state=state)
    with pytest.raises(StoreNotFound):
        queries.store_page(shop.slug, "en")


def test_a_picture_that_the_store_did_not_upload_is_refused() -> None:
    shop = store(name="Kept")
    swept = f"stores/{shop.id}/{'a' * 32}.webp"
    for path in ("products/other.webp", f"stores/{new_id()}/{'a' * 32}.webp", f"stores/{shop.id}/../x.webp", swept):
        with pytest.raises(PictureUnknown):
            change_store(seat=owner_seat(shop), change=StoreChange(name="New", logo=path))
    assert queries.store_page(shop.slug, "en").card.name == "Kept"


def test_goods_are_featured_under_a_title_and_not_too_many() -> None:
    shop = store()
    sections = (
        SectionDraft({}, featured=(new_id(),)),
        SectionDraft({"en": "All"}, featured=tuple(new_id() for _n in range(13))),
    )
    with pytest.raises(Refusals) as refused:
        change_store(seat=owner_seat(shop), change=StoreChange(sections=sections))
    parts = [(type(part), part.field) for part in refused.value.parts]
    assert parts == [(SectionUntitled, "section-1"), (TooManyFeatured, "featured-2")]
    assert not shop.sections.exists()
    twelve = (SectionDraft({"en": "All"}, featured=tuple(new_id() for _n in range(12))),)
    change_store(seat=owner_seat(shop), change=StoreChange(sections=twelve))
    assert len(queries.store_page(shop.slug, "en").featured) == 12
