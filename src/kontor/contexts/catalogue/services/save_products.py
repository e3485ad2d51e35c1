"""Many products saved at once: a sheet, or a program that keeps a catalogue in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from anyascii import anyascii
from django.db import IntegrityError, transaction

from kontor.contexts.catalogue import many, rules
from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft, SkuDraft
from kontor.contexts.catalogue.errors import SkuCodeTaken
from kontor.contexts.catalogue.events import ProductChanged
from kontor.contexts.catalogue.fields import changes, flat, settled
from kontor.contexts.catalogue.lifecycle import State
from kontor.contexts.catalogue.many import Save
from kontor.contexts.catalogue.models import Picture, Product, ProductChange, ProductText, Sku
from kontor.contexts.catalogue.moves import move
from kontor.contexts.catalogue.queries.many import edited_products
from kontor.contexts.catalogue.saving import SKU_FIELDS
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.tree_lock import hold_tree
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform.database import rows
from kontor.platform.events import record


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one: its product, or the `refusals` that say why nothing of it was written."""

    product_id: UUID | None
    refusals: tuple[Refusal, ...] = ()


Pairs = Sequence[tuple[Product, ProductDraft]]
_PRODUCT_FIELDS = ("category_id", "slug", "brand", "attributes", "picture", "handling_days", "wechat_pay", "version",
                   "changed_at")  # fmt: skip


def save_products(*, seat: Seat, saves: Sequence[Save]) -> list[Saved]:
    """Save new and known products of the seat's store, each for itself: one that is refused holds up no other.

    The same as `create_product` and `change_product` for each, in one transaction. What a review has to see first is
    saved one by one; the rest takes a handful of statements.

    Returns:
        What became of each, in the order of `saves`.

    Raises:
        RightMissing: without `products.edit`, before anything is done.
        SkuCodeTaken: when somebody took a code in this very moment; nothing is written, try again.
    """
    require(seat, "products.edit")
    store = Store.objects.get(id=seat.store_id)
    ids = [save.product_id for save in saves if save.product_id]
    with transaction.atomic():
        products = Product.objects.select_for_update(no_key=True).filter(store_id=store.id, id__in=ids).order_by("id")
        locked = {product.id: product for product in products}
        hold_tree()
        before = edited_products(seat, list(locked))
        wrong = many.faults(store.id, store.language, saves, before)
        fine = [save for save, faults in zip(saves, wrong, strict=True) if not faults]
        careful = many.for_review(store.id, fine, before)
        fresh = [(_fresh(save.draft, store), save.draft) for save in fine if save.product_id is None]
        known = [
            (locked[save.product_id], settled(save.draft, before[save.product_id].draft.skus))
            for save in fine
            if save.product_id and save.product_id not in careful
        ]
        Product.objects.bulk_create([product for product, _ in fresh])
        known = _noted(known, before, seat)
        for product, draft in known:
            _changed(product, draft)
        rows.update([product for product, _ in known], *_PRODUCT_FIELDS)
        _save_words(fresh, known, before)
        _save_pictures(fresh, known, before)
        _save_skus(fresh, known, before, store.currency)
        _tell(known)
        refused: dict[UUID | None, Saved | None] = {
            save.product_id: _one(seat, save) for save in fine if save.product_id in careful
        }
    made = iter(product.id for product, _ in fresh)
    return [
        Saved(None, tuple(faults)) if faults else refused.get(save.product_id) or Saved(save.product_id or next(made))
        for save, faults in zip(saves, wrong, strict=True)
    ]


def _one(seat: Seat, save: Save) -> Saved | None:
    """Save what a review has to see, as the editor does; what is refused, if it is."""
    try:
        with transaction.atomic():
            change_product(seat=seat, product_id=many.known_id(save), version=save.version, draft=save.draft)
    except Refusal as refusal:
        return Saved(None, tuple(refusal.parts) if isinstance(refusal, Refusals) else (refusal,))
    return None


def _noted(known: Pairs, before: dict[UUID, EditedProduct], seat: Seat) -> list[tuple[Product, ProductDraft]]:
    """Those that change, with their changes written down."""
    made = {product.id: changes(flat(before[product.id].draft), flat(draft)) for product, draft in known}
    ProductChange.objects.bulk_create(
        ProductChange(product=product, version=product.version, fields=made[product.id], by_account=seat.account_id)
        for product, _ in known
        if made[product.id]
    )
    return [pair for pair in known if made[pair[0].id] or _reworked(pair[0])]


