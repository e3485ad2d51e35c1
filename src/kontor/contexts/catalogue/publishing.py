"""Writing what buyers see, or keeping it for the review. In a transaction that holds the product's lock."""

from __future__ import annotations

from kontor.contexts.catalogue import fields, models
from kontor.contexts.catalogue.events import ProductChanged
from kontor.contexts.catalogue.reviewing import close_case, open_case
from kontor.contexts.catalogue.saving import save_parts, slug
from kontor.contexts.catalogue.working import Working
from kontor.kernel.clock import now
from kontor.platform.events import record


def publish(working: Working, after: fields.Flat, *, decided: bool = False) -> None:
    """Make the product's rows what `after` says; a revision that waited is over with that.

    Args:
        decided: somebody has just decided about the revision, so that its case is not taken out of the queue.
    """
    made = fields.changes(working.live, after)
    _drop_revision(working, decided=decided)
    _write(working, after, made)
    working.live = working.written = after


def revise(working: Working, after: fields.Flat, parts: set[str]) -> None:
    """Keep the parts that a review wants to see aside, and write the rest."""
    product = working.product
    on_sale = fields.overlaid(after, fields.within(working.live, parts), parts)
    _write(working, on_sale, fields.changes(working.live, on_sale))
    body = fields.within(after, parts)
    known = working.revision
    if known is None or known.body != body or set(known.parts) != parts:
        working.revision, _new = models.ProductRevision.objects.update_or_create(
            product=product,
            defaults={
                "store_id": product.store_id, "state": "waiting", "body": body, "parts": sorted(parts), "reason": "",
                "at": now(),
            },
        )  # fmt: skip
        open_case(product, after, on_sale)
    working.live, working.written = on_sale, after


def _drop_revision(working: Working, *, decided: bool) -> None:
    if working.revision is not None:
        models.ProductRevision.objects.filter(product=working.product).delete()
        working.revision = None
        if not decided:
            close_case(working.product.id)


def _write(working: Working, after: fields.Flat, made: fields.Changes) -> None:
    product, draft = working.product, fields.draft_of(after)
    save_parts(product, draft, product.store.currency, made.keys())
    product.category_id, product.brand = draft.category_id, draft.brand
    product.attributes, product.handling_days = dict(draft.attributes), draft.handling_days
    product.picture, product.wechat_pay = draft.pictures[0].path if draft.pictures else "", draft.wechat_pay
    if any(name.startswith("title.") for name in made):
        product.slug = slug(draft, product.store.language)
    product.save(
        update_fields=["category", "slug", "brand", "attributes", "picture", "handling_days", "wechat_pay", "version",
                       "changed_at"]
    )  # fmt: skip
    if made:
        record(ProductChanged(key=product.store_id, store_id=product.store_id, product_id=product.id))
