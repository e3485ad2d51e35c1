"""Files of categories: what is wrong is said with its line and field, what is right reads back the same (TRD-02)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings

from kontor.contexts.catalogue.errors import CategoryFileWrong
from kontor.contexts.catalogue.tree_file import CategoryDraft, read, starter, write
from kontor.kernel.errors import Refusals

FIELDS = "code, names, hs_prefix, commission_bp, export_controlled, icon, attributes, children"
LANGUAGES = [code for code, _ in settings.LANGUAGES]


def tree(*categories: dict[str, Any], **shared: Any) -> str:
    return json.dumps({"format": "kontor-categories-1", "attributes": shared, "categories": categories}, indent=1)


def faults(text: str) -> list[str]:
    with pytest.raises((Refusals, CategoryFileWrong)) as refused:
        read(text, languages=LANGUAGES)
    return [part.english() for part in getattr(refused.value, "parts", [refused.value])]


def test_the_starter_speaks_seven_languages_and_knows_its_trade() -> None:
    found = read(starter(), languages=LANGUAGES)
    above = {draft.parent for draft in found}
    leaves = [draft for draft in found if draft.code not in above]
    assert (len(found), len(leaves)) == (62, 50)
    assert all(set(draft.names) == set(LANGUAGES) for draft in found)
    assert all(len(draft.hs_prefix) == 6 and draft.attributes for draft in leaves)
    assert {draft.code for draft in leaves if draft.export_controlled} == {
        "camera-drones", "drone-propellers", "laser-pointers",
    }  # fmt: skip
    ages = [one for draft in leaves for one in draft.attributes if one.code == "age"]
    assert ages
    assert all(one.required and one.kind == "number" for one in ages), "the law wants it to be said of toys"


def test_what_is_written_reads_back_the_same() -> None:
    found = read(starter(), languages=LANGUAGES)
    assert read(write(found), languages=LANGUAGES) == found


def test_words_that_differ_between_categories_survive() -> None:
    lamps = {"code": "lamps", "names": "Lamps", "attributes": [{"code": "height", "labels": "Height", "unit": "cm"}]}
    mats = {
        "code": "mats", "names": {"en": "Mats", "bg": "Рогозки"},
        "attributes": [
            {"code": "height", "labels": "Thickness", "unit": "mm", "facet": False, "options": [3, "5"]},
            {"code": "tint", "labels": {"en": "Tint"}, "axis": True, "required": True,
             "options": [{"code": "red", "labels": "Red", "swatch": "#FF0000"}]},
        ],
    }  # fmt: skip
    found = read(tree(lamps, mats), languages=LANGUAGES)
    assert read(write(found), languages=LANGUAGES) == found
    height = found[1].attributes[0]
    assert (height.labels, height.unit, height.kind, height.is_facet) == ({"en": "Thickness"}, "mm", "number", False)
    assert [option.code for option in height.options] == ["3", "5"]


def test_without_a_list_a_category_has_all_shared_options() -> None:
    colour = {"labels": "Colour", "options": {"red": {"en": "Red", "bg": "Червен"}, "blue": "Blue"}}
    [found] = read(
        tree({"code": "a", "names": "A", "attributes": [{"code": "colour"}]}, colour=colour), languages=LANGUAGES
    )
    assert [option.code for option in found.attributes[0].options] == ["red", "blue"]
    assert found == CategoryDraft("a", "", {"en": "A"}, attributes=found.attributes)


def test_no_json_is_told_with_line_and_column() -> None:
    assert faults('{\n "format": "kontor-categories-1",\n "categories": [,]\n}') == [
        "Line 3, column 17: this is no JSON (Expecting value)."
    ]
    assert faults("[1]") == ["Line 1, the file: it must begin with {."]
    assert faults('{\n "a": 1,\n "a": 2}') == ["Line 1, a: this stands here twice."]
    assert faults("[" * 100_000) == ["Line 1, categories: they are nested too deeply."]


def test_every_fault_is_told_with_its_line_and_field() -> None:
    text = """{
 "format": "kontor-categories-1",
 "categories": [
  {"code": "Lamps!", "names": {"bg": "Лампи", "de": "Lampen"}, "hs_prefix": "94", "commission_bp": 12000},
  {"code": "bags", "names": "Bags", "comission": 5, "export_controlled": "no",
   "attributes": [
    {"code": "colour", "axis": true, "options": ["red"]},
    {"code": "brand", "labels": "Brand"},
    {"code": "size", "labels": "Size", "axis": true}
   ]},
  {"code": "bags", "names": ""}
 ]
}"""
    assert faults(text) == [
        "Line 4, code: this must be at most 60 small letters, digits and hyphens.",
        f"Line 4, names: “de” is no language of this market ({', '.join(LANGUAGES)}).",
        "Line 4, names: English (en) is missing: it is shown where a language has no text of its own.",
        "Line 4, hs_prefix: this must be six digits, as a text.",
        "Line 4, commission_bp: this must be a whole number from 0 to 10000.",
        f"Line 5, comission: there is no such field here, only {FIELDS}.",
        "Line 7, labels: “colour” has no labels, neither here nor in “attributes”.",
        "Line 7, options: “red” has no labels, neither here nor in “attributes › colour”.",
        "Line 7, options: goods differ by “colour”: it needs options to choose from.",
        "Line 8, code: every product has a “brand” of its own; choose another code.",
        "Line 9, options: goods differ by “size”: it needs options to choose from.",
        "Line 5, export_controlled: this must be true or false.",
        "Line 11, code: “bags” stands in line 5 already.",
        'Line 11, names: this must have a text for each language, such as {"en": "Lamps", "es": "Lámparas"}.',
    ]


@pytest.mark.parametrize("odd", [None, 3, "x", [1], [None], {"a": 1}])
@pytest.mark.parametrize("name", ["names", "hs_prefix", "commission_bp", "icon", "attributes", "children", "code"])
def test_odd_values_are_faults_and_no_crash(name: str, odd: Any) -> None:
    whole = {"code": "a", "names": "A"} | {name: odd}
    if (name, odd) in [("commission_bp", 3), ("names", "x"), ("icon", "x"), ("code", "x")]:
        read(tree(whole), languages=LANGUAGES)
    else:
        assert faults(tree(whole))


@pytest.mark.parametrize("odd", [None, 3, [1], {"a": 1}, {"labels": None}, {"labels": "A", "options": [1]}])
def test_odd_shared_words_are_faults(odd: Any) -> None:
    assert faults(tree({"code": "a", "names": "A"}, colour=odd))
