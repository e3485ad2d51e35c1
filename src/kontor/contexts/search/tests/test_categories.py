"""A category gets another name: its goods are found by it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kontor.contexts.catalogue.queries import category
from kontor.contexts.catalogue.services.import_categories import import_categories
from kontor.contexts.search.models import Card
from kontor.contexts.search.queries import Query, search
from kontor.contexts.search.tests.factories import goods, todays_rates, tree
from kontor.kernel.viewer import System

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
