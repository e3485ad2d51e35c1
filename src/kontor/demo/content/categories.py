"""The category tree of the demo market: that of the starter file, and what its goods are like."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kontor.contexts.catalogue.tree_file import AttributeDraft, CategoryDraft

from .model import LANGUAGES, Attribute, Category, Kind, Words
from .tables import complete, option, read, tree, units, words

GROUPS = (
    "clothing", "footwear_bags", "jewellery", "electronics", "home", "garden",
    "toys", "sports", "beauty", "office", "tools", "pets",
)  # fmt: skip


def _attribute(draft: AttributeDraft) -> Attribute:
    options = tuple(option(one) for one in draft.options)
    return Attribute(
        draft.code, complete(draft.labels), options, draft.unit, units()[draft.unit] if draft.unit else None
    )


def _kind(line: str) -> Kind:
    nouns: dict[str, str] = {}
    genders: dict[str, str] = {}
    for language, text in words(line).items():
        noun, _, gender = text.partition(":")
        nouns[language], genders[language] = noun, gender or "m"
    return Kind(nouns, genders)


def _leaf(draft: CategoryDraft, entry: Mapping[str, Any], shared: tuple[Words, ...]) -> Category:
    width, depth, height = entry["size"]
    low, high = entry["price"]
    return Category(
        slug=draft.code,
        parent=draft.parent,
        names=complete(draft.names),
        hs_prefix=draft.hs_prefix,
        commission_bp=draft.commission_bp,
        attributes=tuple(_attribute(one) for one in draft.attributes),
        axes=tuple(one.code for one in draft.attributes if one.is_axis),
        weight_g=entry["weight"],
        size_mm=(width, depth, height),
        price_cny=(low, high),
        export_controlled=draft.export_controlled,
        kinds=tuple(_kind(line) for line in entry["kinds"]),
        styles=tuple(entry["styles"]),
        uses=tuple(words(line) for line in entry["uses"]),
        sentences=tuple(words(line) for line in entry["sentences"]) + shared,
        spec=entry.get("spec", ""),
        drawing=entry["drawing"],
    )


@cache
def categories() -> tuple[Category, ...]:
    """All categories of the starter file with what the demo says of their goods: each top one, then its leaves."""
    entries: dict[str, Mapping[str, Any]] = {}
    for group in GROUPS:
        table = read(group)
        top = table.pop("top")
        entries |= {top["slug"]: top, **table}
    result: list[Category] = []
    for draft in tree():
        entry = entries[draft.code]
        if draft.parent:
            shared = tuple(words(line) for line in entries[draft.parent]["sentences"])
            result.append(_leaf(draft, entry, shared))
        else:
            result.append(Category(slug=draft.code, parent="", names=complete(draft.names)))
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
