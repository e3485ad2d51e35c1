"""The tree as it stands, for the operator at a terminal: as a file, and as a list with what stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.queries.categories import named
from kontor.contexts.catalogue.tree_file import AttributeDraft, CategoryDraft, OptionDraft, write
from kontor.kernel.viewer import Operator, System


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category of the list; `depth` 0 at the top, `products` in any state, `axes` what SKUs differ by."""

    code: str
    depth: int
    name: str
    hs_prefix: str
    commission_bp: int
    export_controlled: bool
    attributes: int
    axes: tuple[str, ...]
    products: int


def exported_tree(viewer: Operator | System) -> str:
    """The whole tree as a file that can be imported again. Two statements."""
    del viewer  # the tree is public; only the operator has a use for the file
    attributes = _attributes()
    return write(
        [
            CategoryDraft(
                row.slug, above, row.names, row.hs_prefix, row.commission_bp, row.export_controlled, row.icon,
                tuple(_draft(one) for one in attributes[row.pk]),
            )
            for row, above, _ in _walk()
        ]
    )  # fmt: skip


def shelves(viewer: Operator | System, language: str = "en") -> list[Shelf]:
    """All categories in the order of the tree. Three statements."""
    del viewer
    attributes = _attributes()
    counted = models.Product.objects.order_by().values_list("category_id").annotate(Count("id"))
    products: dict[int, int] = dict(counted)
    return [
        Shelf(
            row.slug, depth, named(row.names, language), row.hs_prefix, row.commission_bp, row.export_controlled,
            len(attributes[row.pk]), tuple(one.code for one in attributes[row.pk] if one.is_axis),
            products.get(row.pk, 0),
        )
        for row, _, depth in _walk()
    ]  # fmt: skip


def _attributes() -> dict[int, list[models.AttributeDefinition]]:
    found: dict[int, list[models.AttributeDefinition]] = defaultdict(list)
    for row in models.AttributeDefinition.objects.order_by("category_id", "position", "id"):
        found[row.category_id].append(row)
    return found


def _walk() -> Iterator[tuple[models.Category, str, int]]:
    """Each category before those below it, with the code of the one above and its depth."""
    below: dict[int | None, list[models.Category]] = defaultdict(list)
    for row in models.Category.objects.order_by("position", "id"):
        below[row.parent_id].append(row)

    def down(parent_id: int | None, above: str, depth: int) -> Iterator[tuple[models.Category, str, int]]:
        for row in below[parent_id]:
            yield row, above, depth
            yield from down(row.pk, row.slug, depth + 1)

    return down(None, "", 0)


def _draft(row: models.AttributeDefinition) -> AttributeDraft:
    return AttributeDraft(
        row.code, row.labels, row.unit, row.kind, row.required, row.is_axis, row.is_facet,
        tuple(OptionDraft(one["code"], one["labels"], one.get("swatch", "")) for one in row.options),
    )  # fmt: skip
