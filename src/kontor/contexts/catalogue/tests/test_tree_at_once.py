"""A product is saved in the very moment in which its category gets something below it: real connections (TRD-02)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from kontor.contexts.catalogue.errors import CategoryNotLeaf
from kontor.contexts.catalogue.many import Save
from kontor.contexts.catalogue.models import Category, Product
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.save_products import save_products
from kontor.contexts.catalogue.tests import factories
from kontor.contexts.catalogue.tests.test_import_categories import COLOUR, MATERIAL, bring
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.kernel.errors import Refusal, Refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("TRD-02")]

BELOW = [{"code": "desk", "names": "Desk lamps"}]
_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid"
_WAITING += " FROM pg_database WHERE datname = current_database())"


def tree(*, children: Any = ()) -> Any:
    """Bags, and lamps with `children`."""
    fields = {"attributes": [COLOUR, MATERIAL]}
    return bring(
        {"code": "bags", "names": "Bags", **fields}, {"code": "lamps", "names": "Lamps", "children": children, **fields}
    )


def draft(slug: str = "lamps", **fields: Any) -> Any:
    return factories.draft(category_id=Category.objects.get(slug=slug).pk, **fields)


def created(shop: Store) -> list[Refusal]:
    create_product(seat=owner_seat(shop), draft=draft())
    return []


def changed(shop: Store) -> list[Refusal]:
    known = Product.objects.get()
    change_product(seat=owner_seat(shop), product_id=known.id, version=known.version, draft=draft())
    return []


def saved_with_others(shop: Store) -> list[Refusal]:
    [done] = save_products(seat=owner_seat(shop), saves=[Save(draft())])
    return list(done.refusals)


SAVINGS = (created, changed, saved_with_others)
Saving = Callable[[Store], list[Refusal]]


def refusals(doing: Callable[[], Any]) -> list[str]:
    """What is said against it, on a connection of its own."""
    try:
        found = doing()
        return [type(one).__name__ for one in found] if isinstance(found, list) else []
    except Refusals as refused:
        return [type(one).__name__ for one in refused.parts]
    finally:
        connection.close()


def meanwhile(pool: ThreadPoolExecutor, doing: Callable[[], Any]) -> Future[list[str]]:
    """Begin it on another connection, and go on as soon as it waits for this one."""
    other = pool.submit(refusals, doing)
    with connection.cursor() as cursor:
        waiting = False
        while not waiting:
            assert not other.done(), "it waits for nobody"
            cursor.execute(_WAITING)
            waiting = cursor.fetchone() != (0,)
    return other


@pytest.fixture
def shop(transactional_db: None) -> Store:
    """One with a bag; there are lamps too."""
    tree()
    made = store()
    create_product(seat=owner_seat(made), draft=draft("bags"))
    return made


@pytest.mark.parametrize("saving", SAVINGS)
def test_what_is_being_saved_keeps_its_category_a_leaf(shop: Store, saving: Saving) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert saving(shop) == []
            other = meanwhile(pool, lambda: tree(children=BELOW))
        assert other.result() == ["CategoryFileWrong"]
    assert not Category.objects.exclude(parent=None).exists()
    assert Product.objects.filter(category__slug="lamps").count() == 1


@pytest.mark.parametrize("saving", SAVINGS)
def test_a_category_that_just_gets_something_below_it_takes_no_product(shop: Store, saving: Saving) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            tree(children=BELOW)
            other = meanwhile(pool, lambda: saving(shop))
        assert CategoryNotLeaf.__name__ in other.result()
    assert Category.objects.get(slug="desk").parent == Category.objects.get(slug="lamps")
    assert not Product.objects.filter(category__slug="lamps").exists()


def test_two_sellers_do_not_wait_for_each_other(shop: Store) -> None:
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert created(shop) == []
        assert pool.submit(refusals, lambda: created(store())).result(timeout=20) == []  # else they wait for ever
    assert Product.objects.filter(category__slug="lamps").count() == 2
