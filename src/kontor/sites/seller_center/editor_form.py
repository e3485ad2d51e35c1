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

MOST_ROWS = 400
Stock = Mapping[tuple[UUID, UUID], int]  # (SKU, warehouse) → on hand


@dataclass
class SkuRow:
    """A row of the table of variants, as typed. Sizes in centimetres; stock by warehouse, with what it was."""

    id: str = ""
    code: str = ""
    price: str = ""
    list_price: str = ""
    weight: str = ""
    length: str = ""
    width: str = ""
    height: str = ""
    hs_code: str = ""
    barcode: str = ""
    active: bool = True
    picked: bool = False
    axes: dict[str, str] = field(default_factory=dict)
    stock: dict[str, str] = field(default_factory=dict)
    stock_before: dict[str, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nobody has typed anything into it."""
        return not (self.id or self.code or self.price or self.weight or self.axes)


@dataclass
class Shot:
    """A picture on the page, and the choice ("colour:red") for which it is shown."""

    path: str
    option: str = ""


@dataclass
class Form:
    """Everything on the page, as typed."""

    category_id: int
    version: int = 0
    brand: str = ""
    handling_days: str = "3"
    texts: dict[str, TextDraft] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    pictures: list[Shot] = field(default_factory=list)
    rows: list[SkuRow] = field(default_factory=list)


def opened(product: EditedProduct, stock: Stock) -> Form:
    """The form of a known product."""
    draft, currency = product.draft, product.currency
    return Form(
        category_id=draft.category_id,
        version=product.version,
        brand=draft.brand,
        handling_days=str(draft.handling_days),
        texts=dict(draft.texts),
        attributes={code: str(value) for code, value in draft.attributes.items()},
        pictures=[Shot(picture.path, picture.axis_option) for picture in draft.pictures],
        rows=[_row(sku, stock, currency) for sku in draft.skus],
    )


def _row(sku: SkuDraft, stock: Stock, currency: str) -> SkuRow:
    there = {str(house): str(units) for (sku_id, house), units in stock.items() if sku_id == sku.id}
    return SkuRow(
        id=str(sku.id or ""),
        code=sku.code,
        price=reading.shown(sku.price_minor, currency) if sku.price_minor else "",
        list_price=reading.shown(sku.list_price_minor, currency),
        weight=str(sku.weight_g or ""),
        length=reading.centimetres(sku.length_mm),
        width=reading.centimetres(sku.width_mm),
        height=reading.centimetres(sku.height_mm),
        hs_code=sku.hs_code,
        barcode=sku.barcode,
        active=sku.active,
        axes=dict(sku.axes),
        stock=dict(there),
        stock_before=there,
    )


def typed(post: QueryDict, category_id: int, attributes: Mapping[str, AttributeView]) -> Form:
    """The form as it was sent."""
    count = min(reading.whole(post.get("rows"), 0, 0), MOST_ROWS)
    options = post.getlist("picture_for")
    removed = set(post.getlist("remove_picture"))
    paths = list(dict.fromkeys(post.getlist("picture")))
    return Form(
        category_id=category_id,
        version=reading.whole(post.get("version")),
        brand=post.get("brand", "").strip()[:60],
        handling_days=post.get("handling_days", "").strip(),
        texts={
            code: TextDraft(
                post.get(f"title.{code}", "").strip(),
                post.get(f"description.{code}", "").replace("\r\n", "\n").strip(),
                tuple(line.strip() for line in post.get(f"bullets.{code}", "").splitlines() if line.strip()),
            )
            for code, _ in settings.LANGUAGES
            if any(post.get(f"{name}.{code}", "").strip() for name in ("title", "description", "bullets"))
        },
        attributes={
            code: value.strip()
            for code, known in attributes.items()
            if not known.is_axis and (value := post.get(f"attribute.{code}", "")).strip()
        },
        pictures=[
            Shot(path, options[place] if place < len(options) else "")
            for place, path in enumerate(paths)
            if path not in removed
        ],
        rows=[_typed_row(post, index, attributes) for index in range(count)],
    )


def _typed_row(post: QueryDict, index: int, attributes: Mapping[str, AttributeView]) -> SkuRow:
    place = f"skus.{index}"

    def of(name: str) -> str:
        return post.get(f"{place}.{name}", "").strip()

    def by_warehouse(name: str) -> dict[str, str]:
        start = f"{place}.{name}."
        return {key.removeprefix(start): str(post[key]).strip() for key in post if key.startswith(start)}

    return SkuRow(
        id=of("id"),
        code=of("code"),
        price=of("price"),
        list_price=of("list_price"),
        weight=of("weight_g"),
        length=of("length"),
        width=of("width"),
        height=of("height"),
        hs_code=of("hs_code"),
        barcode=of("barcode"),
        active=bool(of("active")) or not of("id"),
        picked=str(index) in post.getlist("pick"),
        axes={code: of(f"axis.{code}") for code, known in attributes.items() if known.is_axis and of(f"axis.{code}")},
        stock=by_warehouse("stock"),
        stock_before=by_warehouse("stock_before"),
    )


def draft(form: Form, currency: str, own: Sequence[str], known: EditedProduct | None) -> ProductDraft:
    """What the form says. Pictures that are neither `own` uploads nor the product's are left out.

    An amount that cannot be read counts as zero, so that the price's own sentence is shown at its field.
    """
    kept = {picture.path for picture in known.draft.pictures} if known else set()
    before = {str(sku.id): sku for sku in known.draft.skus} if known else {}
    return ProductDraft(
        category_id=form.category_id,
        texts=form.texts,
        skus=tuple(_sku(row, currency, before.get(row.id)) for row in form.rows if not row.blank),
        pictures=tuple(
            PictureDraft(shot.path, shot.option) for shot in form.pictures if shot.path in kept or shot.path in own
        ),
        brand=form.brand,
        attributes=form.attributes,
        handling_days=reading.whole(form.handling_days, 0),
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
        barcode="".join(row.barcode.split())[:14],
        length_mm=reading.millimetres(row.length),
        width_mm=reading.millimetres(row.width),
        height_mm=reading.millimetres(row.height),
        hs_code=row.hs_code.replace(".", "").replace(" ", ""),
        active=row.active,
    )
