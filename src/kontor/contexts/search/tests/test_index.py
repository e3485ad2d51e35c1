"""The index follows the catalogue, the day and the weights (TRD-03)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.services.change_prices import change_prices
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.search.models import Card, Document, ShelfPlace, Word
from kontor.contexts.search.queries import Query, search, suggest
from kontor.contexts.search.services.index_all import index_all
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.services.refresh_ranks import refresh_ranks
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.contexts.sellers.pages import StoreChange
from kontor.contexts.sellers.services.change_store import change_store
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-03")]


@pytest.fixture(autouse=True)
def _rates() -> None:
    todays_rates()


def test_a_product_follows_its_life(settle: Any) -> None:
    one = goods("Lamp", indexed=False)
    owner = owner_seat(one.store)
    settle()
    assert search(Query(text="lamp")).total == 1
    delist(by=owner, product_id=one.id)
    settle()
    assert not search(Query(text="lamp")).hits
    assert not Card.objects.exists()
    relist(by=owner, product_id=one.id)
    sku = one.skus.get()
    change_prices(seat=owner, prices={sku.id: PriceChange(14_400)})
    settle()
    assert search(Query(text="lamp")).hits[0].store_price.minor == 14_400


def test_a_renamed_store_is_renamed_on_its_cards(settle: Any) -> None:
    one = goods("Lamp")
    change_store(seat=owner_seat(one.store), change=StoreChange(name="Another name"))
    settle()
    assert Card.objects.get().store_name == "Another name"


def test_indexing_again_changes_nothing_and_everything_can_be_made_anew() -> None:
    home, lamps, _ = tree()
    made = [goods(f"Lamp {number}", category_id=lamps.pk, texts={"bg": f"Лампа {number}"}) for number in range(3)]
    index_products(product_ids=[one.id for one in made])
    before = sorted(Document.objects.values_list("product_id", "language", "words"))
    assert len(before) == 6
    seen: list[int] = []
    Card.objects.filter(product_id=made[0].id).delete()
    assert index_all(progress=seen.append) == 3
    assert sorted(Document.objects.values_list("product_id", "language", "words")) == before
    assert seen == [3]
    assert set(ShelfPlace.objects.values_list("category_id", flat=True)) == {0, home.pk, lamps.pk}
    assert Word.objects.filter(language="en", word="lamp").exists()


def test_ranks_are_computed_again_with_the_day_and_with_a_weight(policy_value: Any) -> None:
    goods("Lamp", sold=99)
    refresh_ranks()
    before = Card.objects.get().rank
    assert refresh_ranks() == 0
    policy_value("search.sales_weight", "100")
    assert refresh_ranks() == 1
    heavier = Card.objects.get()
    assert (heavier.rank > before, heavier.factors["sales"]) == (True, 1.5)
    assert Document.objects.get().rank == ShelfPlace.objects.filter(category_id=0).get().rank == heavier.rank
    with clock.moved(timedelta(days=10)):
        assert refresh_ranks() == 1
    assert Card.objects.get().rank < heavier.rank


def test_beginnings_are_finished() -> None:
    goods("Desk lamp", sold=99)
    goods("Desktop mat")
    assert suggest("desk l", "en") == ["Desk lamp"]
    for language in ("en", "bg"):
        assert set(suggest("des", language)) == {"Desk lamp", "Desktop mat"}
    assert suggest("d", "en") == []
