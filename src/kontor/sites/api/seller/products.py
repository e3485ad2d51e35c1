"""Products and SKUs of the store."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Header, Query, Router
from ninja.files import UploadedFile

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct, PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.errors import CategoryNotFound, CategoryNotLeaf, ProductNotFound, SomebodyElseChanged
from kontor.contexts.catalogue.services.add_picture import add_picture
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.integrations.queries.shelf import product_id, product_lines
from kontor.contexts.integrations.queries.shelf import shelf as shelf_rows
from kontor.kernel.money import Money, places
from kontor.kernel.viewer import Seat
from kontor.platform.http.api_errors import FieldRefused
from kontor.sites.api.errors import STALE, UNCONDITIONAL, ConditionFailed, ConditionMissing, key_missing, with_status
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common, goods
from kontor.sites.api.schemas.texts import Moment
from kontor.sites.api.seller import written
from kontor.sites.api.seller.common import READ, READ_ONE, WRITE, Number, Size, currency_of

router = Router(tags=["Products of the store"])
_READS, _WRITES = ProgramToken("products:read"), ProgramToken("products:write")
_EDIT = {**WRITE, **dict.fromkeys((412, 428), common.Problem)}
State = Literal["", "draft", "under_review", "approved", "rejected", "delisted"]
_LANGUAGE = "en"  # categories are named by their slugs
_VERSION = re.compile(r'"?([0-9]{1,9})"?')
# Who may make which move: `kontor.contexts.catalogue.lifecycle`.
_MOVES: dict[str, Callable[[Seat, UUID], object]] = {
    "submit": lambda seat, product: submit_for_review(seat=seat, product_id=product),
    "delist": lambda seat, product: delist(by=seat, product_id=product),
    "relist": lambda seat, product: relist(by=seat, product_id=product),
}


@router.get(
    "/seller/products", auth=_READS, response={200: goods.ProductLines, **READ}, operation_id="listSellerProducts",
    summary="Products",
)  # fmt: skip
def listed(
    request: HttpRequest,
    state: State = "",
    updated_since: Moment | None = None,
    after: UUID | None = None,
    size: Size = 100,
) -> HttpResponse:
    """Newest first, whatever their state."""
    seat = caller(request).seat
    rows = product_lines(seat, state=state, changed_since=updated_since, after=after, size=size + 1)
    return written.answer(written.products(rows[:size], str(rows[size - 1].id) if len(rows) > size else ""))


@router.get(
    "/seller/skus", auth=_READS, response={200: goods.Shelf, **READ}, operation_id="listSkus", summary="SKUs",
)  # fmt: skip
def skus(request: HttpRequest, asked: Query[goods.ShelfAsked]) -> HttpResponse:
    """With prices, and stock by warehouse; by their codes."""
    size = asked.size
    rows = shelf_rows(caller(request).seat, after=asked.after, codes=asked.code, product=asked.product, size=size + 1)
    return written.answer(written.shelf(rows[:size], rows[size - 1].code if len(rows) > size else ""))


@router.get(
    "/seller/products/{number}", auth=_READS, response={200: goods.SellerProduct, **READ_ONE},
    operation_id="getSellerProduct", summary="One product",
)  # fmt: skip
def one(request: HttpRequest, number: Number, response: HttpResponse) -> goods.SellerProduct:
    """As it is edited; the ETag goes back with a change."""
    seat = caller(request).seat
    found = catalogue.edited_product(seat, _id(seat, number))
    response["ETag"] = f'"{found.version}"'
    return _shown(found)


@router.post(
    "/seller/products", auth=_WRITES, response={201: goods.ProductMade, **WRITE}, operation_id="createProduct",
    summary="Create",
)  # fmt: skip
def create(request: HttpRequest, asked: goods.ProductIn, key: Key = "") -> HttpResponse:
    """A draft, which nobody else sees until it is submitted and approved."""
    seat = caller(request).seat
    return keyed(request, key, lambda: (201, _made(seat, create_product(seat=seat, draft=_draft(seat, asked)))))


@router.put(
    "/seller/products/{number}", auth=_WRITES, response={200: goods.ProductMade, **_EDIT},
    operation_id="changeProduct", summary="Change",
)  # fmt: skip
def change(
    request: HttpRequest,
    number: Number,
    asked: goods.ProductIn,
    key: Key = "",
    match: Annotated[str, Header(alias="If-Match", description="the ETag that was read")] = "",
) -> HttpResponse:
    """In place of what was there. 428 without `If-Match`, 412 when somebody has changed it since it was read."""
    if not key.strip():
        return key_missing(request)
    if not match.strip():
        return with_status(request, ConditionMissing(field="If-Match"), UNCONDITIONAL)
    seat = caller(request).seat
    told = _VERSION.fullmatch(match.strip())
    version = int(told[1]) if told else 0  # no product has it

    def run() -> tuple[int, dict[str, object]]:
        product = _id(seat, number)
        before = catalogue.edited_product(seat, product).draft
        change_product(seat=seat, product_id=product, version=version, draft=_draft(seat, asked, before))
        return 200, _made(seat, product)

    try:
        return keyed(request, key, run)
    except SomebodyElseChanged:
        return with_status(request, ConditionFailed(field="If-Match"), STALE)


@router.post(
    "/seller/products/{number}/{move}", auth=_WRITES, response={200: goods.ProductMade, **WRITE},
    operation_id="moveProduct", summary="Submit, take off sale, put back",
)  # fmt: skip
def move(
    request: HttpRequest, number: Number, move: Literal["submit", "delist", "relist"], key: Key = ""
) -> HttpResponse:
    """`submit` a draft for review, `delist` what is on sale, `relist` what the store took off itself."""
    seat = caller(request).seat

    def run() -> tuple[int, dict[str, object]]:
        product = _id(seat, number)
        _MOVES[move](seat, product)
        return 200, _made(seat, product)

    return keyed(request, key, run)


@router.post(
    "/seller/pictures", auth=_WRITES, response={201: goods.PictureKept, **WRITE}, operation_id="addPicture",
    summary="Keep a picture",
)  # fmt: skip
def picture(request: HttpRequest, picture: File[UploadedFile], key: Key = "") -> HttpResponse:
    """JPEG, PNG, WebP or AVIF; it belongs to a product once a product names its path."""
    seat, content = caller(request).seat, picture.read()
    return keyed(request, key, lambda: (201, {"path": add_picture(seat=seat, content=content)}), content=content)


def _id(seat: Seat, number: int) -> UUID:
    found = product_id(seat, number)
    if found is None:
        raise ProductNotFound
    return found


def _made(seat: Seat, product: UUID) -> dict[str, object]:
    found = catalogue.edited_product(seat, product)
    return {"number": str(found.number), "state": found.state, "version": found.version}


def _draft(seat: Seat, asked: goods.ProductIn, before: ProductDraft | None = None) -> ProductDraft:
    """As the editor saves it. SKUs are known by id or code, pictures are the store's own or stand there already."""
    currency = currency_of(seat)
    paths = {part.path for part in before.pictures} if before else set()
    if any(
        not part.path.startswith(f"products/{seat.store_id}/") and part.path not in paths for part in asked.pictures
    ):
        raise FieldRefused(field="pictures", why="POST /seller/pictures")
    known = {sku.code: sku.id for sku in before.skus} if before else {}
    try:
        category = catalogue.category(asked.category, _LANGUAGE).id
    except CategoryNotFound as error:
        raise CategoryNotLeaf(field="category") from error
    return ProductDraft(
        category_id=category,
        texts={code: _text(words) for code, words in asked.texts.items()},
        skus=tuple(
            SkuDraft(
                code=sku.code, price_minor=_minor(sku.price, currency), weight_g=sku.weight_g, axes=sku.axes,
                id=sku.id or known.get(sku.code),
                list_price_minor=_minor(sku.list_price, currency) if sku.list_price else None, barcode=sku.barcode,
                length_mm=sku.length_mm, width_mm=sku.width_mm, height_mm=sku.height_mm, hs_code=sku.hs_code,
                active=sku.active,
            )
            for sku in asked.skus
        ),
        pictures=tuple(PictureDraft(part.path, part.axis_option) for part in asked.pictures),
        brand=asked.brand, attributes=asked.attributes, handling_days=asked.handling_days, wechat_pay=asked.wechat_pay,
    )  # fmt: skip


