"""A tree from a file: made, changed, never taken from under products (TRD-02)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kontor.contexts.catalogue.models import AttributeDefinition, Category
from kontor.contexts.catalogue.queries import category, exported_tree, shelves
from kontor.contexts.catalogue.services.import_categories import Imported, import_categories
from kontor.contexts.catalogue.tests import factories
from kontor.contexts.catalogue.tree_file import starter
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import System
from kontor.platform.audit.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]
BY = System("test")

COLOUR = {"code": "colour", "labels": {"en": "Colour", "bg": "Цвят"}, "axis": True,
          "options": [{"code": code, "labels": code.capitalize()} for code in ("red", "blue", "green")]}  # fmt: skip
MATERIAL = {"code": "material", "labels": "Material", "options": [{"code": "brass", "labels": "Brass"}]}


def lamps(*, attributes: tuple[Any, ...] = (COLOUR, MATERIAL), **fields: Any) -> dict[str, Any]:
    names = {"en": "Lamps", "bg": "Лампи"}
    return {"code": "lamps", "names": names, "hs_prefix": "940520", "attributes": attributes} | fields


def bring(*categories: dict[str, Any], **how: Any) -> Imported:
    text = json.dumps({"format": "kontor-categories-1", "categories": categories}, indent=1)
    return import_categories(by=BY, text=text, **how)


def everything() -> list[Any]:
    return [*Category.objects.order_by("id").values(), *AttributeDefinition.objects.order_by("id").values()]


def test_the_starter_twice_is_the_starter_once() -> None:
    done = import_categories(by=BY, text=starter())
    assert (len(done.created), done.updated, done.same, done.removed, done.kept) == (62, (), 0, (), ())
    before = everything()
    again = import_categories(by=BY, text=starter())
    assert (again.created, again.updated, again.same, again.kept) == ((), (), 62, ())
    assert everything() == before
    assert import_categories(by=BY, text=exported_tree(BY)).same == 62, "what is exported is the same tree"
    assert everything() == before
    [row] = AuditRow.objects.filter(kind="catalogue.categories")
    assert row.after == {"created": 62, "updated": 0, "removed": 0}


def test_a_name_changes_and_pages_show_it_at_once(django_capture_on_commit_callbacks: Any) -> None:
    bring(lamps(children=[{"code": "desk", "names": "Desk lamps"}], attributes=()))
    assert category("lamps", "bg").name == "Лампи"
    with django_capture_on_commit_callbacks(execute=True):
        done = bring(lamps(names={"en": "Lights", "bg": "Светлини"}, attributes=()))
    assert (done.created, done.updated, done.same) == ((), ("lamps",), 0)
    assert category("lamps", "bg").name == "Светлини"
    assert [(kept.what, kept.because) for kept in done.kept] == [("desk", "the file does not name it")]
    assert category("desk", "en").parent_id == Category.objects.get(slug="lamps").pk


def test_a_dry_run_says_and_does_nothing() -> None:
    bring(lamps())
    before = everything()
    done = bring(lamps(commission_bp=900), {"code": "bags", "names": "Bags"}, dry_run=True)
    assert (done.created, done.updated) == (("bags",), ("lamps",))
    assert everything() == before


def test_a_file_with_a_fault_changes_nothing() -> None:
    bring(lamps())
    before = everything()
    with pytest.raises(Refusals) as refused:
        bring(lamps(names="Lights"), {"code": "bags", "names": "Bags", "hs_prefix": "42"})
    assert [part.code for part in refused.value.parts] == ["ERR_CATEGORY_FILE_WRONG"]
    assert everything() == before


def test_what_products_stand_in_stays_and_the_rest_goes() -> None:
    bring(lamps(), {"code": "old", "names": "Old", "children": [{"code": "older", "names": "Older"}]},
          {"code": "home", "names": "Home", "children": [{"code": "bags", "names": "Bags"}]})  # fmt: skip
    factories.product(category_id=Category.objects.get(slug="lamps").pk)
    factories.product(category_id=Category.objects.get(slug="bags").pk, attributes={}, skus=(plain_sku(),))
    done = bring({"code": "toys", "names": "Toys"}, prune=True)
    assert set(done.removed) == {"old", "older"}
    assert {(kept.what, kept.because) for kept in done.kept} == {
        ("lamps", "products stand in it"), ("bags", "products stand in it"), ("home", "something stands below it"),
    }  # fmt: skip
    assert set(Category.objects.values_list("slug", flat=True)) == {"lamps", "bags", "home", "toys"}


def plain_sku() -> Any:
    from kontor.contexts.catalogue.drafts import SkuDraft

    return SkuDraft(code="B1", price_minor=1000, weight_g=300)


def test_attributes_and_options_that_products_have_stay() -> None:
    bring(lamps())
    factories.product(category_id=Category.objects.get(slug="lamps").pk)  # of brass, in red and blue
    less = COLOUR | {"options": [{"code": "white", "labels": "White"}]}
    for _ in range(2):  # the second time nothing is left to do
        done = bring(lamps(attributes=(less,)))
    assert done.same == 1
    assert {(kept.what, kept.because) for kept in done.kept} == {
        ("lamps › colour › red", "products have it"), ("lamps › colour › blue", "products have it"),
        ("lamps › material", "products have it"),
    }  # fmt: skip
    colour, material = AttributeDefinition.objects.order_by("code")
    assert [option["code"] for option in colour.options] == ["white", "red", "blue"]
    assert material.code == "material"


def test_an_axis_by_which_skus_differ_stays_one_and_a_shelf_with_goods_stays_a_leaf() -> None:
    bring(lamps())
    factories.product(category_id=Category.objects.get(slug="lamps").pk)
    before = everything()
    with pytest.raises(Refusals) as refused:
        bring(lamps(attributes=(COLOUR | {"axis": False}, MATERIAL), children=[{"code": "desk", "names": "Desk"}]))
    said = [part.english().partition(", ")[2] for part in refused.value.parts]
    assert said == [
        "children: products stand in “lamps”, so nothing can stand below it.",
        "axis: products of “lamps” differ by “colour”: it has to stay an axis.",
    ]
    assert everything() == before


def test_the_list_counts_what_stands_where() -> None:
    bring({"code": "home", "names": "Home", "children": [lamps(export_controlled=True)]})
    factories.product(category_id=Category.objects.get(slug="lamps").pk, approved=False)
    home, lamp = shelves(BY)
    assert (home.code, home.depth, home.products) == ("home", 0, 0)
    assert (lamp.code, lamp.depth, lamp.products, lamp.axes, lamp.attributes) == ("lamps", 1, 1, ("colour",), 2)
    assert lamp.export_controlled


def test_an_import_keeps_its_budget_of_queries(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    import_categories(by=BY, text=starter())
    with django_assert_max_num_queries(12):
        import_categories(by=BY, text=starter())
    with django_assert_max_num_queries(3):
        shelves(BY)
    with django_assert_max_num_queries(2):
        exported_tree(BY)
