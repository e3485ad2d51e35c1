"""A category gets another name: its goods are found by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from kontor.contexts.catalogue.queries import category
from kontor.contexts.catalogue.services.import_categories import import_categories
from kontor.contexts.search.models import Card, Document
from kontor.contexts.search.queries import Query, search
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.platform.reference import LONGEST

pytestmark = pytest.mark.django_db


def bring(**fields: object) -> None:
    lamps = {"code": "lamps", "names": "Lamps", "hs_prefix": "940520"} | fields
    home = {"code": "home", "names": {"en": "Home", "bg": "Дом"}, "children": [lamps]}
    text = json.dumps({"format": "kontor-categories-1", "categories": [home]})
    import_categories(by=System("test"), text=text)


@pytest.mark.rule("TRD-03")
def test_goods_are_found_by_the_new_name_of_their_category(settle: Callable[[], None]) -> None:
    todays_rates()
    home, _, _ = tree()
    goods("Desk one", category_id=category("lamps", "en").id)  # what reads the tree has it in the process from now on
    assert not search(Query(text="luminaires")).hits
    bring(names={"en": "Luminaires"})
    settle()
    assert [hit.title for hit in search(Query(text="luminaires")).hits] == ["Desk one"]
    bring(names={"en": "Luminaires"}, export_controlled=True)
    settle()
    assert Card.objects.get().export_controlled
    assert home.pk in Card.objects.get().categories


def test_what_another_machine_indexed_by_the_old_tree_is_mended(settle: Callable[[], None]) -> None:
    todays_rates()
    tree()
    goods("Desk one", category_id=category("lamps", "en").id)
    bring(names={"en": "Luminaires"})
    settle()
    Document.objects.update(words=SearchVector(Value("lamps")))  # as that machine would write it
    assert not search(Query(text="luminaires")).hits
    with clock.moved(LONGEST + timedelta(seconds=1)):
        settle()
        assert len(search(Query(text="luminaires")).hits) == 1