def _text(words: goods.TextIn) -> TextDraft:
    return TextDraft(words.title, words.description, tuple(words.bullets))


def _minor(text: str, currency: str) -> int:
    """Exact: more places than the currency has are no price."""
    if -int(Decimal(text).as_tuple().exponent) > places(currency):
        raise FieldRefused(field="price", why=f"{currency}: {places(currency)}")
    return Money.of(text, currency).minor


def _shown(found: EditedProduct) -> goods.SellerProduct:
    draft, money = found.draft, common.Money.of
    category = catalogue.category_by_id(draft.category_id, _LANGUAGE)
    return goods.SellerProduct(
        number=str(found.number), state=found.state, reason=found.reason, version=found.version,
        category=category.slug if category else "",
        texts={
            code: goods.SellerText(title=text.title, description=text.description, bullets=list(text.bullets))
            for code, text in draft.texts.items()
        },
        skus=[
            goods.SellerSku(
                id=sku.id, code=sku.code, price=money(Money(sku.price_minor, found.currency)),
                list_price=money(Money(sku.list_price_minor, found.currency)) if sku.list_price_minor else None,
                weight_g=sku.weight_g, axes=dict(sku.axes), barcode=sku.barcode, length_mm=sku.length_mm,
                width_mm=sku.width_mm, height_mm=sku.height_mm, hs_code=sku.hs_code, active=sku.active,
            )
            for sku in draft.skus
            if sku.id is not None
        ],
        pictures=[goods.SellerPicture(path=part.path, axis_option=part.axis_option) for part in draft.pictures],
        brand=draft.brand, attributes={name: str(part) for name, part in draft.attributes.items()},
        handling_days=draft.handling_days, wechat_pay=draft.wechat_pay,
    )  # fmt: skip