def _reworked(product: Product) -> bool:
    return product.state == State.DELISTED and product.delisted_by != "seller"


def _slug(draft: ProductDraft, language: str) -> str:
    return rules.slug_of(anyascii(rules.titled(draft.texts, language)))


def _fresh(draft: ProductDraft, store: Store) -> Product:
    return Product(
        store=store, category_id=draft.category_id, slug=_slug(draft, store.language), brand=draft.brand,
        attributes=dict(draft.attributes), home_language=store.language,
        picture=draft.pictures[0].path if draft.pictures else "", handling_days=draft.handling_days,
        wechat_pay=draft.wechat_pay,
    )  # fmt: skip


def _changed(product: Product, draft: ProductDraft) -> None:
    product.category_id, product.slug = draft.category_id, _slug(draft, product.home_language)
    product.brand, product.attributes = draft.brand, dict(draft.attributes)
    product.picture = draft.pictures[0].path if draft.pictures else ""
    product.handling_days, product.wechat_pay = draft.handling_days, draft.wechat_pay
    product.version, product.changed_at = product.version + 1, now()


def _save_words(fresh: Pairs, known: Pairs, before: dict[UUID, EditedProduct]) -> None:
    other = [pair for pair in known if dict(pair[1].texts) != dict(before[pair[0].id].draft.texts)]
    kept = {product.id: {code for code, text in draft.texts.items() if text.title.strip()} for product, draft in other}
    there = ProductText.objects.filter(product_id__in=kept)
    gone = [text.pk for text in there if text.language not in kept[text.product_id]] if kept else []
    if gone:
        ProductText.objects.filter(id__in=gone).delete()
    ProductText.objects.bulk_create(
        [
            ProductText(
                product=product, language=language, title=text.title.strip(), description=text.description,
                bullets=list(text.bullets),
            )
            for product, draft in (*fresh, *other)
            for language, text in draft.texts.items()
            if text.title.strip()
        ],
        update_conflicts=True,
        unique_fields=["product", "language"],
        update_fields=["title", "description", "bullets"],
    )  # fmt: skip


def _save_pictures(fresh: Pairs, known: Pairs, before: dict[UUID, EditedProduct]) -> None:
    other = [pair for pair in known if pair[1].pictures != before[pair[0].id].draft.pictures]
    if other:
        Picture.objects.filter(product_id__in=[product.id for product, _ in other]).delete()
    Picture.objects.bulk_create(
        Picture(product=product, position=position, path=part.path, axis_option=part.axis_option)
        for product, draft in (*fresh, *other)
        for position, part in enumerate(draft.pictures)
    )


def _save_skus(fresh: Pairs, known: Pairs, before: dict[UUID, EditedProduct], currency: str) -> None:
    """SKUs that a draft no longer names become inactive: orders know them."""
    new: list[Sku] = []
    changed: list[Sku] = []
    for product, draft in (*fresh, *known):
        earlier = before[product.id].draft.skus if product.id in before else ()
        places = {sku.id: (sku, place) for place, sku in enumerate(earlier) if sku.id}
        for place, sku in enumerate(draft.skus):
            if sku.id is None or sku.id not in places:
                new.append(_sku(product, sku, place, new_id(), currency))
            elif places[sku.id] != (sku, place):
                changed.append(_sku(product, sku, place, sku.id, currency))
        named = {sku.id for sku in draft.skus}
        for identity, (sku, place) in places.items():
            if identity not in named and sku.active:
                gone = _sku(product, sku, place, identity, currency)
                gone.active = False
                changed.append(gone)
    try:
        rows.update(changed, *SKU_FIELDS, "axes", "currency", "position")
        Sku.objects.bulk_create(new)
    except IntegrityError as error:
        if "sku_code_once" in str(error):
            raise SkuCodeTaken(field="skus") from error
        raise


def _sku(product: Product, part: SkuDraft, place: int, identity: UUID, currency: str) -> Sku:
    values = {name: getattr(part, name) for name in SKU_FIELDS}
    return Sku(
        id=identity, product=product, store_id=product.store_id, axes=dict(part.axes), currency=currency,
        position=place, **values,
    )  # fmt: skip


def _tell(known: Pairs) -> None:
    for product, _draft in known:
        if _reworked(product):
            move("rework", product, Actor.SELLER)
    record(*(ProductChanged(key=p.store_id, store_id=p.store_id, product_id=p.id) for p, _ in known))
