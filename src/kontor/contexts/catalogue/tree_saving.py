"""Bringing the tables to what a file of categories says, for the service that imports one. Within its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, ProtectedError

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.errors import CategoryFileWrong
from kontor.contexts.catalogue.tree_file import AttributeDraft, CategoryDraft, OptionDraft
from kontor.kernel.errors import Refusal, Refusals

_PRODUCTS = Exists(models.Product.objects.filter(category_id=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that the file does not name and that stays; `because` is for whoever imports, in English."""

    what: str
    because: str


class Saving:
    """One import: `check`, `save`, `leave`, in this order. What came of it stands in the lists."""

    def __init__(self, drafts: Sequence[CategoryDraft]) -> None:
        self._drafts = drafts
        self._rows = {row.slug: row for row in models.Category.objects.all()}
        self._attributes: dict[int, dict[str, models.AttributeDefinition]] = {}
        for row in models.AttributeDefinition.objects.order_by("category_id", "position", "id"):
            self._attributes.setdefault(row.category_id, {})[row.code] = row
        self._otherwise: set[int] = set()  # ids of categories whose words, flags or place have changed
        self.created: list[str] = []
        self.updated: list[str] = []
        self.removed: list[str] = []
        self.kept: list[Kept] = []
        self.same = 0

    def check(self) -> None:
        """Nothing that would leave products without a place or SKUs without a difference.

        Raises:
            Refusals: each with the line of the file.
        """
        wrong: list[Refusal] = []
        above = {draft.parent for draft in self._drafts}
        holding = set(models.Category.objects.filter(_PRODUCTS, slug__in=above).values_list("slug", flat=True))
        for draft in self._drafts:
            if draft.code in holding:
                why = f"products stand in “{draft.code}”, so nothing can stand below it."
                wrong.append(CategoryFileWrong(line=draft.line, place="children", why=why))
            for attribute, row in self._known(draft):
                if row.is_axis and not attribute.is_axis and _differs(row):
                    why = f"products of “{draft.code}” differ by “{row.code}”: it has to stay an axis."
                    wrong.append(CategoryFileWrong(line=attribute.line, place="axis", why=why))
        if wrong:
            raise Refusals(wrong)

    def _known(self, draft: CategoryDraft) -> Iterator[tuple[AttributeDraft, models.AttributeDefinition]]:
        row = self._rows.get(draft.code)
        known = self._attributes.get(row.pk, {}) if row else {}
        return ((attribute, known[attribute.code]) for attribute in draft.attributes if attribute.code in known)

    def save(self) -> None:
        """Create and change categories and their attributes."""
        for position, draft in enumerate(self._drafts):
            parent = self._rows[draft.parent] if draft.parent else None
            values = {
                "parent_id": parent.pk if parent else None, "names": dict(draft.names), "hs_prefix": draft.hs_prefix,
                "commission_bp": draft.commission_bp, "export_controlled": draft.export_controlled,
                "icon": draft.icon, "position": position,
            }  # fmt: skip
            row = self._rows.get(draft.code)
            fresh = row is None
            if row is None:
                row = self._rows[draft.code] = models.Category.objects.create(slug=draft.code, **values)
                changed = set(values)
            else:
                changed = _set(row, values)
            if changed & {"parent_id", "names", "export_controlled"}:
                self._otherwise.add(row.pk)
            if self._save_attributes(row, draft) | bool(changed):
                (self.created if fresh else self.updated).append(draft.code)
            else:
                self.same += 1

    def _save_attributes(self, category: models.Category, draft: CategoryDraft) -> bool:
        """Returns: whether anything was written."""
        known = self._attributes.get(category.pk, {})
        fresh, written = [], False
        for position, attribute in enumerate(draft.attributes):
            row = known.get(attribute.code)
            options = [_option(one) for one in attribute.options]
            if row is not None:
                options += self._options_kept(category, row, {one.code for one in attribute.options})
            values = {
                "labels": dict(attribute.labels), "options": options, "kind": attribute.kind, "unit": attribute.unit,
                "required": attribute.required, "is_axis": attribute.is_axis, "is_facet": attribute.is_facet,
                "position": position,
            }  # fmt: skip
            if row is None:
                fresh.append(models.AttributeDefinition(category=category, code=attribute.code, **values))
            elif _set(row, values):
                written = True
        models.AttributeDefinition.objects.bulk_create(fresh)
        written |= bool(fresh) | self._drop_attributes(category, known, {one.code for one in draft.attributes})
        if written:
            self._otherwise.add(category.pk)
        return written

    def _options_kept(
        self, category: models.Category, row: models.AttributeDefinition, named: set[str]
    ) -> list[dict[str, Any]]:
        """Options that the file does not name any more, but products have."""
        kept = [option for option in row.options if option["code"] not in named and _chosen(row, option["code"])]
        for option in kept:
            self.kept.append(Kept(f"{category.slug} › {row.code} › {option['code']}", "products have it"))
        return kept

    def _drop_attributes(
        self, category: models.Category, known: dict[str, models.AttributeDefinition], named: set[str]
    ) -> bool:
        dropped = False
        for code, row in known.items():
            if code in named:
                continue
            if _differs(row) or _described(row):
                self.kept.append(Kept(f"{category.slug} › {code}", "products have it"))
            else:
                row.delete()
                dropped = True
        return dropped

    def leave(self, *, prune: bool) -> None:
        """What the file does not name stays; with `prune`, only what holds products or is needed by something else."""
        named = {draft.code for draft in self._drafts}
        rest = {row.pk: row for row in models.Category.objects.exclude(slug__in=named).order_by("position", "id")}
        holding = set(models.Category.objects.filter(_PRODUCTS, pk__in=rest).values_list("pk", flat=True))
        progress = prune
        while progress:  # from the leaves up
            progress = False
            above = set(models.Category.objects.exclude(parent=None).values_list("parent_id", flat=True))
            for pk in [pk for pk in rest if pk not in holding and pk not in above]:
                try:
                    rest[pk].delete()
                except ProtectedError:
                    holding.add(pk)
                    continue
                self.removed.append(rest.pop(pk).slug)
                progress = True
        for pk, row in rest.items():
            because = "products stand in it" if pk in holding else "something stands below it"
            self.kept.append(Kept(row.slug, because if prune or pk in holding else "the file does not name it"))

    def shown_otherwise(self) -> list[int]:
        """Ids of the categories with products that are found or shown otherwise from now on."""
        below: dict[int | None, list[int]] = {}
        for pk, parent_id in models.Category.objects.values_list("pk", "parent_id"):
            below.setdefault(parent_id, []).append(pk)
        reached, waiting = set[int](), list(self._otherwise)
        while waiting:
            pk = waiting.pop()
            if pk not in reached:
                reached.add(pk)
                waiting += below.get(pk, [])
        holding = models.Category.objects.filter(_PRODUCTS, pk__in=reached)
        return list(holding.order_by("pk").values_list("pk", flat=True))


def _set(row: models.Category | models.AttributeDefinition, values: dict[str, Any]) -> set[str]:
    """Write what differs; the names of it."""
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
    return changed


def _option(draft: OptionDraft) -> dict[str, Any]:
    made: dict[str, Any] = {"code": draft.code, "labels": dict(draft.labels)}
    return made | ({"swatch": draft.swatch} if draft.swatch else {})


def _differs(row: models.AttributeDefinition) -> bool:
    """Whether SKUs of the category's products differ by this attribute."""
    return models.Sku.objects.filter(product__category_id=row.category_id, axes__has_key=row.code).exists()


def _described(row: models.AttributeDefinition) -> bool:
    """Whether products of the category have a value for this attribute."""
    return models.Product.objects.filter(category_id=row.category_id, attributes__has_key=row.code).exists()


def _chosen(row: models.AttributeDefinition, option: str) -> bool:
    """Whether a product of the category, or a SKU, has this option."""
    value = {row.code: option}
    return (
        models.Product.objects.filter(category_id=row.category_id, attributes__contains=value).exists()
        or models.Sku.objects.filter(product__category_id=row.category_id, axes__contains=value).exists()
    )
