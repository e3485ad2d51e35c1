"""The product form: from a product to fields, and from fields to a draft (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from kontor.contexts.catalogue.drafts import EditedProduct, PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.queries.categories import AttributeView
from kontor.sites.seller_center import reading

SPARE_ROWS = 2
MOST_ROWS = 60


@dataclass
class SkuRow:
    """A row of the table of variants, as typed."""

    id: str = ""
    code: str = ""
    price: str = ""
    list_price: str = ""
    weight: str = ""
    stock: str = ""
    hs_code: str = ""
    barcode: str = ""
    active: bool = True
    axes: dict[str, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        return not (self.id or self.code or self.price or self.weight)


@dataclass
class Form:
    """Everything on the page, as typed."""

    category_id: int
    version: int = 0
    brand: str = ""
    handling_days: str = "3"
    texts: dict[str, TextDraft] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    rows: list[SkuRow] = field(default_factory=list)


def opened(product: EditedProduct, stock: Mapping[UUID, int]) -> Form:
    """The form of a known product; `stock` is on hand in the first warehouse, by SKU."""
    draft, currency = product.draft, product.currency
    return Form(
        category_id=draft.category_id,
        version=product.version,
        brand=draft.brand,
        handling_days=str(draft.handling_days),
        texts=dict(draft.texts),
        attributes={code: str(value) for code, value in draft.attributes.items()},
        pictures=[picture.path for picture in draft.pictures],
        rows=[_row(sku, stock, currency) for sku in draft.skus],
    )


def _row(sku: SkuDraft, stock: Mapping[UUID, int], currency: str) -> SkuRow:
    return SkuRow(
        id=str(sku.id),
        code=sku.code,
        price=reading.shown(sku.price_minor, currency),
        list_price=reading.shown(sku.list_price_minor, currency),
        weight=str(sku.weight_g),
        stock=str(stock.get(sku.id, 0)) if sku.id else "",
        hs_code=sku.hs_code,
        barcode=sku.barcode,
        active=sku.active,
        axes=dict(sku.axes),
    )


def typed(post: QueryDict, category_id: int, attributes: Mapping[str, AttributeView]) -> Form:
    """The form as it was sent."""
    removed = set(post.getlist("remove_picture"))
    count = min(reading.whole(post.get("rows"), 0, 0), MOST_ROWS)
    return Form(
        category_id=category_id,
        version=reading.whole(post.get("version")),
        brand=post.get("brand", "").strip()[:60],
        handling_days=post.get("handling_days", ""),
        texts={
            code: TextDraft(
                post.get(f"title.{code}", "").strip(),
                post.get(f"description.{code}", "").strip(),
                tuple(line.strip() for line in post.get(f"bullets.{code}", "").splitlines() if line.strip()),
            )
            for code, _ in settings.LANGUAGES
            if post.get(f"title.{code}", "").strip() or post.get(f"description.{code}", "").strip()
        },
        attributes={
            code: value.strip()
            for code, known in attributes.items()
            if not known.is_axis and (value := post.get(f"attribute.{code}", "")).strip()
        },
        pictures=_ordered(post, [path for path in post.getlist("picture") if path not in removed]),
        rows=[_typed_row(post, index, attributes) for index in range(count)],
    )


def _ordered(post: QueryDict, paths: list[str]) -> list[str]:
    """Pictures in the order of the numbers beside them; equal numbers keep their places."""
    places = {
        path: reading.whole(place, 99)
        for path, place in zip(post.getlist("picture"), post.getlist("place"), strict=False)
    }
    return sorted(paths, key=lambda path: places.get(path, 99))


def _typed_row(post: QueryDict, index: int, attributes: Mapping[str, AttributeView]) -> SkuRow:
    def of(name: str) -> str:
        return post.get(f"skus.{index}.{name}", "").strip()

    return SkuRow(
        id=of("id"),
        code=of("code"),
        price=of("price"),
        list_price=of("list_price"),
        weight=of("weight_g"),
        stock=of("stock"),
        hs_code=of("hs_code"),
        barcode=of("barcode"),
        active=bool(of("active")) or not of("id"),
        axes={code: of(f"axis.{code}") for code, known in attributes.items() if known.is_axis and of(f"axis.{code}")},
    )


def draft(form: Form, currency: str, own: Sequence[str], known: EditedProduct | None) -> ProductDraft:
    """What the form says. Pictures that are neither `own` uploads nor the product's are left out.

    An amount that cannot be read counts as zero, so that the price's own sentence is shown at its field.
    """
    kept = {picture.path: picture for picture in known.draft.pictures} if known else {}
    before = {str(sku.id): sku for sku in known.draft.skus} if known else {}
    return ProductDraft(
        category_id=form.category_id,
        texts=form.texts,
        skus=tuple(_sku(row, currency, before.get(row.id)) for row in form.rows if not row.blank),
        pictures=tuple(kept.get(path) or PictureDraft(path) for path in form.pictures if path in kept or path in own),
        brand=form.brand,
        attributes=form.attributes,
        handling_days=reading.whole(form.handling_days, 3, 1, 30),
        wechat_pay=known.draft.wechat_pay if known else False,
    )


def _sku(row: SkuRow, currency: str, before: SkuDraft | None) -> SkuDraft:
    return SkuDraft(
        code=row.code,
        price_minor=reading.amount(row.price, currency) or 0,
        weight_g=reading.whole(row.weight),
        axes=row.axes,
        id=before.id if before else None,
        list_price_minor=(reading.amount(row.list_price, currency) or 0) if row.list_price else None,
        barcode=row.barcode[:14],
        length_mm=before.length_mm if before else 0,
        width_mm=before.width_mm if before else 0,
        height_mm=before.height_mm if before else 0,
        hs_code=row.hs_code,
        active=row.active,
    )
