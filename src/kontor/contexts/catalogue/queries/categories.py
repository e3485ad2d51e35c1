"""The tree of goods and what its goods are told apart by. Public; kept in the process for at most 60 s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, override

from kontor.contexts.catalogue import models, rules
from kontor.contexts.catalogue.errors import CategoryNotFound
from kontor.contexts.catalogue.units import SIGNS
from kontor.platform.reference import Reference


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category with its name in one language; `export_controlled` where it or one above it is flagged (ACC-34)."""

    id: int
    parent_id: int | None
    slug: str
    name: str
    icon: str
    commission_bp: int
    hs_prefix: str
    export_controlled: bool
    children: tuple[CategoryNode, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    code: str
    label: str
    swatch: str  # hex colour, or ""


@dataclass(frozen=True, slots=True)
class AttributeView:
    """An attribute of a category in one language; without options its value is free."""

    code: str
    label: str
    unit: str
    is_axis: bool
    is_facet: bool
    options: Mapping[str, OptionView]
    kind: str = "choice"  # choice | number | text
    required: bool = False

    def shown(self, value: object) -> str:
        """`value` (an option's code, or free) as people read it, with its unit."""
        option = self.options.get(str(value))
        text = option.label if option else str(value)
        return f"{text} {self.unit}".strip() if self.unit and not text.endswith(self.unit) else text


@dataclass(frozen=True, slots=True)
class _Tree:
    roots: tuple[CategoryNode, ...]
    by_id: Mapping[int, CategoryNode]
    by_slug: Mapping[str, CategoryNode]
    attributes: Mapping[int, Mapping[str, AttributeView]]
    controlled: tuple[int, ...]


def named(names: Mapping[str, str], language: str) -> str:
    """Of words by language, those in this one, else in English, else any."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def _load(language: str) -> _Tree:
    rows = list(models.Category.objects.order_by("position", "id"))
    below: dict[int | None, list[models.Category]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    by_id: dict[int, CategoryNode] = {}

    def grow(row: models.Category, *, controlled: bool = False) -> CategoryNode:
        controlled = controlled or row.export_controlled
        node = CategoryNode(
            id=row.pk, parent_id=row.parent_id, slug=row.slug, name=named(row.names, language), icon=row.icon,
            commission_bp=row.commission_bp, hs_prefix=row.hs_prefix, export_controlled=controlled,
            children=tuple(grow(child, controlled=controlled) for child in below[row.pk]),
        )  # fmt: skip
        by_id[row.pk] = node
        return node

    roots = tuple(grow(row) for row in below[None])
    attributes: dict[int, dict[str, AttributeView]] = defaultdict(dict)
    for definition in models.AttributeDefinition.objects.order_by("category_id", "position", "id"):
        attributes[definition.category_id][definition.code] = _attribute(definition, language)
    return _Tree(
        roots, by_id, {node.slug: node for node in by_id.values()}, attributes,
        tuple(sorted(row.pk for row in rows if row.export_controlled)),
    )  # fmt: skip


def _attribute(row: models.AttributeDefinition, language: str) -> AttributeView:
    return AttributeView(
        kind=row.kind, required=row.required,
        code=row.code, label=named(row.labels, language), unit=_sign(row.unit, language), is_axis=row.is_axis,
        is_facet=row.is_facet,
        options={
            option["code"]: OptionView(option["code"], named(option["labels"], language), option.get("swatch", ""))
            for option in row.options
        },
    )  # fmt: skip


def _sign(unit: str, language: str) -> str:
    if not unit:
        return ""
    with override(language):
        return gettext(SIGNS.get(unit, unit))


_trees: Reference[_Tree] = Reference(_load)


def category_tree(language: str) -> tuple[CategoryNode, ...]:
    """The top categories in order, each with what is below it."""
    return _trees(language).roots


def category(slug: str, language: str) -> CategoryNode:
    """The category with this slug.

    Raises:
        CategoryNotFound: when there is none.
    """
    found = _trees(language).by_slug.get(slug)
    if found is None:
        raise CategoryNotFound
    return found


def category_by_id(category_id: int, language: str) -> CategoryNode | None:
    """The category with this id, or None."""
    return _trees(language).by_id.get(category_id)


def path_of(category_id: int, language: str) -> tuple[CategoryNode, ...]:
    """From the top down to the category itself; empty for an unknown one."""
    by_id, path = _trees(language).by_id, []
    node = by_id.get(category_id)
    while node is not None:
        path.append(node)
        node = by_id.get(node.parent_id) if node.parent_id is not None else None
    return tuple(reversed(path))


def attributes_of(category_id: int, language: str) -> Mapping[str, AttributeView]:
    """A category's attributes by code, in order."""
    return _trees(language).attributes.get(category_id, {})


def hidden_categories(seen_from: str, language: str) -> tuple[int, ...]:
    """Ids of the categories whose goods, and those of all below, a request from this country is not shown (ACC-34).

    Args:
        seen_from: ISO code of the country by the client's address, "" when unknown: then nothing is hidden.
    """
    return _trees(language).controlled if rules.hides_controlled(seen_from) else ()


def is_controlled(category_id: int, language: str) -> bool:
    """Whether goods of this category are under export control: it is flagged, or one above it is."""
    node = category_by_id(category_id, language)
    return node is not None and node.export_controlled
