"""Many products at once, for sheets and programs: the rules of the editor, with a handful of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from kontor.contexts.catalogue import models, rules
from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft
from kontor.contexts.catalogue.errors import CategoryNotLeaf, ProductNotFound, SkuCodeTaken, SomebodyElseChanged
from kontor.contexts.catalogue.fields import flat, within
from kontor.contexts.catalogue.lifecycle import State
from kontor.contexts.catalogue.reviewing import trusted
from kontor.contexts.catalogue.saving import attribute_rules
from kontor.contexts.catalogue.working import reviewed_parts
from kontor.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Save:
    """A product as it shall be.

    Attributes:
        product_id: a known product of the store; None for a new one.
        version: of the known product when it was read.
    """

    draft: ProductDraft
    product_id: UUID | None = None
    version: int = 0


def faults(
    store_id: UUID, home_language: str, saves: Sequence[Save], known: Mapping[UUID, EditedProduct]
) -> list[list[Refusal]]:
    """All that is wrong with each of `saves`, in their order; an empty list lets one pass. Three statements.

    Args:
        known: the products that `saves` name, as they are now.
    """
    asked = {save.draft.category_id for save in saves}
    leaves = set(models.Category.objects.filter(id__in=asked, children__isnull=True).values_list("id", flat=True))
    attributes = attribute_rules(leaves)
    languages = {code for code, _ in settings.LANGUAGES}
    owners = _owners(store_id, {sku.code for save in saves for sku in save.draft.skus})
    wanted = Counter(sku.code for save in saves for sku in save.draft.skus)
    taken: set[str] = set()
    found = []
    for save in saves:
        wrong = _of_version(save, known)
        if save.draft.category_id not in leaves:
            wrong.append(CategoryNotLeaf(field="category"))
        allowed = attributes.get(save.draft.category_id, {})
        wrong += rules.faults(save.draft, home_language=home_language, languages=languages, attributes=allowed)
        wrong += _of_codes(save, owners, taken)
        if not wrong:
            taken |= {sku.code for sku in save.draft.skus if wanted[sku.code] > 1}
        found.append(wrong)
    return found


def _of_version(save: Save, known: Mapping[UUID, EditedProduct]) -> list[Refusal]:
    if save.product_id is None:
        return []
    if save.product_id not in known:
        return [ProductNotFound()]
    return [SomebodyElseChanged()] if known[save.product_id].version != save.version else []


def _of_codes(save: Save, owners: Mapping[str, UUID], taken: Collection[str]) -> list[Refusal]:
    """Codes that another product of the store has, or an earlier one of the same batch gets."""
    return [
        SkuCodeTaken(field=f"skus.{index}.code")
        for index, sku in enumerate(save.draft.skus)
        if sku.code in taken or owners.get(sku.code, save.product_id) != save.product_id
    ]


def _owners(store_id: UUID, codes: Collection[str]) -> dict[str, UUID]:
    return dict(models.Sku.objects.filter(store_id=store_id, code__in=codes).values_list("code", "product_id"))


_LOOKED_AT = frozenset({State.APPROVED, State.UNDER_REVIEW, State.DELISTED})


def for_review(store_id: UUID, saves: Sequence[Save], known: Mapping[UUID, EditedProduct]) -> set[UUID]:
    """The known products of `saves` whose change a review has something to do with."""
    parts = reviewed_parts()
    if not parts or trusted(store_id):
        return set()
    found = set()
    for save in saves:
        before = known.get(save.product_id) if save.product_id else None
        if before is None or before.state not in _LOOKED_AT:
            continue
        old, new = (within(flat(draft), parts) for draft in (before.draft, save.draft))
        if before.revision or old != new:
            found.add(before.id)
    return found


def known_id(save: Save) -> UUID:
    """The id of a known product.

    Raises:
        ProductNotFound: it is a new one.
    """
    if save.product_id is None:
        raise ProductNotFound
    return save.product_id
