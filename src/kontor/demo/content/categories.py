"""The category tree of the demo market with its attributes, words and trade facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .model import LANGUAGES, Attribute, Category, Kind, Option, Words
from .tables import attribute_words, colours, materials, read, same, words

GROUPS = (
    "clothing", "footwear_bags", "jewellery", "electronics", "home", "garden",
    "toys", "sports", "beauty", "office", "tools", "pets",
)  # fmt: skip
_UNITS = {
    "hot_h": "h",
    "light_lm": "lm",
    "torque_nm": "newton",
    "wavelength_nm": "nm",
    "age": "years",
    "pieces": "pcs",
    "pages": "sheets",
}
_UNITLESS = {"bluetooth", "compartments", "eu_size", "ring_size"}


def _unit(code: str) -> str:
    if code in _UNITS or code in _UNITLESS:
        return _UNITS.get(code, "")
    suffix = code.rpartition("_")[2] if "_" in code else ""
    return suffix if suffix in attribute_words()[1] else ""


def _option(attribute: str, value: str) -> Option:
    if attribute == "colour":
        return colours()[value]
    if attribute == "material":
        return materials()[value].option
    return attribute_words()[2].get(value) or Option(value, same(value))


def _attribute(code: str, values: list[Any]) -> Attribute:
    labels, units, _ = attribute_words()
    unit = _unit(code)
    options = tuple(_option(code, str(value)) for value in values)
    return Attribute(code, labels[code], options, unit, units[unit] if unit else None)


def _kind(line: str) -> Kind:
    nouns: dict[str, str] = {}
    genders: dict[str, str] = {}
    for language, text in words(line).items():
        noun, _, gender = text.partition(":")
        nouns[language], genders[language] = noun, gender or "m"
    return Kind(nouns, genders)


def _leaf(slug: str, parent: str, entry: Mapping[str, Any], shared: tuple[Words, ...]) -> Category:
    width, depth, height = entry["size"]
    low, high = entry["price"]
    return Category(
        slug=slug,
        parent=parent,
        names=words(entry["name"]),
        hs_prefix=entry["hs"],
        commission_bp=entry["commission"],
        attributes=tuple(_attribute(code, values) for code, values in entry["attributes"].items()),
        axes=tuple(entry["axes"]),
        weight_g=entry["weight"],
        size_mm=(width, depth, height),
        price_cny=(low, high),
        export_controlled=entry.get("export_controlled", False),
        kinds=tuple(_kind(line) for line in entry["kinds"]),
        styles=tuple(entry["styles"]),
        uses=tuple(words(line) for line in entry["uses"]),
        sentences=tuple(words(line) for line in entry["sentences"]) + shared,
        spec=entry.get("spec", ""),
        drawing=entry["drawing"],
    )


@cache
def categories() -> tuple[Category, ...]:
    """All categories: each top category is followed by its leaves."""
    result: list[Category] = []
    for group in GROUPS:
        table = read(group)
        top = table.pop("top")
        result.append(Category(slug=top["slug"], parent="", names=words(top["name"])))
        shared = tuple(words(line) for line in top["sentences"])
        result.extend(_leaf(slug, top["slug"], entry, shared) for slug, entry in table.items())
    return tuple(result)


@cache
def leaves() -> tuple[Category, ...]:
    return tuple(category for category in categories() if category.is_leaf)


@cache
def leaves_of(top: str) -> tuple[Category, ...]:
    """The leaves of a top category, or of the one leaf with this slug."""
    return tuple(category for category in leaves() if top in (category.parent, category.slug))


@cache
def by_slug() -> Mapping[str, Category]:
    return {category.slug: category for category in categories()}


__all__ = ["GROUPS", "LANGUAGES", "by_slug", "categories", "leaves", "leaves_of"]
