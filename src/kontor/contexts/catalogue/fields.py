"""A product as a flat table of fields, so that versions can be compared field by field. Pure.

Names: `category`, `brand`, `handling_days`, `wechat_pay`, `pictures`, `title.en`, `description.en`, `bullets.en`,
`attribute.material`, `sku.<key>.<part>`; the key of a SKU is its id, or `+` and its code while it has none. What is
empty stands in no table: absent and empty are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.kernel.ids import new_id

Flat = dict[str, Any]  # name → what JSON can hold
Changes = dict[str, list[Any]]  # name → [before, after]

SKU_PARTS = ("code", "price_minor", "list_price_minor", "weight_g", "axes", "barcode", "length_mm", "width_mm",
             "height_mm", "hs_code")  # fmt: skip
_TEXTS = ("title", "description", "bullets")
_PARTS = {"category": "category", "brand": "brand", "pictures": "pictures", "attribute": "attributes"} | dict.fromkeys(
    _TEXTS, "texts"
)


def flat(draft: ProductDraft) -> Flat:
    """The fields of a product that are not empty."""
    return {name: value for name, value in _fields(draft) if value not in ("", None, [], {}, False, 0)}


def _fields(draft: ProductDraft) -> Iterator[tuple[str, Any]]:
    yield "category", draft.category_id
    yield "brand", draft.brand
    yield "handling_days", draft.handling_days
    yield "wechat_pay", draft.wechat_pay
    for language, text in draft.texts.items():
        if text.title.strip():  # words without a title are not kept
            yield f"title.{language}", text.title.strip()
            yield f"description.{language}", text.description
            yield f"bullets.{language}", list(text.bullets)
    for code, value in draft.attributes.items():
        yield f"attribute.{code}", str(value)
    yield "pictures", [[picture.path, picture.axis_option] for picture in draft.pictures]
    for sku in draft.skus:
        for name in SKU_PARTS:
            value = getattr(sku, name)
            yield f"sku.{key(sku)}.{name}", dict(value) if name == "axes" else value
        yield f"sku.{key(sku)}.inactive", not sku.active


def settled(draft: ProductDraft, known: Iterable[SkuDraft]) -> ProductDraft:
    """The draft with an id for each SKU, and with the known SKUs that it leaves out, no longer sold.

    A SKU without an id is the known one of the same code, else a new one.
    """
    by_id = {sku.id: sku for sku in known}
    by_code = {sku.code: sku.id for sku in by_id.values()}
    skus = [sku if sku.id in by_id else replace(sku, id=by_code.get(sku.code) or new_id()) for sku in draft.skus]
    named_ids = {sku.id for sku in skus}
    gone = [replace(sku, active=False) for sku_id, sku in by_id.items() if sku_id not in named_ids]
    return replace(draft, skus=(*skus, *gone))


def key(sku: SkuDraft) -> str:
    """What a SKU is called among the fields."""
    return str(sku.id) if sku.id else f"+{sku.code}"


def draft_of(fields: Mapping[str, Any]) -> ProductDraft:
    """The product that has these fields: the way back from `flat`."""
    languages = [name.partition(".")[2] for name in fields if name.startswith("title.")]
    return ProductDraft(
        category_id=fields.get("category", 0),
        texts={
            code: TextDraft(
                fields[f"title.{code}"], fields.get(f"description.{code}", ""), tuple(fields.get(f"bullets.{code}", ()))
            )
            for code in languages
        },
        skus=tuple(_sku(place, fields) for place in sku_keys(fields)),
        pictures=tuple(PictureDraft(path, option) for path, option in fields.get("pictures", ())),
        brand=fields.get("brand", ""),
        attributes={
            name.removeprefix("attribute."): value for name, value in fields.items() if name.startswith("attribute.")
        },
        handling_days=fields.get("handling_days", 0),
        wechat_pay=fields.get("wechat_pay", False),
    )


def sku_keys(fields: Mapping[str, Any]) -> list[str]:
    """The SKUs among the fields, in their order."""
    return [name[len("sku.") : -len(".code")] for name in fields if name.startswith("sku.") and name.endswith(".code")]


def _sku(place: str, fields: Mapping[str, Any]) -> SkuDraft:
    def of(name: str, default: Any) -> Any:
        return fields.get(f"sku.{place}.{name}", default)

    return SkuDraft(
        code=of("code", ""), price_minor=of("price_minor", 0), weight_g=of("weight_g", 0), axes=of("axes", {}),
        id=None if place.startswith("+") else UUID(place), list_price_minor=of("list_price_minor", None),
        barcode=of("barcode", ""), length_mm=of("length_mm", 0), width_mm=of("width_mm", 0),
        height_mm=of("height_mm", 0), hs_code=of("hs_code", ""), active=not of("inactive", False),
    )  # fmt: skip


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """The fields that differ, from what they were to what they are; null where there is nothing."""
    names = [*before, *(name for name in after if name not in before)]
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}


def undone(fields: Mapping[str, Any], made: Mapping[str, list[Any]]) -> Flat:
    """The fields as they were before the changes `made`."""
    were = {**fields, **{name: before for name, (before, _after) in made.items()}}
    return {name: value for name, value in were.items() if value is not None}


def part_of(name: str) -> str:
    """The part of a product that a review may want to see (`catalogue.reviewed_parts`); "" for what it never does."""
    return _PARTS.get(name.partition(".")[0], "")


def within(fields: Mapping[str, Any], parts: set[str]) -> Flat:
    """Of the fields, those of these parts."""
    return {name: value for name, value in fields.items() if part_of(name) in parts}


def overlaid(fields: Mapping[str, Any], body: Mapping[str, Any], parts: set[str]) -> Flat:
    """The fields with everything of these parts taken from `body`."""
    return {name: value for name, value in fields.items() if part_of(name) not in parts} | dict(body)
